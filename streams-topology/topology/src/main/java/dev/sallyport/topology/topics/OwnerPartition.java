package dev.sallyport.topology.topics;

import dev.sallyport.domain.names.Owner;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The one function that places owners on partitions. It must never change: an owner on two
 * partitions would have two writers.
 *
 * <p>It is murmur2 over the key's bytes, as Kafka's own Java producer places keyed records, but
 * written out here so that no client's upgrade or setting can move an owner.
 */
public final class OwnerPartition {
  private static final int SEED = 0x9747b28c;
  private static final int M = 0x5bd1e995;

  private OwnerPartition() {}

  /** The bytes of an owner's record key, in every topic that holds data of owners. */
  public static byte[] key(Owner owner) {
    return owner.key().getBytes(StandardCharsets.UTF_8);
  }

  public static int of(Owner owner, int partitions) {
    return of(key(owner), partitions);
  }

  /** The same for a record key, of an owner or of a repository. */
  public static int of(byte[] key, int partitions) {
    return (murmur2(key) & Integer.MAX_VALUE) % partitions;
  }

  /** A record of an owner, on the partition of that owner. */
  public static ProducerRecord<byte[], byte[]> record(
      Topic topic, Owner owner, byte[] value, int partitions) {
    var key = key(owner);
    return new ProducerRecord<>(topic.name(), of(key, partitions), key, value);
  }

  private static int murmur2(byte[] data) {
    var whole = data.length & ~3;
    var hash = SEED ^ data.length;
    for (var i = 0; i < whole; i += 4) {
      var word =
          (data[i] & 0xff)
              | (data[i + 1] & 0xff) << 8
              | (data[i + 2] & 0xff) << 16
              | (data[i + 3] & 0xff) << 24;
      word *= M;
      word ^= word >>> 24;
      word *= M;
      hash = hash * M ^ word;
    }
    if (whole < data.length) {
      for (var i = data.length - 1; i >= whole; i--) {
        hash ^= (data[i] & 0xff) << (8 * (i - whole));
      }
      hash *= M;
    }
    hash ^= hash >>> 13;
    hash *= M;
    return hash ^ hash >>> 15;
  }
}
