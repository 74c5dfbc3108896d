package dev.sallyport.sink.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.net.URI;
import java.util.Optional;

/** Where links in messages lead. */
@ConfigMapping(prefix = "sallyport")
public interface LinkSettings {
  /** Under which people reach the web pages; without it there are no links. */
  @WithConverter(DestinationConverters.PublicUrl.class)
  Optional<URI> publicUrl();
}
