package dev.sallyport.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What the archive relies on, of the fake and of the real thing alike. */
abstract class BucketContract {
  /** An empty bucket. */
  abstract Bucket bucket();

  @Test
  void keeps_the_first_object_of_a_name() {
    var bucket = bucket();

    assertThat(bucket.putIfAbsent("topics/one", bytes("first"), Map.of("last-offset", "7")))
        .isTrue();
    assertThat(bucket.putIfAbsent("topics/one", bytes("second"), Map.of("last-offset", "8")))
        .isFalse();

    assertThat(bucket.get("topics/one"))
        .get()
        .satisfies(stored -> {
          assertThat(stored.content()).isEqualTo(bytes("first"));
          assertThat(stored.metadata()).isEqualTo(Map.of("last-offset", "7"));
        });
    assertThat(bucket.metadata("topics/one")).contains(Map.of("last-offset", "7"));
  }

  @Test
  void lets_one_of_many_be_the_first() throws Exception {
    var bucket = bucket();
    var writers = new ArrayList<Callable<Boolean>>();
    for (var number = 0; number < 8; number++) {
      var content = bytes("written by " + number);
      writers.add(() -> bucket.putIfAbsent("topics/one", content, Map.of()));
    }
    var first = 0;
    try (var threads = Executors.newFixedThreadPool(writers.size())) {
      for (var written : threads.invokeAll(writers)) {
        first += written.get() ? 1 : 0;
      }
    }

    assertThat(first).isEqualTo(1);
  }

  @Test
  void says_what_is_not_there() {
    var bucket = bucket();

    assertThat(bucket.get("topics/one")).isEmpty();
    assertThat(bucket.metadata("topics/one")).isEmpty();
    assertThat(bucket.list("topics", "", 10)).isEmpty();
  }

  @Test
  void lists_a_folder_in_order_from_a_name_on() {
    var bucket = bucket();
    var names = List.of("topics/a/00000/00", "topics/a/00000/10", "topics/a/00001/02");
    for (var name : List.of(names.get(2), names.get(0), "topics/ab/00000/05", names.get(1))) {
      assertThat(bucket.putIfAbsent(name, bytes(name), Map.of())).isTrue();
    }

    assertThat(bucket.list("topics/a", "", 10)).isEqualTo(names);
    assertThat(bucket.list("topics/a", "", 2)).isEqualTo(names.subList(0, 2));
    assertThat(bucket.list("topics/a", names.get(0), 10)).isEqualTo(names.subList(1, 3));
    assertThat(bucket.list("topics/a", "topics/a/00000/~", 10)).isEqualTo(names.subList(2, 3));
    assertThat(bucket.list("topics/a", names.get(2), 10)).isEmpty();
    assertThat(bucket.list("topics/a/00000", "", 10)).isEqualTo(names.subList(0, 2));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
