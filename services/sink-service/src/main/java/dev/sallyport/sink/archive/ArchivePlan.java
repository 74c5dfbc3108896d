package dev.sallyport.sink.archive;

import dev.sallyport.archive.ArchiveConfiguration;
import dev.sallyport.archive.ArchiveConfiguration.Reading;
import dev.sallyport.schemas.serde.RegistrySettings;
import dev.sallyport.settings.BackboneCheck;
import dev.sallyport.settings.PrefixedProperties;
import dev.sallyport.settings.RefusedConfiguration;
import dev.sallyport.settings.SettingNames;
import dev.sallyport.topology.topics.KafkaClients;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** What is archived where, as settings say. */
record ArchivePlan(
    ArchiveConfiguration configuration, KafkaClients clients, RegistrySettings registry) {

  /**
   * Empty where nothing is archived. Asks no server anything.
   *
   * @throws RefusedConfiguration with all problems at once
   */
  static Optional<ArchivePlan> of(Config config, ArchiveSettings settings) {
    var variables = new TreeMap<>(variables(settings));
    for (var name : config.getPropertyNames()) {
      // A misspelled one is no part of the mapping.
      var variable = SettingNames.variable(name);
      if (variable.startsWith(ArchiveConfiguration.VARIABLES)) {
        variables.putIfAbsent(variable, "");
      }
    }
    return switch (ArchiveConfiguration.read(variables)) {
      case Reading.Off _ -> Optional.empty();
      case Reading.Understood(var configuration) -> {
        var problems = BackboneCheck.problems(config);
        if (!problems.isEmpty()) {
          throw new RefusedConfiguration(problems);
        }
        yield Optional.of(
            new ArchivePlan(
                configuration,
                new KafkaClients(PrefixedProperties.kafka(config)),
                RegistrySettings.from(PrefixedProperties.registry(config))));
      }
      case Reading.Refused(var problems) ->
          throw new RefusedConfiguration(
              Stream.of(problems, BackboneCheck.problems(config)).flatMap(List::stream).toList());
    };
  }

  /** By their variables, those that are set. */
  private static Map<String, String> variables(ArchiveSettings settings) {
    var variables = new TreeMap<String, String>();
    settings.bucket().ifPresent(value -> variables.put(ArchiveConfiguration.BUCKET, value));
    settings.prefix().ifPresent(value -> variables.put(ArchiveConfiguration.OBJECT_PREFIX, value));
    settings.endpoint().ifPresent(value -> variables.put(ArchiveConfiguration.ENDPOINT, value));
    settings.region().ifPresent(value -> variables.put(ArchiveConfiguration.REGION, value));
    settings.pathStyle().ifPresent(value -> variables.put(ArchiveConfiguration.PATH_STYLE, value));
    settings
        .accessKeyId()
        .ifPresent(value -> variables.put(ArchiveConfiguration.ACCESS_KEY_ID, value));
    settings
        .secretAccessKey()
        .ifPresent(value -> variables.put(ArchiveConfiguration.SECRET_ACCESS_KEY, value));
    settings.roleArn().ifPresent(value -> variables.put(ArchiveConfiguration.ROLE_ARN, value));
    settings.cutBytes().ifPresent(value -> variables.put(ArchiveConfiguration.CUT_BYTES, value));
    settings.cutAfter().ifPresent(value -> variables.put(ArchiveConfiguration.CUT_AFTER, value));
    settings
        .signingKeyFile()
        .ifPresent(value -> variables.put(ArchiveConfiguration.SIGNING_KEY_FILE, value));
    return variables;
  }
}
