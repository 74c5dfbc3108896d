package dev.sallyport.bench;

import static dev.sallyport.bench.Figures.median;
import static dev.sallyport.bench.Figures.number;

import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/**
 * Deliveries to a receiver that was away beside a loop that reads the same events and sends their
 * bytes to the same receiver, one after the other, and keeps no account of it.
 */
final class DeliverySuite {
  private static final String OWNER = "bench";
  private static final int EVENTS = 4_000;

  /**
   * Rounds that are not counted: a service that has just started compiles for some 10,000
   * deliveries.
   */
  private static final int WARMING = 2;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final int rounds;
  private final Figures figures;

  DeliverySuite(int rounds, Figures figures) {
    this.rounds = rounds;
    this.figures = figures;
  }

  void run() throws IOException {
    try (var receiver = new Receiver();
        var instance = Instance.startWithSinks();
        var api = new Api(instance.url())) {
      api.save(OWNER, "p", "egress-policy: audit\n");
      var hook = api.addWebhook(OWNER, "hook", receiver.url("hook"), false);
      var hang = api.addWebhook(OWNER, "hang", receiver.url("hang"), true);
      var deliveries = new double[rounds];
      var bare = new double[rounds];
      var beside = new double[rounds];
      for (var round = -WARMING; round < rounds; round++) {
        var number = round;
        var alone = afterAnOutage(api, receiver, hook, "a" + number);
        var limit = bareLoop(instance, receiver);
        api.changeWebhook(OWNER, hang, "hang", receiver.url("hang"), false);
        var together = afterAnOutage(api, receiver, hook, "b" + number);
        api.changeWebhook(OWNER, hang, "hang", receiver.url("hang"), true);
        if (round >= 0) {
          deliveries[round] = alone;
          bare[round] = limit;
          beside[round] = together;
        }
      }
      figures.atLeast(
          "deliveries a second to one webhook",
          median(LookupSuite.ratios(deliveries, bare)),
          0.6,
          number(median(deliveries)) + "/s",
          number(median(bare)) + "/s by a consumer and an HTTP client in a loop");
      figures.atLeast(
          "deliveries a second while another destination hangs",
          median(LookupSuite.ratios(beside, deliveries)),
          0.95,
          number(median(beside)) + "/s",
          number(median(deliveries)) + "/s without it");
    }
  }

  // What waits is then delivered as fast as it can be.
  private static double afterAnOutage(Api api, Receiver receiver, String hook, String name) {
    receiver.away(true);
    Api.each(
        EVENTS,
        number -> api.save(OWNER, "p" + number, "egress-policy: audit # %s\n".formatted(name)));
    receiver.countAnew();
    receiver.away(false);
    api.changeWebhook(OWNER, hook, "hook " + name, receiver.url("hook"), false);
    return receiver.perSecond(EVENTS, PATIENCE);
  }

  private static double bareLoop(Instance instance, Receiver receiver) throws IOException {
    var topic = new Topics("").policyEvents().name();
    receiver.countAnew();
    try (var consumer = KafkaClients.of(instance.bootstrapServers()).consumer("bench");
        var http = HttpClient.newHttpClient()) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var request = HttpRequest.newBuilder(receiver.url("hook"));
      var sent = 0;
      while (sent < EVENTS) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          if (sent < EVENTS) {
            var _ =
                http.send(
                    request.POST(BodyPublishers.ofByteArray(record.value())).build(),
                    BodyHandlers.discarding());
            sent++;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return receiver.perSecond(EVENTS, PATIENCE);
  }
}
