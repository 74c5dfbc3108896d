package dev.sallyport.service.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ComparingSchemaIdsTest {
  private final CountDownLatch closing = new CountDownLatch(1);

  @Test
  void tells_what_the_registry_says_otherwise() {
    var comparison =
        new RegistryComparison(() -> List.of("a was 1; now 2", "b was 2; now 1"), closing);

    comparison.run();

    assertThat(comparison.found()).isEqualTo("a was 1; now 2; b was 2; now 1");
  }

  @Test
  void has_nothing_to_tell_where_they_agree() {
    var comparison = new RegistryComparison(List::of, closing);

    comparison.run();

    assertThat(comparison.found()).isNull();
  }

  @Test
  void ends_when_everything_is_closed() {
    closing.countDown();
    var comparison = new RegistryComparison(() -> List.of("never asked"), closing);

    comparison.run();

    assertThat(comparison.found()).isNull();
  }
}
