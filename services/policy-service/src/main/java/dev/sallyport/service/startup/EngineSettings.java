package dev.sallyport.service.startup;

import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.service.config.AdminKey;
import dev.sallyport.service.config.BlockListFile;
import dev.sallyport.service.config.InstallationSettings;
import dev.sallyport.service.config.SharedSecret;
import dev.sallyport.service.config.SinksSettings;
import dev.sallyport.service.config.TelemetrySettings;
import dev.sallyport.settings.PrefixedProperties;
import dev.sallyport.topology.projection.Fleet;
import dev.sallyport.topology.secrets.Keyring;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * What the engine runs on.
 *
 * @param folder kept across restarts
 * @param partitions of the topics, at the very first start
 * @param keyring for secrets of integrations; without it there are none
 * @param stableAfter so many runs without anything new make a baseline stable
 * @param fleet how it asks other instances, if there are any
 * @param blockList stands after every start, whatever stood before
 */
record EngineSettings(
    Map<String, String> kafka,
    Map<String, String> registry,
    Path folder,
    int partitions,
    int stableAfter,
    Optional<Keyring> keyring,
    Optional<AdminKey> adminKey,
    Optional<GlobalBlockList> blockList,
    Optional<Fleet> fleet) {

  static EngineSettings of(
      Config config,
      InstallationSettings installation,
      TelemetrySettings telemetry,
      SinksSettings sinks,
      Optional<Fleet> fleet) {
    return new EngineSettings(
        PrefixedProperties.kafka(config),
        PrefixedProperties.registry(config),
        installation.dataDir().toAbsolutePath().normalize(),
        installation.partitions(),
        telemetry.baselineStableAfter(),
        sinks.secretsKey().map(key -> keyring(key, sinks.secretsKeyPrevious())),
        installation.adminKey(),
        installation.blockListFile().map(BlockListFile::read),
        fleet);
  }

  private static Keyring keyring(SharedSecret key, Optional<SharedSecret> previous) {
    return new Keyring(bytes(key), previous.map(EngineSettings::bytes).stream().toList());
  }

  private static byte[] bytes(SharedSecret secret) {
    return secret.secret().getBytes(StandardCharsets.US_ASCII);
  }
}
