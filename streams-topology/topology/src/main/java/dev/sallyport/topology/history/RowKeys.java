package dev.sallyport.topology.history;

import dev.sallyport.domain.names.PolicyName;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * The keys of the projection's one store, in four families by their first byte: an owner's events
 * by sequence, the sequences of the events about a policy, the sequence of each version of a
 * policy, and the owner's head. Numbers are big-endian, so that keys sort by them; owner keys and
 * policy names hold no zero byte, which therefore ends them.
 *
 * <p>One store and not one for each family: with 48 partitions, every store is 48 databases to
 * open.
 */
final class RowKeys {
  private static final char EVENT = 'e';
  private static final char ABOUT_POLICY = 'p';
  private static final char VERSION = 'v';
  private static final char HEAD = 'h';

  private RowKeys() {}

  static Bytes head(String owner) {
    return Bytes.wrap(prefix(HEAD, owner).toByteArray());
  }

  static Bytes event(String owner, long sequence) {
    return numbered(prefix(EVENT, owner), sequence);
  }

  static Bytes aboutPolicy(String owner, PolicyName policy, long sequence) {
    return numbered(prefix(ABOUT_POLICY, owner, policy.value()), sequence);
  }

  static Bytes version(String owner, PolicyName policy, long version) {
    return numbered(prefix(VERSION, owner, policy.value()), version);
  }

  private static ByteArrayOutputStream prefix(char family, String... parts) {
    var bytes = new ByteArrayOutputStream();
    bytes.write(family);
    for (var part : parts) {
      bytes.writeBytes(part.getBytes(StandardCharsets.UTF_8));
      bytes.write(0);
    }
    return bytes;
  }

  private static Bytes numbered(ByteArrayOutputStream prefix, long number) {
    prefix.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    return Bytes.wrap(prefix.toByteArray());
  }
}
