package dev.sallyport.service.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Turns our settings into those of the HTTP server, which has names of its own. */
public final class ServerSettings implements ConfigSourceFactory {
  // Above application.properties (250), below system properties (400) and the environment (300).
  private static final int ORDINAL = 275;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    var server = new HashMap<String, String>();
    value(context, "sallyport.http.host").ifPresent(host -> server.put("quarkus.http.host", host));
    var port = value(context, "sallyport.http.port");
    port.ifPresent(number -> server.put("quarkus.http.port", number));
    var certificate = value(context, "sallyport.tls.cert");
    var key = value(context, "sallyport.tls.key");
    if (certificate.isPresent() && key.isPresent()) {
      server.put("quarkus.http.ssl.certificate.files", certificate.get());
      server.put("quarkus.http.ssl.certificate.key-files", key.get());
      server.put("quarkus.http.ssl-port", port.orElse("8080"));
      server.put("quarkus.http.insecure-requests", "disabled");
    }
    value(context, "sallyport.trusted-proxies")
        .ifPresent(proxies -> {
          server.put("quarkus.http.proxy.proxy-address-forwarding", "true");
          server.put("quarkus.http.proxy.enable-forwarded-host", "true");
          server.put("quarkus.http.proxy.trusted-proxies", proxies);
        });
    return List.of(new PropertiesConfigSource(Map.copyOf(server), "sallyport-server", ORDINAL));
  }

  @Override
  public OptionalInt getPriority() {
    return OptionalInt.of(ORDINAL);
  }

  private static Optional<String> value(ConfigSourceContext context, String name) {
    var value = context.getValue(name);
    return value == null
        ? Optional.empty()
        : Optional.ofNullable(value.getValue()).filter(text -> !text.isBlank());
  }
}
