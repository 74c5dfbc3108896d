package dev.sallyport.archive;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/** Remembers what happened. */
final class Heard implements Archiver.Listener {
  final AtomicInteger objects = new AtomicInteger();
  final AtomicLong records = new AtomicLong();
  final AtomicInteger failures = new AtomicInteger();
  final List<String> missed = new CopyOnWriteArrayList<>();

  @Override
  public void written(String topic, long more) {
    objects.incrementAndGet();
    records.addAndGet(more);
  }

  @Override
  public void failed() {
    failures.incrementAndGet();
  }

  @Override
  public void missed(TopicPartition partition, long from, long to) {
    missed.add("%s %d-%d".formatted(partition, from, to));
  }
}
