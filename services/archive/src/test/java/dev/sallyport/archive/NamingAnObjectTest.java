package dev.sallyport.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamingAnObjectTest {
  @Test
  void is_read_back() {
    var name = new ObjectName("policy-events", 3, 41);

    assertThat(name.text()).isEqualTo("topics/policy-events/00003/00000000000000000041.ndjson.gz");
    assertThat(ObjectName.parse(name.text())).contains(name);
    var last = new ObjectName("a", Integer.MAX_VALUE, Long.MAX_VALUE);
    assertThat(ObjectName.parse(last.text())).contains(last);
  }

  @Test
  void comes_in_the_order_of_offsets() {
    var texts =
        Stream.of(0L, 9L, 10L, 99_999L, 100_000L, Long.MAX_VALUE)
            .map(first -> new ObjectName("policy-events", 3, first).text())
            .toList();

    assertThat(texts).isSorted();
  }

  @Test
  void has_the_same_digits_everywhere() {
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(new ObjectName("policy-events", 3, 41).text()).contains("/00003/0000");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void is_not_read_into_other_names() {
    assertThat(
            Stream.of(
                "topics/policy-events/00003/41.ndjson.gz",
                "topics/policy-events/3/00000000000000000041.ndjson.gz",
                "topics/policy-events/00003/99999999999999999999.ndjson.gz",
                "topics/policy-events/0000000003/00000000000000000041.ndjson.gz",
                "topics/policy-events/00003/00000000000000000041.ndjson",
                "manifests/2026-11-27.heads.jsonl"))
        .allSatisfy(text -> assertThat(ObjectName.parse(text)).isEmpty());
  }
}
