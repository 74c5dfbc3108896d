package dev.sallyport.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node that is broker and controller at once, listening on the loopback interface only.
 *
 * <p>Arguments: data directory, broker port, controller port. Formats an empty directory, prints
 * {@value #READY} on standard output once clients are served, and exits with {@value
 * ChildJvm#CONFIGURATION_REFUSED} when its settings are refused.
 *
 * <p>What it has acknowledged survives the end of its process, {@code kill -9} included, since the
 * operating system holds it by then; it does not survive a power cut. That takes three brokers.
 */
public final class Broker {
  static final String READY = "The broker is ready.";

  private Broker() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("usage: Broker <data directory> <broker port> <controller port>");
      System.exit(ChildJvm.CONFIGURATION_REFUSED);
    }
    var data = Path.of(arguments[0]);
    Files.createDirectories(data);
    KafkaConfig config;
    try {
      config =
          new KafkaConfig(
              BrokerSettings.of(
                  data, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])),
              false);
    } catch (ConfigException | IllegalArgumentException refused) {
      System.err.println("The broker refuses its settings: " + refused.getMessage());
      System.exit(ChildJvm.CONFIGURATION_REFUSED);
      return;
    }
    run(config, data);
  }

  // Once Kafka's threads run, an exception that leaves main would leave the JVM alive without a
  // broker.
  private static void run(KafkaConfig config, Path data) {
    try {
      formatOnce(data);
      var server = new KafkaRaftServer(config, Time.SYSTEM);
      Exit.addShutdownHook("stop-broker", server::shutdown);
      server.startup();
      System.out.println(READY);
      server.awaitShutdown();
    } catch (Exception failure) {
      failure.printStackTrace(System.out);
      Runtime.getRuntime().halt(1);
    }
  }

  private static void formatOnce(Path data) throws Exception {
    if (Files.exists(data.resolve(BrokerSettings.FORMATTED))) {
      return;
    }
    new Formatter()
        .setPrintStream(System.out)
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(BrokerSettings.NODE)
        .setMetadataLogDirectory(data.toString())
        .addDirectory(data.toString())
        .setControllerListenerName(BrokerSettings.CONTROLLER)
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setIgnoreFormatted(true)
        .run();
  }
}
