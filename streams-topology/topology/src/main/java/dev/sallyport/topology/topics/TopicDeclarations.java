package dev.sallyport.topology.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure, at a start, that the topics are there and laid out as they were at the first. */
public final class TopicDeclarations {
  private static final Logger LOG = LoggerFactory.getLogger(TopicDeclarations.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String RECORDED = "partitions";

  private final KafkaClients clients;
  private final Topics topics;
  private final TopicSettings settings;

  public TopicDeclarations(KafkaClients clients, Topics topics, TopicSettings settings) {
    this.clients = clients;
    this.topics = topics;
    this.settings = settings;
  }

  /** The topics are not as they must be. The message says what to do. */
  public static sealed class Unfit extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message);
    }
  }

  /** A topic has another number of partitions than it must have; waiting does not change that. */
  public static final class WronglyDivided extends Unfit {
    private static final long serialVersionUID = 1L;

    WronglyDivided(String message) {
      super(message);
    }
  }

  /**
   * Creates what is missing, if that is allowed, and checks the rest.
   *
   * @return how many partitions the topics laid out by owner have
   * @throws WronglyDivided if a topic has another number of partitions than was recorded, or than
   *     the others have
   * @throws Unfit if a topic is missing and cannot be created
   * @throws InstallationRecord.NoAnswer if Kafka does not answer in time
   */
  public int ensure() {
    try (var admin = clients.admin()) {
      var counts = partitions(admin, names(topics.all()));
      var missing = topics.all().stream().filter(each -> !counts.containsKey(each.name())).toList();
      if (!missing.isEmpty()) {
        create(admin, missing, decided(counts));
        counts.putAll(awaited(admin, names(missing)));
      }
      return agreed(counts);
    }
  }

  /**
   * The same for other topics, apart: where they cannot be created or do not fit, it is no reason
   * not to start.
   *
   * @param others such as {@link Topics#telemetry}
   * @param partitions that the topics laid out by owner have
   */
  public void ensure(List<Topic> others, int partitions) {
    try (var admin = clients.admin()) {
      var counts = partitions(admin, names(others));
      var missing = others.stream().filter(each -> !counts.containsKey(each.name())).toList();
      if (!missing.isEmpty()) {
        create(admin, missing, partitions);
        counts.putAll(awaited(admin, names(missing)));
      }
      for (var topic : others) {
        var wanted = divided(topic, partitions);
        var found = counts.getOrDefault(topic.name(), 0);
        if (found != wanted) {
          throw new WronglyDivided(
              "%s has %d partitions instead of %d: make it anew"
                  .formatted(topic.name(), found, wanted));
        }
      }
    }
  }

  private static int divided(Topic topic, int partitions) {
    return switch (topic.layout()) {
      case BY_OWNER, BY_REPOSITORY -> partitions;
      case SINGLE -> 1;
    };
  }

  // A topic that is there decides for those that are not: never the setting alone.
  private int decided(Map<String, Integer> counts) {
    return topics.all().stream()
        .filter(each -> each.layout() == Topic.Layout.BY_OWNER)
        .map(each -> counts.get(each.name()))
        .filter(count -> count != null)
        .findFirst()
        .orElse(settings.partitions());
  }

  private void create(Admin admin, List<Topic> missing, int partitions) {
    if (!settings.create()) {
      throw new Unfit(
          "Topics are missing and are not to be created by Sallyport: "
              + String.join(", ", names(missing)));
    }
    var replication =
        settings.replication() == 0 ? Optional.<Short>empty() : Optional.of(settings.replication());
    var asked =
        missing.stream()
            .map(each ->
                new NewTopic(each.name(), Optional.of(divided(each, partitions)), replication)
                    .configs(each.config()))
            .toList();
    admin.createTopics(asked).values().forEach(TopicDeclarations::created);
    LOG.info("Created topics {}", names(missing));
  }

  private static void created(String name, KafkaFuture<Void> future) {
    try {
      await(future);
    } catch (ExecutionException failed) {
      // Another instance that starts at the same moment was quicker.
      if (!(failed.getCause() instanceof TopicExistsException)) {
        throw new Unfit("Topic " + name + " cannot be created: " + failed.getCause());
      }
    }
  }

  // A broker may not know yet of a topic that the controller has just created.
  private static Map<String, Integer> awaited(Admin admin, Collection<String> names) {
    var until = System.nanoTime() + PATIENCE.toNanos();
    var counts = partitions(admin, names);
    while (counts.size() < names.size()) {
      if (System.nanoTime() > until) {
        throw new InstallationRecord.NoAnswer("Topics created do not appear: " + names);
      }
      counts = partitions(admin, names);
    }
    return counts;
  }

  private static Map<String, Integer> partitions(Admin admin, Collection<String> names) {
    var counts = new TreeMap<String, Integer>();
    for (var described : admin.describeTopics(names).topicNameValues().entrySet()) {
      described(described.getValue())
          .ifPresent(topic -> counts.put(described.getKey(), topic.partitions().size()));
    }
    return counts;
  }

  private static Optional<TopicDescription> described(KafkaFuture<TopicDescription> future) {
    try {
      return Optional.of(await(future));
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw new InstallationRecord.NoAnswer("Kafka cannot describe the topics", failed);
    }
  }

  private int agreed(Map<String, Integer> counts) {
    var record = new InstallationRecord(clients, topics);
    var recorded = record.read(RECORDED).map(Integer::parseInt);
    int expected = recorded.orElse(counts.getOrDefault(topics.policyEvents().name(), 0));
    var wrong = new ArrayList<String>();
    for (var topic : topics.all()) {
      var wanted = divided(topic, expected);
      var found = counts.getOrDefault(topic.name(), 0);
      if (found != wanted) {
        wrong.add("%s has %d partitions instead of %d".formatted(topic.name(), found, wanted));
      }
    }
    if (!wrong.isEmpty()) {
      throw new WronglyDivided(
          "Owners would be split between writers: %s. %s Partitions are never added in place."
              .formatted(
                  String.join("; ", wrong),
                  recorded.isPresent()
                      ? "Those that differ from the %d of the first start must be made anew, with their data."
                          .formatted(expected)
                      : "Before the first start, give all of them the same number."));
    }
    if (recorded.isEmpty()) {
      record.write(RECORDED, String.valueOf(expected));
    }
    return expected;
  }

  private static List<String> names(List<Topic> topics) {
    return topics.stream().map(Topic::name).toList();
  }

  private static <T> T await(KafkaFuture<T> future) throws ExecutionException {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw new InstallationRecord.NoAnswer("Kafka did not answer in " + PATIENCE, slow);
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }
}
