package dev.sallyport.service.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.settings.RefusedConfiguration;
import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusingTopicsIT {
  private final Topics topics = new Topics(KafkaUnderTest.fresh("refusing") + "-");

  @TempDir Path folder = Path.of("");

  @Test
  void with_another_number_of_partitions_than_recorded_ends_the_process_for_good()
      throws Exception {
    var clients = KafkaClients.of(KafkaUnderTest.bootstrapServers());
    var _ = new TopicDeclarations(clients, topics, new TopicSettings(true, 3, (short) 0)).ensure();
    var enlarged = topics.policyCommands().name();
    try (var admin = clients.admin()) {
      admin
          .createPartitions(Map.of(enlarged, NewPartitions.increaseTo(5)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
    var exit = new CompletableFuture<Integer>();
    try (var engine = new KafkaEngine(settings(), topics, exit::complete)) {
      engine.start();

      assertThat(exit.get(60, TimeUnit.SECONDS)).isEqualTo(RefusedConfiguration.EXIT_CODE);
      assertThat(engine.changeability().toCompletableFuture().join())
          .isInstanceOfSatisfying(
              Engine.Changeability.Impossible.class,
              impossible ->
                  assertThat(impossible.reason())
                      .contains(enlarged + " has 5 partitions instead of 3")
                      .contains("SALLYPORT_PARTITIONS, which is 5"));
    }
  }

  private EngineSettings settings() {
    return new EngineSettings(
        Map.of("bootstrap.servers", KafkaUnderTest.bootstrapServers()),
        Map.of("schema.registry.url", "http://127.0.0.1:1"),
        folder,
        5,
        100,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
