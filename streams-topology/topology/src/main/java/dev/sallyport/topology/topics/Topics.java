package dev.sallyport.topology.topics;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Every topic, store and application id, declared once.
 *
 * @param prefix stands before every name, so that several installations can share a cluster; often
 *     empty
 */
public record Topics(String prefix) {
  /** The store of the owners' books. */
  public static final String POLICY_STATE_STORE = "policy-state";

  /** The store of remembered outcomes. */
  public static final String DECIDED_COMMANDS_STORE = "decided-commands";

  /**
   * Outcomes are remembered by periods of this length, and looked for in the running period and the
   * one before: for at least this long, which is more than the 24 hours of an idempotency key and
   * any command's not-after.
   */
  public static final Duration OUTCOME_PERIOD = Duration.ofHours(25);

  /** How long topics of telemetry are made to keep a record. */
  public static final Duration TELEMETRY_KEPT = Duration.ofDays(30);

  /** How long what became of a delivery is listed. */
  public static final Duration DELIVERIES_LISTED = Duration.ofDays(7);

  private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);

  private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9._-]{0,100}");

  public Topics {
    if (!VALID.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "A topic prefix has at most 100 letters, digits, '.', '_' or '-'.");
    }
  }

  /** The decider's application id: its consumer group, and part of its changelogs' names. */
  public String deciderApplication() {
    return prefix + "sallyport-decider";
  }

  /** The application id of history and audit. */
  public String historyApplication() {
    return prefix + "sallyport-history";
  }

  /** The application id of the deliveries to integrations. */
  public String sinksApplication() {
    return prefix + "sallyport-sinks";
  }

  /** The application id of the projections of telemetry. */
  public String insightsApplication() {
    return prefix + "sallyport-insights";
  }

  /** The consumer group of those who archive. */
  public String archiveGroup() {
    return prefix + "sallyport-archive";
  }

  /**
   * Requests for changes. Its records bear the broker's time: no handler's clock decides what time
   * an event gets.
   */
  public Topic policyCommands() {
    return byOwner(
        "policy-commands",
        Map.of(
            "message.timestamp.type",
            "LogAppendTime",
            "retention.ms",
            millis(Duration.ofHours(24)),
            "segment.ms",
            millis(Duration.ofHours(1))));
  }

  /** The truth, kept for ever. */
  public Topic policyEvents() {
    return byOwner(
        "policy-events",
        Map.ofEntries(
            entry("cleanup.policy", "delete"),
            entry("retention.ms", "-1"),
            entry("retention.bytes", "-1"),
            takeAnyTime()));
  }

  /** What became of commands, for those who wait for it just now. */
  public Topic commandOutcomes() {
    return byOwner(
        "command-outcomes",
        Map.ofEntries(
            entry("retention.ms", millis(Duration.ofHours(1))),
            entry("segment.ms", millis(Duration.ofMinutes(10))),
            takeAnyTime()));
  }

  /**
   * The changelog of the owners' books, which every instance reads as a whole: small segments,
   * since the running one is never compacted. Tombstones stay for a week, for readers that were
   * away.
   */
  public Topic policyState() {
    return byOwner(
        "sallyport-decider-" + POLICY_STATE_STORE + "-changelog",
        Map.ofEntries(
            entry("cleanup.policy", "compact"),
            entry("delete.retention.ms", millis(Duration.ofDays(7))),
            entry("segment.bytes", String.valueOf(32 << 20)),
            entry("segment.ms", millis(Duration.ofHours(6))),
            entry("min.cleanable.dirty.ratio", "0.3"),
            takeAnyTime()));
  }

  /** The changelog of remembered outcomes. */
  public Topic decidedCommands() {
    return byOwner(
        "sallyport-decider-" + DECIDED_COMMANDS_STORE + "-changelog",
        Map.ofEntries(
            entry("cleanup.policy", "compact,delete"),
            // Beyond what the store keeps, as Streams itself would set it.
            entry(
                "retention.ms", millis(OUTCOME_PERIOD.multipliedBy(2).plus(Duration.ofHours(24)))),
            entry("segment.bytes", String.valueOf(32 << 20)),
            takeAnyTime()));
  }

  /** Which jobs are monitored, and what their lookups were answered with. */
  public Topic runEvents() {
    return telemetry("run-events");
  }

  /** What agents report of the network use of jobs. */
  public Topic networkEvents() {
    return telemetry("network-events");
  }

  /** What stands out in what jobs do. */
  public Topic detections() {
    return telemetry("detections");
  }

  private Topic telemetry(String name) {
    return new Topic(
        prefix + name,
        Topic.Layout.BY_REPOSITORY,
        Map.ofEntries(
            entry("cleanup.policy", "delete"),
            entry("retention.ms", millis(TELEMETRY_KEPT)),
            takeAnyTime()));
  }

  /** What is known of the installation as a whole: see {@link InstallationRecord}. */
  public Topic installation() {
    return new Topic(
        prefix + "sallyport-installation",
        Topic.Layout.SINGLE,
        Map.of("cleanup.policy", "compact"));
  }

  /**
   * What became of deliveries to integrations: the last of each stands for it. Whoever lists them
   * reads all of it.
   */
  public Topic deliveries() {
    return byOwner(
        "deliveries",
        Map.ofEntries(
            entry("cleanup.policy", "compact,delete"),
            entry("retention.ms", millis(DELIVERIES_LISTED)),
            entry("segment.ms", millis(Duration.ofHours(6))),
            entry("min.cleanable.dirty.ratio", "0.3"),
            takeAnyTime()));
  }

  /** What could not be delivered, or not even be read, as it was. */
  public Topic deadLetters() {
    return byOwner(
        "delivery-dead-letters",
        Map.ofEntries(
            entry("cleanup.policy", "delete"),
            entry("retention.ms", millis(DEAD_LETTERS_KEPT)),
            takeAnyTime()));
  }

  /** Secrets of integrations, encrypted. To be read by the sinks alone: see docs/operations. */
  public Topic integrationSecrets() {
    return new Topic(
        prefix + "integration-secrets",
        Topic.Layout.SINGLE,
        Map.of(
            "cleanup.policy",
            "compact",
            "delete.retention.ms",
            millis(Duration.ofDays(7)),
            "segment.ms",
            millis(Duration.ofHours(6)),
            // What was removed is to be gone soon, however little is written.
            "max.compaction.lag.ms",
            millis(Duration.ofDays(1))));
  }

  /** What the sinks need besides; nothing else waits for these. */
  public List<Topic> sinks() {
    return List.of(deliveries(), deadLetters(), integrationSecrets());
  }

  /** What telemetry goes to; nothing else waits for these. */
  public List<Topic> telemetry() {
    return List.of(runEvents(), networkEvents(), detections());
  }

  /** All that must be there before anything starts. */
  public List<Topic> all() {
    return List.of(
        installation(),
        policyCommands(),
        policyEvents(),
        commandOutcomes(),
        policyState(),
        decidedCommands());
  }

  private Topic byOwner(String name, Map<String, String> config) {
    return new Topic(prefix + name, Topic.Layout.BY_OWNER, config);
  }

  // Events bear their owner's time, which may run ahead of a broker whose clock was set back; a
  // broker refuses records more than an hour ahead by default, and the partition would stand still.
  private static Map.Entry<String, String> takeAnyTime() {
    return entry("message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }
}
