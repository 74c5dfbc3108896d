package dev.sallyport.topology.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueingLookupsTest {
  private static final RepositoryFullName APP = RepositoryFullName.of("acme", "app");

  private final NotedLookups queue = new NotedLookups(4);

  @ParameterizedTest
  @CsvSource({"0, 20", "16, 20", "17, 4"})
  void slows_down_only_where_full_speed_would_not_do(long turnedAway, int most) {
    assertThat(LookupRecorder.most(turnedAway)).isEqualTo(most);
  }

  @Test
  void gives_out_what_was_put_in_in_order() {
    var one = lookup("1");
    var two = lookup("2");

    assertThat(queue.offer(one)).isTrue();
    assertThat(queue.offer(two)).isTrue();
    assertThat(queue.poll()).isSameAs(one);
    assertThat(queue.poll()).isSameAs(two);
    assertThat(queue.poll()).isNull();
  }

  @Test
  void takes_no_more_than_it_has_room_for_and_again_when_it_has() {
    for (var round = 0; round < 10; round++) {
      for (var i = 0; i < 4; i++) {
        assertThat(queue.offer(lookup("1"))).isTrue();
      }
      assertThat(queue.offer(lookup("1"))).isFalse();
      for (var i = 0; i < 4; i++) {
        assertThat(queue.poll()).isNotNull();
      }
    }
  }

  @Test
  void loses_and_repeats_nothing_that_it_took_from_many_threads() throws InterruptedException {
    var shared = new NotedLookups(64);
    var taken = ConcurrentHashMap.<Supplier<PolicyLookedUp>>newKeySet();
    var done = new CountDownLatch(3);
    for (var thread = 0; thread < 3; thread++) {
      Thread.startVirtualThread(() -> {
        for (var i = 0; i < 5_000; i++) {
          var lookup = lookup("1");
          if (shared.offer(lookup)) {
            taken.add(lookup);
          }
        }
        done.countDown();
      });
    }
    var given = new ArrayList<Supplier<PolicyLookedUp>>();
    while (done.getCount() > 0) {
      drain(shared, given);
    }
    done.await();
    drain(shared, given);

    assertThat(given).doesNotHaveDuplicates();
    assertThat(new HashSet<>(given)).isEqualTo(taken);
  }

  private static void drain(NotedLookups queue, List<Supplier<PolicyLookedUp>> into) {
    for (var next = queue.poll(); next != null; next = queue.poll()) {
      into.add(next);
    }
  }

  // A new one each time: without what it holds, a lambda would be one and the same.
  private static Supplier<PolicyLookedUp> lookup(String run) {
    var lookup = Observed.lookedUp(APP, run);
    return () -> lookup;
  }
}
