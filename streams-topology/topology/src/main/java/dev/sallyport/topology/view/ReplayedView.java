package dev.sallyport.topology.view;

import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.topology.view.PolicyView.CondemnedOwner;
import dev.sallyport.topology.view.PolicyView.Found;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What an instance would serve that had read these records of the state's changelog since its
 * start, by the same code. Renders nothing. Not thread-safe.
 */
public final class ReplayedView {
  private static final byte[] NOT_RENDERED = {};

  private final ViewMemory memory =
      new ViewMemory(new BookRecords(), (_, _) -> NOT_RENDERED, (_, _) -> {});

  /** Takes in the next record; one that cannot be decoded condemns its owner. */
  public void take(ConsumerRecord<byte[], byte[]> record) {
    memory.take(
        new ChangelogRecord(
            record.topic(), record.partition(), record.offset(), record.key(), record.value()));
  }

  /** All records were taken in; only now it can be asked. */
  public void caughtUp() {
    memory.caughtUp();
  }

  /** Owners whose state cannot be read. */
  public List<CondemnedOwner> condemned() {
    return List.copyOf(memory.condemned());
  }

  /**
   * @throws PolicyView.NotReadable of a condemned owner
   */
  public <T> T read(Owner owner, Function<OwnerBook, T> read) {
    return memory.read(owner, read);
  }

  /** A live policy by its name, without its body. */
  public Found served(Owner owner, PolicyName policy) {
    return memory.served(owner, policy);
  }

  /** Who holds the live key with this hash; null if nobody does. */
  public @Nullable KeyHolder keyHolder(KeyHash hash) {
    return memory.keyHolder(hash);
  }
}
