package dev.sallyport.topology.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.view.PolicyView.Found;
import dev.sallyport.topology.view.PolicyView.NotReadable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What records do to memory, with a feed in place of Kafka. */
final class HoldingOwnersTest {
  private static final Owner ACME = Owner.of("Acme");
  private static final Owner OTHER = Owner.of("other");
  private static final byte[] POISON = "poison".getBytes(StandardCharsets.UTF_8);

  private final BookWriter writer = new BookWriter();
  private final ViewMemory memory = fresh();

  private static ViewMemory fresh() {
    return new ViewMemory(new BookRecords(), PolicyViewContract.RENDERER, (_, _) -> {});
  }

  private List<ChangelogRecord> written(Owner owner, PolicyCommand... commands) {
    var records = new ArrayList<ChangelogRecord>();
    for (var command : commands) {
      records.addAll(writer.records(owner, command));
    }
    return records;
  }

  private static String applying(ViewMemory memory, Owner owner, String repository) {
    return switch (memory.lookUp(Ask.job(owner, repository, "ci.yml"))) {
      case Found.Served(var policy, _) -> new String(policy.body(), StandardCharsets.UTF_8);
      case Found.Nothing _ -> "nothing";
      case Found.Unknown _ -> "unknown";
    };
  }

  private static ChangelogRecord poisoned(ChangelogRecord record) {
    return new ChangelogRecord(
        record.topic(), record.partition(), record.offset(), record.key(), POISON);
  }

