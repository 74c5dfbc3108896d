package dev.sallyport.topology.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.topology.KafkaUnderTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

  private void enlarge(List<Topic> some) throws Exception {
    try (var admin = clients.admin()) {
      for (var topic : some) {
        admin
            .createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(5)))
            .all()
            .get(30, TimeUnit.SECONDS);
      }
    }
  }

  private TopicDeclarations declarations(boolean create, int partitions) {
    return new TopicDeclarations(clients, topics, new TopicSettings(create, partitions, (short) 0));
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }
}
