package dev.sallyport.topology.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.PolicyView.Found;
import dev.sallyport.topology.view.PolicyView.Freshness;
import dev.sallyport.topology.view.PolicyView.NotReadable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real view over a real broker, with a writer that does what the decider does. */
final class ReadingTheChangelogIT implements PolicyViewContract {
  private static final int MOVES = 100_000;
  private static final int MOVES_PER_TRANSACTION = 100;
  private static final byte[] POISON = "poison".getBytes(StandardCharsets.UTF_8);

  private final KafkaClients clients = KafkaClients.of(KafkaUnderTest.bootstrapServers());
  private final Topics topics = new Topics(KafkaUnderTest.fresh("view") + "-");
  private final Owner acme = Owner.of("Acme");
  private final Owner other = Owner.of("other");
  private ChangelogWriter writer;
  private ChangelogView view;

  @BeforeEach
  void start() {
    var partitions =
        new TopicDeclarations(clients, topics, new TopicSettings(true, 3, (short) 0)).ensure();
    writer = new ChangelogWriter(clients, topics.policyState().name(), partitions);
    view = started();
  }

  @AfterEach
  void stop() {
    view.close();
    writer.close();
  }

  private ChangelogView started() {
    var started = ChangelogView.start(clients, topics, RENDERER, InstantSource.system());
    Soon.is("the view has caught up", () -> started.health().caughtUp());
    return started;
  }

  @Override
  public PolicyView view() {
    return view;
  }

  @Override
  public void done(Owner owner, PolicyCommand... commands) {
    for (var command : commands) {
      writer.commit(owner, command);
    }
    readable(view, owner);
  }

  @Override
  public Owner owner() {
    return acme;
  }

  private void readable(PolicyView view, Owner owner) {
    view.reached(owner, writer.sequence(owner)).orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static String applying(PolicyView view, Owner owner) {
    return switch (view.lookUp(Ask.job(owner, "app", "ci.yml"))) {
      case Found.Served(var policy, _) -> new String(policy.body(), StandardCharsets.UTF_8);
      case Found.Nothing _ -> "nothing";
      case Found.Unknown _ -> "unknown";
    };
  }

  private static Freshness fresh(PolicyView view, Owner owner) {
    return view.fresh(owner, Duration.ofSeconds(20))
        .toCompletableFuture()
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
  }

  @Test
  void an_aborted_transaction_is_invisible_and_not_waited_for() {
    done(acme, Ask.create("p", "a.example"), Ask.attach("p", Ask.organization()));
    writer.abort(acme, writer.records(acme, Ask.update("p", "b.example")));
    assertThat(fresh(view, acme)).isEqualTo(new Freshness.Current());
    assertThat(applying(view, acme)).isEqualTo("Acme/p/1");
    try (var fresh = started()) {
      assertThat(applying(fresh, acme)).isEqualTo("Acme/p/1");
      assertThat(fresh(fresh, acme)).isEqualTo(new Freshness.Current());
    }
  }

  // The end of a partition lies behind the transaction's own record: whoever waited for the offset
  // of the last record would wait for ever.
  @Test
  void what_one_view_has_shown_another_shows_once_it_says_it_is_current() {
    try (var elsewhere = started()) {
      for (var times = 0; times < 20; times++) {
        var host = times + ".example";
        writer.commit(acme, times == 0 ? Ask.create("p", host) : Ask.update("p", host));
        readable(elsewhere, acme);
        assertThat(fresh(view, acme)).isEqualTo(new Freshness.Current());
        assertThat(view.reached(acme, writer.sequence(acme))).isCompleted();
      }
    }
    Soon.is("nothing is behind", () -> view.health().recordsBehind() == 0);
    assertThat(view.health().lastContact()).isNotNull();
  }

  @Test
  void a_poison_record_condemns_its_owner_alone_after_a_restart_too() {
    done(acme, Ask.create("p", "a.example"), Ask.attach("p", Ask.organization()));
    done(other, Ask.create("p", "a.example"), Ask.attach("p", Ask.organization()));
    var poisoned =
        writer.records(acme, Ask.update("p", "b.example")).stream()
            .map(record ->
                new String(record.key(), StandardCharsets.UTF_8).contains("/p/")
                    ? new ChangelogRecord(
                        record.topic(), record.partition(), record.offset(), record.key(), POISON)
                    : record)
            .toList();
    writer.commit(acme, poisoned);
    assertThat(fresh(view, acme)).isEqualTo(new Freshness.Current());
    assertThat(applying(view, acme)).isEqualTo("Acme/p/1");
    assertThat(view.health().condemned())
        .singleElement()
        .satisfies(condemned -> {
          assertThat(condemned.ownerKey()).isEqualTo("acme");
          assertThat(condemned.topic()).isEqualTo(topics.policyState().name());
          assertThat(condemned.partition()).isEqualTo(OwnerPartition.of(acme, 3));
        });
    done(other, Ask.update("p", "b.example"));
    assertThat(applying(view, other)).isEqualTo("other/p/2");
    try (var fresh = started()) {
      assertThat(applying(fresh, acme)).isEqualTo("unknown");
      assertThatThrownBy(() -> fresh.read(acme, OwnerBook::head)).isInstanceOf(NotReadable.class);
      assertThat(applying(fresh, other)).isEqualTo("other/p/2");
      writer.commit(acme, Ask.update("p", "c.example"));
      readable(fresh, acme);
      assertThat(applying(fresh, acme)).isEqualTo("Acme/p/3");
    }
    readable(view, acme);
    assertThat(view.health().condemned()).isEmpty();
  }

  @Test
  void many_callers_learn_that_they_are_current() {
    done(acme, Ask.create("p", "a.example"));
    var asked =
        IntStream.range(0, 500)
            .mapToObj(_ -> view.fresh(acme, Duration.ofSeconds(20)).toCompletableFuture())
            .toList();
    assertThat(
            asked.stream().map(answer -> answer.orTimeout(30, TimeUnit.SECONDS).join()).distinct())
        .isEqualTo(List.<Freshness>of(new Freshness.Current()));
  }

  @Test
  void a_policy_moved_to_and_fro_a_hundred_thousand_times_is_never_missed() throws Exception {
    done(acme, Ask.create("p", "a.example"), Ask.attach("p", Ask.workflow("app", "ci.yml")));
    var moved = new AtomicBoolean();
    try (var looker = Executors.newSingleThreadExecutor()) {
      var looking = looker.submit(() -> lookUpUntil(moved));
      var there = Ask.replace("p", Ask.repository("app"));
      var back = Ask.replace("p", Ask.workflow("app", "ci.yml"));
      for (var transaction = 0; transaction < MOVES / MOVES_PER_TRANSACTION; transaction++) {
        var records = new ArrayList<ChangelogRecord>();
        for (var move = 0; move < MOVES_PER_TRANSACTION; move++) {
          records.addAll(writer.records(acme, move % 2 == 0 ? there : back));
        }
        writer.commit(acme, records);
      }
      view.reached(acme, writer.sequence(acme)).orTimeout(5, TimeUnit.MINUTES).join();
      moved.set(true);
      System.out.printf("%,d moves under %,d lookups%n", MOVES, looking.get());
    }
  }

  private long lookUpUntil(AtomicBoolean moved) {
    var job = Ask.job(acme, "app", "ci.yml");
    var lookups = 0L;
    while (!moved.get()) {
      if (!(view.lookUp(job) instanceof Found.Served)) {
        throw new AssertionError("not served after " + lookups + " lookups");
      }
      lookups++;
    }
    return lookups;
  }
}
