package dev.sallyport.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Where the service listens. */
@ConfigMapping(prefix = "sallyport.http")
public interface HttpSettings {
  /** The address; beyond loopback it takes TLS, or a proxy that terminates it. */
  @WithDefault("127.0.0.1")
  String host();

  /** 0 to 65535; 0 takes a free one. */
  @WithDefault("8080")
  @WithConverter(Converters.PortNumber.class)
  Integer port();
}
