package dev.sallyport.topology.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

final class WaitingTest {
  private final ConcurrentHashMap<String, Long> reached = new ConcurrentHashMap<>();
  private final Waiters<String> waiters =
      new Waiters<>(key -> reached.getOrDefault(key, 0L), Runnable::run);

  private void goTo(String key, long number) {
    reached.put(key, number);
    waiters.gotTo(key, number);
  }

  @Test
  void what_is_reached_already_is_not_waited_for() {
    goTo("a", 5);
    assertThat(waiters.reached("a", 5)).isCompleted();
    assertThat(waiters.count()).isZero();
  }

  @Test
  void those_go_whose_number_is_reached() {
    var fifth = waiters.reached("a", 5);
    var sixth = waiters.reached("a", 6);
    var others = waiters.reached("b", 1);
    goTo("a", 5);
    assertThat(fifth).isCompleted();
    assertThat(sixth).isNotDone();
    assertThat(others).isNotDone();
    goTo("a", 9);
    assertThat(sixth).isCompleted();
  }

  @Test
  void whoever_gives_up_is_forgotten() {
    var waiting = waiters.reached("a", 5);
    assertThat(waiters.count()).isEqualTo(1);
    waiting.cancel(false);
    assertThat(waiters.count()).isZero();
  }
}
