package dev.sallyport.topology.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.book.BookEntry;
import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.BookEntry.ScopeEntry;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.codec.StateCodec;
import dev.sallyport.topology.codec.StateKey;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.PolicyView.Found;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * How long the view takes to read a big state, and how much memory it takes. Prints what it
 * measures; the benchmark holds it against its limit.
 */
final class RestoringTheViewIT {
  private static final int OWNERS = 100;
  private static final int SCOPES_PER_OWNER =
      Integer.getInteger("sallyport.test.attachments", 500_000) / OWNERS;
  private static final int SCOPES_PER_POLICY = 50;
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final Actor ACTOR = Actor.system("test");

  private final KafkaClients clients = KafkaClients.of(KafkaUnderTest.bootstrapServers());
  private final Topics topics = new Topics(KafkaUnderTest.fresh("restoring") + "-");
  private long records;

  @Test
  void reads_a_big_state() {
    var partitions =
        new TopicDeclarations(clients, topics, new TopicSettings(true, 6, (short) 0)).ensure();
    try (var producer = clients.producer("state", Duration.ofMinutes(2))) {
      for (var owner = 0; owner < OWNERS; owner++) {
        write(producer, partitions, Owner.of("owner-" + owner));
      }
      producer.flush();
    }
    var before = used();
    var began = System.nanoTime();
    try (var view =
        ChangelogView.start(clients, topics, PolicyViewContract.RENDERER, InstantSource.system())) {
      Soon.is("the view has caught up", () -> view.health().caughtUp());
      var took = Duration.ofNanos(System.nanoTime() - began);
      var attachments = (long) OWNERS * SCOPES_PER_OWNER;
      System.out.printf(
          "%,d records restored in %s: %,d a second; %d bytes of heap for each of %,d attachments%n",
          records,
          took,
          records * 1_000_000_000L / took.toNanos(),
          (used() - before) / attachments,
          attachments);
      assertThat(view.owners()).hasSize(OWNERS);
      assertThat(view.lookUp(Ask.job(Owner.of("owner-7"), "repository-3", "ci-1.yml")))
          .isInstanceOf(Found.Served.class);
    }
  }

  private void write(Producer<byte[], byte[]> producer, int partitions, Owner owner) {
    var rules = Ask.allowing("a.example").rules();
    for (var scope = 0; scope < SCOPES_PER_OWNER; scope++) {
      var policy = new PolicyName("policy-" + scope / SCOPES_PER_POLICY);
      if (scope % SCOPES_PER_POLICY == 0) {
        send(
            producer,
            partitions,
            owner,
            new PolicyEntry(
                policy, 1, 1, rules, 0, SCOPES_PER_POLICY, SCOPES_PER_POLICY, AT, AT, ACTOR));
      }
      var where = Ask.workflow("repository-" + scope / 4, "ci-" + scope % 4 + ".yml");
      var position = scope % SCOPES_PER_POLICY;
      send(producer, partitions, owner, new ScopeEntry(where, policy, position));
      send(producer, partitions, owner, new PlacementEntry(policy, position, where));
    }
    send(producer, partitions, owner, new Head(owner, 1, EventHash.GENESIS, AT));
  }

  private void send(
      Producer<byte[], byte[]> producer, int partitions, Owner owner, BookEntry entry) {
    var _ =
        producer.send(
            new ProducerRecord<>(
                topics.policyState().name(),
                OwnerPartition.of(owner, partitions),
                new StateKey(owner, entry.key()).encode(),
                StateCodec.encode(entry)));
    records++;
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
