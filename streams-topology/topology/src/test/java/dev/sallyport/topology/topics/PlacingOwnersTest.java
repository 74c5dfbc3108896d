package dev.sallyport.topology.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.names.Owner;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacingOwnersTest {
  // Never to be changed: owners that move have two writers.
  @ParameterizedTest
  @CsvSource({
    "~tenant, 0, 18",
    "a, 4, 28",
    "acme, 0, 36",
    "Acme, 0, 36",
    "step-security, 1, 25",
    "kubernetes, 0, 36",
    "customer::ghes.example.com::owner, 5, 29",
  })
  void an_owner_stays_where_it_was_first_placed(String owner, int ofSix, int ofFortyEight) {
    assertThat(OwnerPartition.of(Owner.of(owner), 6)).isEqualTo(ofSix);
    assertThat(OwnerPartition.of(Owner.of(owner), 48)).isEqualTo(ofFortyEight);
  }

  @Test
  void two_spellings_of_an_owner_have_one_place() {
    assertThat(OwnerPartition.of(Owner.of("ACME-Corp"), 48))
        .isEqualTo(OwnerPartition.of(Owner.of("acme-corp"), 48));
  }

  @Test
  void the_place_is_where_kafkas_own_producer_would_put_the_key() {
    Stream.iterate("", text -> text.length() < 40, text -> text + (char) ('a' + text.length() % 26))
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .forEach(key ->
            assertThat(OwnerPartition.of(key, 48))
                .isEqualTo(Utils.toPositive(Utils.murmur2(key)) % 48));
  }
}
