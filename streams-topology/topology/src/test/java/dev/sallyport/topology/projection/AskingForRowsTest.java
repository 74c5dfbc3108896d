package dev.sallyport.topology.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that another instance holds read as those that are here. */
class AskingForRowsTest {
  private final KeyValueStore<Bytes, byte[]> here = Stores.inMemoryKeyValueStore("rows").get();
  private final AtomicInteger pages = new AtomicInteger();
  private final ReadOnlyKeyValueStore<Bytes, byte[]> there =
      new RemoteRows(question -> {
        pages.incrementAndGet();
        return RowPage.of(here, question).encode();
      });

  @BeforeEach
  void open() {
    var context = new MockProcessorContext<Void, Void>();
    here.init(context.getStateStoreContext(), here);
  }

  @AfterEach
  void close() {
    here.close();
  }

  private static Bytes key(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void put(int rows, int bytes) {
    for (var number = 0; number < rows; number++) {
      here.put(
          key("%c/%05d".formatted('a' + number % 3, number)),
          ByteBuffer.allocate(Math.max(bytes, Integer.BYTES)).putInt(number).array());
    }
  }

  private static List<String> read(KeyValueIterator<Bytes, byte[]> rows) {
    var read = new ArrayList<String>();
    try (rows) {
      while (rows.hasNext()) {
        var peeked = rows.peekNextKey();
        var row = rows.next();
        assertThat(row.key).isEqualTo(peeked);
        read.add(
            new String(row.key.get(), StandardCharsets.ISO_8859_1)
                + "="
                + ByteBuffer.wrap(row.value).getInt()
                + "#"
                + row.value.length);
      }
    }
    return read;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 999, 3_000, 3_003, 7_000})
  void reads_all_pages_in_order_once(int rows) {
    put(rows, 4);

    assertThat(read(there.range(key("a"), key("z"))))
        .isEqualTo(read(here.range(key("a"), key("z"))));
    assertThat(read(there.reverseRange(key("a"), key("z"))))
        .isEqualTo(read(here.reverseRange(key("a"), key("z"))));
    assertThat(read(there.prefixScan(key("b/"), new BytesSerializer())))
        .isEqualTo(read(here.prefixScan(key("b/"), new BytesSerializer())));
    assertThat(read(there.range(key("b/00004"), key("b/01000"))))
        .isEqualTo(read(here.range(key("b/00004"), key("b/01000"))));
  }

  @Test
  void a_page_ends_where_it_is_large_and_goes_on_after_it() {
    put(12, 600_000);

    assertThat(read(there.range(key("a"), key("z")))).hasSize(12);
    assertThat(pages.get()).isEqualTo(6);
  }

  @Test
  void keys_that_begin_with_the_highest_byte_are_found_too() {
    for (var rest : List.of("", "\u0000", "a", "\u00ff")) {
      here.put(key("\u00ff\u00ff" + rest), new byte[] {0, 0, 0, 1});
    }
    here.put(key("\u00ff"), new byte[] {0, 0, 0, 2});

    assertThat(read(there.prefixScan(key("\u00ff\u00ff"), new BytesSerializer()))).hasSize(4);
  }

  @Test
  void a_single_row_is_there_or_not() {
    put(3, 4);

    assertThat(there.get(key("b/00001"))).isEqualTo(here.get(key("b/00001")));
    assertThat(there.get(key("b/00002"))).isNull();
  }

  @Test
  void an_instance_that_is_away_is_like_a_store_that_moves() {
    var away =
        new RemoteRows(_ -> {
          throw new IOException("connection refused");
        });
    var babbling = new RemoteRows(_ -> new byte[] {1, 0, 0, 0, 9});

    for (var rows : List.of(away, babbling)) {
      assertThatExceptionOfType(InvalidStateStoreException.class)
          .isThrownBy(() -> rows.get(key("a")));
      assertThatExceptionOfType(InvalidStateStoreException.class)
          .isThrownBy(() -> rows.range(key("a"), key("b")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0001\u0000",
        "\u0001\u00ff\u00ff\u00ff\u00ff",
        "\u0000\u0000\u0000\u0000\u0001a"
      })
  void reads_nothing_else_for_a_page(String bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowPage.decode(bytes.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
