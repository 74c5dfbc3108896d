package dev.sallyport.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What the one node is told, each where Kafka's default does not suit a single machine. */
final class BrokerSettings {
  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";

  /** The last file that formatting writes: without it nothing of value is there. */
  static final String FORMATTED = "meta.properties";

  private static final String STOPPED = ".kafka_cleanshutdown";
  private static final String BROKER = "BROKER";

  private BrokerSettings() {}

  static Map<String, String> of(Path data, int port, int controllerPort) {
    var settings = new TreeMap<String, String>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(NODE));
    settings.put("log.dirs", data.toString());
    settings.put("listeners", BROKER + at(port) + "," + CONTROLLER + at(controllerPort));
    settings.put("advertised.listeners", BROKER + at(port));
    settings.put(
        "listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    settings.put("inter.broker.listener.name", BROKER);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    settings.putAll(copies());
    settings.putAll(keeping());
    settings.putAll(transactions());
    settings.putAll(session(data));
    settings.putAll(size());
    return settings;
  }

  // Kafka itself would find out only when it binds, and then report an outage.
  private static String at(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(port + " is no port");
    }
    return "://127.0.0.1:" + port;
  }

  private static Map<String, String> copies() {
    return Map.of(
        "default.replication.factor", "1",
        "min.insync.replicas", "1",
        "offsets.topic.replication.factor", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1");
  }

  // A topic loses records only if it says so itself; group offsets outlive a laptop in a drawer.
  private static Map<String, String> keeping() {
    return Map.of(
        "auto.create.topics.enable",
        "false",
        "log.retention.ms",
        "-1",
        "offsets.retention.minutes",
        String.valueOf(Duration.ofDays(365).toMinutes()));
  }

  // Without the back-off settings every transaction waits 20 ms for the one before it; without the
  // clean-up interval a killed
  // writer holds back the readers of its partitions for up to ten seconds longer than its time-out.
  private static Map<String, String> transactions() {
    return Map.of(
        "add.partitions.to.txn.retry.backoff.ms", "1",
        "add.partitions.to.txn.retry.backoff.max.ms", "20",
        "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
        "group.initial.rebalance.delay.ms", "0");
  }

  // After a kill the controller takes the old process for alive until its session ends, and lets
  // the
  // new one wait so long. But a short session on a busy machine fences a broker that is only slow.
  // So
  // only the start after a kill has a short one.
  private static Map<String, String> session(Path data) {
    var killed = Files.exists(data.resolve(FORMATTED)) && !Files.exists(data.resolve(STOPPED));
    return killed
        ? Map.of("broker.session.timeout.ms", "3000", "broker.heartbeat.interval.ms", "1000")
        : Map.of("broker.session.timeout.ms", "18000");
  }

  // The cleaner's buffer alone is 128 MiB by default, allocated at start.
  private static Map<String, String> size() {
    return Map.of(
        "log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20),
        "num.network.threads", "2",
        "num.io.threads", "4",
        "offsets.topic.num.partitions", "8",
        "transaction.state.log.num.partitions", "8",
        "share.coordinator.state.topic.num.partitions", "1",
        "num.recovery.threads.per.data.dir", "2");
  }
}
