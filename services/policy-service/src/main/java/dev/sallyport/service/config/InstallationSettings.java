package dev.sallyport.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What this installation is. */
@ConfigMapping(prefix = "sallyport")
public interface InstallationSettings {
  /** The {@code {customer}} of paths: letters, digits, '.', '_' or '-'. */
  @WithDefault("default")
  @WithConverter(Converters.Tenant.class)
  String tenant();

  /** On the very first start, the tenant-wide admin key to begin with; 24 characters or more. */
  @WithConverter(Converters.AdminKeyText.class)
  Optional<AdminKey> adminKey();

  /** Under which clients reach this installation, where it differs from address and port. */
  @WithConverter(Converters.PublicUrl.class)
  Optional<URI> publicUrl();

  /** Addresses and networks (CIDR) whose {@code X-Forwarded-*} headers are believed. */
  Optional<List<@WithConverter(Converters.AddressRange.class) String>> trustedProxies();

  /** Where state is kept that can be derived again, and schema ids. */
  @WithDefault(".sallyport")
  Path dataDir();

  /** Of every topic, fixed at the first start; 1 to 1000. */
  @WithDefault("6")
  @WithConverter(Converters.PartitionCount.class)
  Integer partitions();

  /** A JSON file that replaces the global block list at each start. */
  Optional<Path> blockListFile();
}
