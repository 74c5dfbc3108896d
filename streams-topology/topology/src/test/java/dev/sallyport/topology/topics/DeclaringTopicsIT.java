package dev.sallyport.topology.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.view.Soon;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class DeclaringTopicsIT {
  private final KafkaClients clients = KafkaClients.of(KafkaUnderTest.bootstrapServers());
  private final Topics topics = new Topics(KafkaUnderTest.fresh("declaring") + "-");

  @Test
  void the_first_start_creates_them_and_later_settings_change_nothing() {
    assertThat(declarations(true, 3).ensure()).isEqualTo(3);
    assertThat(declarations(true, 48).ensure()).isEqualTo(3);
    assertThat(declarations(false, 48).ensure()).isEqualTo(3);
  }

  @Test
  void events_are_kept_for_ever_and_commands_for_a_day_by_the_brokers_clock() throws Exception {
    declarations(true, 3).ensure();
    var events = resource(topics.policyEvents());
    var commands = resource(topics.policyCommands());
    try (var admin = clients.admin()) {
      var configs =
          admin.describeConfigs(List.of(events, commands)).all().get(30, TimeUnit.SECONDS);

      assertThat(configs.get(events))
          .satisfies(config -> assertThat(config.get("retention.ms").value()).isEqualTo("-1"));
      assertThat(configs.get(commands))
          .satisfies(config -> {
            assertThat(config.get("retention.ms").value()).isEqualTo("86400000");
            assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
          });
    }
  }

  @Test
  void what_is_missing_is_named_where_it_may_not_be_created() {
    assertThatThrownBy(() -> declarations(false, 3).ensure())
        .isInstanceOf(TopicDeclarations.Unfit.class)
        .hasMessageContaining(topics.policyEvents().name());
  }

  @Test
  void one_topic_with_more_partitions_than_recorded_is_refused() throws Exception {
    declarations(true, 3).ensure();
    enlarge(List.of(topics.policyCommands()));

    assertThatThrownBy(() -> declarations(true, 3).ensure())
        .isInstanceOf(TopicDeclarations.Unfit.class)
        .hasMessageContaining(topics.policyCommands().name() + " has 5 partitions instead of 3");
  }

  @Test
  void so_are_all_of_them_at_once() throws Exception {
    declarations(true, 3).ensure();
    enlarge(topics.all().stream().filter(each -> each.layout() == Topic.Layout.BY_OWNER).toList());

    assertThatThrownBy(() -> declarations(true, 5).ensure())
        .isInstanceOf(TopicDeclarations.Unfit.class);
  }

  @Test
  void topics_of_telemetry_come_apart_with_as_many_partitions_and_are_kept_for_30_days()
      throws Exception {
    declarations(true, 3).ensure();
    declarations(true, 48).ensure(topics.telemetry(), 3);
    declarations(false, 48).ensure(topics.telemetry(), 3);

    var names = topics.telemetry().stream().map(Topic::name).toList();
    try (var admin = clients.admin()) {
      var described = admin.describeTopics(names).allTopicNames().get(30, TimeUnit.SECONDS);
      assertThat(described.values()).allMatch(topic -> topic.partitions().size() == 3);
      var resource = resource(topics.networkEvents());
      var configs = admin.describeConfigs(List.of(resource)).all().get(30, TimeUnit.SECONDS);
      assertThat(configs.get(resource))
          .satisfies(
              config -> assertThat(config.get("retention.ms").value()).isEqualTo("2592000000"));
    }
  }

  @Test
  void topics_of_telemetry_that_do_not_fit_keep_nothing_else_from_starting() throws Exception {
    declarations(true, 3).ensure();
    declarations(true, 3).ensure(topics.telemetry(), 3);
    enlarge(topics.telemetry());

    assertThatThrownBy(() -> declarations(true, 3).ensure(topics.telemetry(), 3))
        .isInstanceOf(TopicDeclarations.WronglyDivided.class)
        .hasMessageContaining("has 5 partitions instead of 3");
    assertThat(declarations(true, 3).ensure()).isEqualTo(3);
  }

  @Test
  void topics_of_telemetry_that_may_not_be_created_are_named() {
    assertThatThrownBy(() -> declarations(false, 3).ensure(topics.telemetry(), 3))
        .isInstanceOf(TopicDeclarations.Unfit.class)
        .hasMessageContaining(topics.networkEvents().name());
  }

  private void enlarge(List<Topic> some) throws Exception {
    try (var admin = clients.admin()) {
      for (var topic : some) {
        admin
            .createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(5)))
            .all()
            .get(30, TimeUnit.SECONDS);
      }
      // The controller has done it; the broker hears of it a moment later.
      for (var topic : some) {
        Soon.is("the broker knows", () -> partitions(admin, topic) == 5);
      }
    }
  }

  private static int partitions(Admin admin, Topic topic) {
    try {
      return admin
          .describeTopics(List.of(topic.name()))
          .allTopicNames()
          .get(30, TimeUnit.SECONDS)
          .values()
          .iterator()
          .next()
          .partitions()
          .size();
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(topic.name(), e);
    }
  }

  private TopicDeclarations declarations(boolean create, int partitions) {
    return new TopicDeclarations(clients, topics, new TopicSettings(create, partitions, (short) 0));
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }
}
