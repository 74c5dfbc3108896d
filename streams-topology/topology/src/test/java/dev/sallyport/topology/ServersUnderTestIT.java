package dev.sallyport.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class ServersUnderTestIT {
  @Test
  void a_real_broker_serves_this_jvm() throws Exception {
    var topic = KafkaUnderTest.fresh("servers-under-test");
    try (var admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaUnderTest.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();

      assertThat(admin.listTopics().names().get()).contains(topic);
    }
  }

  @Test
  void a_real_registry_that_wants_full_compatibility_serves_this_jvm() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(RegistryUnderTest.url() + "/config")).build(),
              BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("FULL_TRANSITIVE");
    }
  }
}