  private static ChangelogRecord about(String kind, List<ChangelogRecord> records) {
    return records.stream()
        .filter(record -> new String(record.key(), StandardCharsets.UTF_8).contains(kind))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void says_nothing_before_it_has_caught_up() {
    written(ACME, Ask.create("p", "a.example"), Ask.attach("p", Ask.organization()))
        .forEach(memory::take);
    assertThat(applying(memory, ACME, "app")).isEqualTo("unknown");
    assertThat(applying(memory, OTHER, "app")).isEqualTo("unknown");
    assertThatThrownBy(() -> memory.keyHolder(KeyHash.of("any"))).isInstanceOf(NotReadable.class);
    assertThatThrownBy(() -> memory.read(ACME, OwnerBook::head)).isInstanceOf(NotReadable.class);
    memory.caughtUp();
    assertThat(applying(memory, ACME, "app")).isEqualTo("Acme/p/1");
    assertThat(applying(memory, OTHER, "app")).isEqualTo("nothing");
  }

  @Test
  void half_a_command_changes_nothing() {
    written(
            ACME,
            Ask.create("one", "a.example"),
            Ask.create("two", "b.example"),
            Ask.attach("one", Ask.repository("app")))
        .forEach(memory::take);
    memory.caughtUp();
    var moving = written(ACME, Ask.attach("two", Ask.repository("app")));
    for (var record : moving) {
      assertThat(applying(memory, ACME, "app")).isEqualTo("Acme/one/1");
      memory.take(record);
    }
    assertThat(applying(memory, ACME, "app")).isEqualTo("Acme/two/1");
  }

  @Test
  void owners_whose_records_are_mixed_do_not_wait_for_each_other() {
    var acme = written(ACME, Ask.create("p", "a.example"));
    var other = written(OTHER, Ask.create("q", "a.example"));
    memory.caughtUp();
    memory.take(acme.getFirst());
    other.forEach(memory::take);
    assertThat(memory.sequence(OTHER)).isEqualTo(2);
    assertThat(memory.sequence(ACME)).isZero();
  }

  @Test
  void a_record_that_cannot_be_decoded_stops_its_owner_alone() {
    written(ACME, Ask.create("p", "a.example"), Ask.attach("p", Ask.organization()))
        .forEach(memory::take);
    memory.caughtUp();
    var update = written(ACME, Ask.update("p", "b.example"));
    var poison = poisoned(about("/p/", update));
    update.forEach(record -> memory.take(record.offset() == poison.offset() ? poison : record));
    written(ACME, Ask.create("q", "c.example"), Ask.attach("q", Ask.repository("app")))
        .forEach(memory::take);
    written(OTHER, Ask.create("p", "a.example"), Ask.attach("p", Ask.organization()))
        .forEach(memory::take);
    assertThat(applying(memory, ACME, "app")).isEqualTo("Acme/p/1");
    assertThat(applying(memory, OTHER, "app")).isEqualTo("other/p/1");
    assertThat(memory.condemned())
        .singleElement()
        .satisfies(condemned -> {
          assertThat(condemned.ownerKey()).isEqualTo("acme");
          assertThat(condemned.offset()).isEqualTo(poison.offset());
        });
    // Another record under the same key, and the next command's head, and all is well.
    written(ACME, Ask.update("p", "c.example")).forEach(memory::take);
    assertThat(memory.condemned()).isEmpty();
    assertThat(applying(memory, ACME, "app")).isEqualTo("Acme/q/1");
    assertThat(applying(memory, ACME, "lib")).isEqualTo("Acme/p/3");
  }

  @Test
  void a_fresh_instance_serves_nothing_of_a_condemned_owner_but_knows_its_keys() {
    var records =
        written(
            ACME,
            Ask.create("p", "a.example"),
            Ask.attach("p", Ask.organization()),
            Ask.issue("a secret"),
            Ask.issue("another secret"));
    var update = written(ACME, Ask.update("p", "b.example"));
    var poison = poisoned(about("/p/", update));
    records.forEach(memory::take);
    update.forEach(record -> memory.take(record.offset() == poison.offset() ? poison : record));
    written(ACME, new PolicyCommand.RevokeApiKey(KeyHash.of("another secret").id()))
        .forEach(memory::take);
    memory.caughtUp();
    assertThat(applying(memory, ACME, "app")).isEqualTo("unknown");
    assertThat(applying(memory, OTHER, "app")).isEqualTo("nothing");
    assertThatThrownBy(() -> memory.read(ACME, OwnerBook::head)).isInstanceOf(NotReadable.class);
    assertThat(memory.keyHolder(KeyHash.of("a secret"))).isNotNull();
    assertThat(memory.keyHolder(KeyHash.of("another secret"))).isNull();
    written(ACME, Ask.update("p", "c.example")).forEach(memory::take);
    assertThat(applying(memory, ACME, "app")).isEqualTo("Acme/p/3");
  }

  @Test
  void a_policy_that_cannot_be_rendered_stops_its_owner_alone() {
    PolicyRenderer picky =
        (owner, policy) -> {
          if (policy.version() == 2) {
            throw new IllegalStateException("version 2 cannot be rendered");
          }
          return PolicyViewContract.RENDERER.render(owner, policy);
        };
    var memory = new ViewMemory(new BookRecords(), picky, (_, _) -> {});
    written(ACME, Ask.create("p", "a.example"), Ask.attach("p", Ask.organization()))
        .forEach(memory::take);
    memory.caughtUp();
    written(ACME, Ask.update("p", "b.example")).forEach(memory::take);
    assertThat(applying(memory, ACME, "app")).isEqualTo("Acme/p/1");
    assertThat(memory.condemned()).hasSize(1);
    written(ACME, Ask.update("p", "c.example")).forEach(memory::take);
    assertThat(memory.sequence(ACME)).isEqualTo(3);
  }

  @Test
  void an_older_head_is_not_believed() {
    var creating = written(ACME, Ask.create("p", "a.example"));
    creating.forEach(memory::take);
    written(ACME, Ask.update("p", "b.example")).forEach(memory::take);
    memory.caughtUp();
    memory.take(creating.getLast());
    assertThat(memory.sequence(ACME)).isEqualTo(3);
    assertThat(memory.condemned()).hasSize(1);
    written(ACME, Ask.update("p", "c.example")).forEach(memory::take);
    assertThat(memory.sequence(ACME)).isEqualTo(4);
    assertThat(memory.condemned()).isEmpty();
  }

  @Test
  void a_record_of_nobody_is_reported_and_nothing_else() {
    memory.caughtUp();
    memory.take(new ChangelogRecord("policy-state", 3, 7, POISON, POISON));
    memory.take(new ChangelogRecord("policy-state", 3, 8, null, POISON));
    assertThat(memory.condemned())
        .singleElement()
        .satisfies(condemned -> assertThat(condemned.offset()).isEqualTo(7));
    assertThat(applying(memory, ACME, "app")).isEqualTo("nothing");
  }

  @Test
  void a_record_of_nobody_is_forgotten_once_it_is_removed() {
    memory.caughtUp();
    memory.take(new ChangelogRecord("policy-state", 3, 7, POISON, POISON));
    memory.take(new ChangelogRecord("policy-state", 3, 8, POISON, null));
    assertThat(memory.condemned()).isEmpty();
  }

  @Test
  void an_entry_of_a_kind_that_is_not_known_condemns_no_longer_than_it_stands() {
    written(ACME, Ask.create("p", "a.example"), Ask.attach("p", Ask.organization()))
        .forEach(memory::take);
    memory.caughtUp();
    var strange = "acme/?/x".getBytes(StandardCharsets.UTF_8);
    memory.take(new ChangelogRecord("policy-state", 0, 100, strange, POISON));
    written(ACME, Ask.update("p", "b.example")).forEach(memory::take);
    assertThat(applying(memory, ACME, "app")).isEqualTo("Acme/p/1");
    memory.take(new ChangelogRecord("policy-state", 0, 101, strange, null));
    written(ACME, Ask.update("p", "c.example")).forEach(memory::take);
    assertThat(applying(memory, ACME, "app")).isEqualTo("Acme/p/3");
    assertThat(memory.condemned()).isEmpty();
  }

  @Test
  void an_owner_whose_head_is_removed_has_never_been() {
    var records =
        written(
            ACME,
            Ask.create("p", "a.example"),
            Ask.attach("p", Ask.organization()),
            Ask.issue("a secret"));
    records.forEach(memory::take);
    memory.caughtUp();
    memory.take(poisoned(about("/t/p", records)));
    assertThat(memory.condemned()).hasSize(1);
    records.stream()
        .map(record -> record.key())
        .filter(key -> !new String(key, StandardCharsets.UTF_8).endsWith("/h/"))
        .forEach(key -> memory.take(new ChangelogRecord("policy-state", 0, 100, key, null)));
    assertThat(applying(memory, ACME, "app")).isEqualTo("Acme/p/1");
    memory.take(new ChangelogRecord("policy-state", 0, 101, records.getLast().key(), null));
    assertThat(applying(memory, ACME, "app")).isEqualTo("nothing");
    assertThat(memory.keyHolder(KeyHash.of("a secret"))).isNull();
    assertThat(memory.sequence(ACME)).isZero();
    assertThat(memory.condemned()).isEmpty();
  }

  @Test
  void a_policy_moved_to_and_fro_is_never_missed() throws Exception {
    written(
            ACME,
            Ask.create("p", "a.example"),
            Ask.attach("p", Ask.repository("app"), Ask.workflow("app", "ci.yml")),
            Ask.detach("p", Ask.repository("app")))
        .forEach(memory::take);
    memory.caughtUp();
    var there = Ask.replace("p", Ask.repository("app"));
    var back = Ask.replace("p", Ask.workflow("app", "ci.yml"));
    var moved = new AtomicBoolean();
    try (var lookers = Executors.newFixedThreadPool(2)) {
      var looking = new ArrayList<Future<Long>>();
      for (var looker = 0; looker < 2; looker++) {
        looking.add(
            lookers.submit(() -> {
              var lookups = 0L;
              do {
                assertThat(applying(memory, ACME, "app")).isEqualTo("Acme/p/1");
                lookups++;
              } while (!moved.get());
              return lookups;
            }));
      }
      for (var times = 0; times < 1_000; times++) {
        written(ACME, there, back).forEach(memory::take);
      }
      moved.set(true);
      for (var each : looking) {
        assertThat(each.get()).isPositive();
      }
    }
  }
}
