package dev.sallyport.topology.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class EndOffsetsTest {
  private final List<CompletableFuture<Long>> requests = new ArrayList<>();
  private final EndOffsets ends =
      new EndOffsets(_ -> {
        var request = new CompletableFuture<Long>();
        requests.add(request);
        return request;
      });

  @Test
  void who_comes_while_a_request_is_under_way_shares_the_next() {
    var first = ends.of(0);
    var second = ends.of(0);
    var third = ends.of(0);
    assertThat(requests).hasSize(1);
    requests.getFirst().complete(5L);
    assertThat(first).isCompletedWithValue(5L);
    assertThat(second).isNotDone();
    assertThat(requests).hasSize(2);
    requests.getLast().complete(7L);
    assertThat(second).isCompletedWithValue(7L);
    assertThat(third).isCompletedWithValue(7L);
  }

  @Test
  void partitions_do_not_wait_for_each_other() {
    var zero = ends.of(0);
    var one = ends.of(1);
    requests.getLast().complete(1L);
    assertThat(one).isCompletedWithValue(1L);
    assertThat(zero).isNotDone();
  }

  @Test
  void a_failure_is_told_and_the_next_is_asked_again() {
    var failing = ends.of(0);
    requests.getFirst().completeExceptionally(new IllegalStateException("away"));
    assertThat(failing).isCompletedExceptionally();
    var again = ends.of(0);
    requests.getLast().complete(3L);
    assertThat(again).isCompletedWithValue(3L);
  }
}
