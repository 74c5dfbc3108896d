package dev.sallyport.service.startup;

import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.service.config.AdminKey;
import dev.sallyport.service.config.BlockListFile;
import dev.sallyport.service.config.InstallationSettings;
import dev.sallyport.service.config.TelemetrySettings;
import dev.sallyport.settings.PrefixedProperties;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * What the engine runs on.
 *
 * @param folder kept across restarts
 * @param partitions of the topics, at the very first start
 * @param stableAfter so many runs without anything new make a baseline stable
 * @param blockList stands after every start, whatever stood before
 */
record EngineSettings(
    Map<String, String> kafka,
    Map<String, String> registry,
    Path folder,
    int partitions,
    int stableAfter,
    Optional<AdminKey> adminKey,
    Optional<GlobalBlockList> blockList) {

  static EngineSettings of(
      Config config, InstallationSettings installation, TelemetrySettings telemetry) {
    return new EngineSettings(
        PrefixedProperties.kafka(config),
        PrefixedProperties.registry(config),
        installation.dataDir().toAbsolutePath().normalize(),
        installation.partitions(),
        telemetry.baselineStableAfter(),
        installation.adminKey(),
        installation.blockListFile().map(BlockListFile::read));
  }
}
