package dev.sallyport.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/** This instance among others. */
@ConfigMapping(prefix = "sallyport.instance")
public interface InstanceSettings {
  /** {@code host:port} under which other instances reach this one, and nobody else needs to. */
  @WithConverter(Converters.HostAndPort.class)
  Optional<HostInfo> address();
}
