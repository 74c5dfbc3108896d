package dev.sallyport.cli;

import dev.sallyport.cli.UpSettings.Kafka;
import dev.sallyport.cli.UpSettings.Registry;
import dev.sallyport.cli.UpSettings.Sinks;
import dev.sallyport.local.ChildJvm;
import dev.sallyport.local.LocalKafka;
import dev.sallyport.local.LocalRegistry;
import dev.sallyport.local.Ports;
import dev.sallyport.settings.SecretFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What {@code up} is about to run, with every port and number decided.
 *
 * @param adminKey only until the first start has been completed
 */
record Plan(
    UpSettings settings,
    Optional<ChildJvm> broker,
    Optional<ChildJvm> registry,
    ChildJvm service,
    Optional<ChildJvm> sinks,
    String bootstrapServers,
    URI schemaRegistry,
    int partitions,
    Optional<String> adminKey) {

  private static final int PARTITIONS_HERE = 6;
  private static final int PARTITIONS_ELSEWHERE = 48;
  private static final String LOOPBACK = "127.0.0.1";
  private static final String SECRETS_KEY = "sinks-secrets-key";
  private static final String FIRST_START = "first-start-completed";

  static Plan make(UpSettings settings, DataDirectory data) throws IOException, CannotStart {
    var problems = new ArrayList<>(Machine.problems(data.path()));
    var http = settings.http();
    problems.addAll(Machine.port(http.host(), http.port(), Setting.HTTP_PORT));
    fixedPort(settings.kafka())
        .ifPresent(port -> problems.addAll(Machine.port(LOOPBACK, port, Setting.LOCAL_KAFKA_PORT)));
    fixedPort(settings.registry())
        .ifPresent(
            port -> problems.addAll(Machine.port(LOOPBACK, port, Setting.LOCAL_REGISTRY_PORT)));
    problems.addAll(sharedPorts(settings));
    var partitions = partitions(settings, data, problems);
    if (!problems.isEmpty()) {
      throw new CannotStart(problems);
    }
    if (settings.kafka() instanceof Kafka.Local) {
      data.record("partitions", partitions);
    }
    return decided(settings, data, partitions);
  }

  private static Plan decided(UpSettings settings, DataDirectory data, int partitions)
      throws IOException {
    Optional<ChildJvm> broker = Optional.empty();
    Optional<ChildJvm> registry = Optional.empty();
    String bootstrapServers;
    URI schemaRegistry;
    var taken = new HashSet<>(chosenPorts(settings).values());
    switch (settings.kafka()) {
      case Kafka.Existing(var servers) -> bootstrapServers = servers;
      case Kafka.Local(var fixed) -> {
        int port = port("kafka-port", fixed, data, taken);
        int controllerPort = port("kafka-controller-port", OptionalInt.empty(), data, taken);
        broker = Optional.of(LocalKafka.program(data.kafka(), port, controllerPort));
        bootstrapServers = LOOPBACK + ":" + port;
      }
    }
    switch (settings.registry()) {
      case Registry.Existing(var url) -> schemaRegistry = url;
      case Registry.Local(var fixed) -> {
        int port = port("registry-port", fixed, data, taken);
        int managementPort = port("registry-management-port", OptionalInt.empty(), data, taken);
        registry = Optional.of(LocalRegistry.program(data.registry(), port, managementPort));
        schemaRegistry = URI.create(LocalRegistry.url(port));
      }
    }
    Optional<String> adminKey =
        isFirstStart(data)
            ? Optional.of(AdminKey.begin(data.pendingAdminKey(), settings.adminKey()))
            : Optional.empty();
    var secretsKey = secretsKey(settings, data);
    var service =
        Service.program(
            settings,
            data.service(),
            bootstrapServers,
            schemaRegistry,
            partitions,
            secretsKey,
            adminKey);
    Optional<ChildJvm> sinks = Optional.empty();
    if (secretsKey.isPresent()) {
      int port = port("sinks-port", OptionalInt.empty(), data, taken);
      sinks =
          Optional.of(
              SinkService.program(
                  settings,
                  data.sinks(),
                  port,
                  bootstrapServers,
                  schemaRegistry,
                  secretsKey.get()));
    }
    return new Plan(
        settings,
        broker,
        registry,
        service,
        sinks,
        bootstrapServers,
        schemaRegistry,
        partitions,
        adminKey);
  }

  private static Optional<String> secretsKey(UpSettings settings, DataDirectory data) {
    return switch (settings.sinks()) {
      case Sinks.LeftOut _ -> Optional.empty();
      case Sinks.Run(var key) ->
          Optional.of(
              key.orElseGet(() ->
                  new String(SecretFile.in(data.path(), SECRETS_KEY), StandardCharsets.US_ASCII)));
    };
  }

  private static boolean isFirstStart(DataDirectory data) throws IOException {
    return data.recorded(FIRST_START).isEmpty();
  }

  /** From now on no start is the first one any more. */
  static void completeFirstStart(DataDirectory data) throws IOException {
    data.record(FIRST_START, 1);
  }

  private static OptionalInt fixedPort(Kafka kafka) {
    return switch (kafka) {
      case Kafka.Local(var port) -> port;
      case Kafka.Existing _ -> OptionalInt.empty();
    };
  }

  private static OptionalInt fixedPort(Registry registry) {
    return switch (registry) {
      case Registry.Local(var port) -> port;
      case Registry.Existing _ -> OptionalInt.empty();
    };
  }

  private static Map<Setting, Integer> chosenPorts(UpSettings settings) {
    var chosen = new EnumMap<Setting, Integer>(Setting.class);
    chosen.put(Setting.HTTP_PORT, settings.http().port());
    fixedPort(settings.kafka()).ifPresent(port -> chosen.put(Setting.LOCAL_KAFKA_PORT, port));
    fixedPort(settings.registry()).ifPresent(port -> chosen.put(Setting.LOCAL_REGISTRY_PORT, port));
    return chosen;
  }

  private static List<String> sharedPorts(UpSettings settings) {
    var users = new TreeMap<Integer, List<String>>();
    chosenPorts(settings)
        .forEach((setting, port) ->
            users.computeIfAbsent(port, _ -> new ArrayList<>()).add(setting.ways()));
    return users.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(entry ->
            "Port %d is asked for by %s; each takes one of its own."
                .formatted(entry.getKey(), String.join(" and by ", entry.getValue())))
        .toList();
  }

  // The same as last time if nobody has taken it since.
  private static int port(String name, OptionalInt fixed, DataDirectory data, Set<Integer> taken)
      throws IOException {
    if (fixed.isPresent()) {
      return fixed.getAsInt();
    }
    var before = data.recorded(name);
    if (before.isPresent()
        && Ports.isFree(LOOPBACK, before.getAsInt())
        && taken.add(before.getAsInt())) {
      return before.getAsInt();
    }
    int port = Ports.free();
    while (!taken.add(port)) {
      port = Ports.free();
    }
    data.record(name, port);
    return port;
  }

  private static int partitions(UpSettings settings, DataDirectory data, List<String> problems)
      throws IOException {
    var wanted = settings.partitions();
    // An existing Kafka keeps its number itself, and the service compares.
    if (settings.kafka() instanceof Kafka.Existing) {
      return wanted.orElse(PARTITIONS_ELSEWHERE);
    }
    var recorded = data.recorded("partitions");
    if (recorded.isPresent() && wanted.isPresent() && recorded.getAsInt() != wanted.getAsInt()) {
      problems.add(
          "%s is %d, but this data began with %d: changing it would split the history of owners."
              .formatted(Setting.PARTITIONS.ways(), wanted.getAsInt(), recorded.getAsInt()));
    }
    return recorded.orElse(wanted.orElse(PARTITIONS_HERE));
  }

  /** The same, with every child changed. */
  Plan with(UnaryOperator<ChildJvm> change) {
    return new Plan(
        settings,
        broker.map(change),
        registry.map(change),
        change.apply(service),
        sinks.map(change),
        bootstrapServers,
        schemaRegistry,
        partitions,
        adminKey);
  }

  boolean isFirstStart() {
    return adminKey.isPresent();
  }

  URI url() {
    return Service.url(settings.http());
  }
}
