package dev.sallyport.archive;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A bucket in memory, which fails when it is told to. */
final class MemoryBucket implements Bucket {
  private final Map<String, Stored> objects =
      new ConcurrentSkipListMap<>(
          Comparator.comparing(
              name -> HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8))));
  private final AtomicInteger unheard = new AtomicInteger();
  private volatile boolean away;

  /** Whether nothing is answered. */
  void away(boolean away) {
    this.away = away;
  }

  /** The next object is written, and the answer to that is lost. */
  void loseAnAnswer() {
    unheard.incrementAndGet();
  }

  /** What nothing of ours does. */
  void tamper(String name, byte[] content, Map<String, String> metadata) {
    objects.put(name, new Stored(content, metadata));
  }

  void remove(String name) {
    objects.remove(name);
  }

  @Override
  public boolean putIfAbsent(String name, byte[] content, Map<String, String> metadata) {
    answer();
    var put = objects.putIfAbsent(name, new Stored(content.clone(), metadata)) == null;
    if (unheard.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new BucketFailure("The answer was lost", null);
    }
    return put;
  }

  @Override
  public Optional<Map<String, String>> metadata(String name) {
    return get(name).map(Stored::metadata);
  }

  @Override
  public Optional<Stored> get(String name) {
    answer();
    return Optional.ofNullable(objects.get(name));
  }

  @Override
  public List<String> list(String folder, String after, int limit) {
    answer();
    return objects.keySet().stream()
        .filter(name -> name.startsWith(folder + "/"))
        .filter(name -> name.compareTo(after) > 0)
        .limit(limit)
        .toList();
  }

  private void answer() {
    if (away) {
      throw new BucketFailure("The bucket is away", null);
    }
  }

  @Override
  public void close() {}
}
