package dev.sallyport.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.verify.ExportedHead;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * The heads of all owners as of the end of each day, by UTC and by the time that events bear: one
 * object a day in the format that {@code verify --against} reads, and its Ed25519 signature beside
 * it. They are derived from archived events and from nothing else. Each line names its day, so that
 * an earlier day's manifest cannot be passed off as a later one's.
 */
public final class Manifests {
  /** Behind the name of a manifest. */
  static final String SIGNATURE = ".sig";

  private static final String FOLDER = "manifests";
  private static final String SUFFIX = ".heads.jsonl";
  private static final int PAGE = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Bucket bucket;
  private final Topics topics;
  private final Optional<PrivateKey> key;

  /**
   * @param key to sign with; without it manifests are not signed
   */
  public Manifests(Bucket bucket, Topics topics, Optional<PrivateKey> key) {
    this.bucket = bucket;
    this.topics = topics;
    this.key = key;
  }

  /**
   * What came of it.
   *
   * @param days that there must be a manifest of
   * @param written manifests that were not there
   * @param signed signatures that were not there
   * @param differing days whose manifest, or its signature, is there and is another
   */
  public record Result(int days, int written, int signed, List<LocalDate> differing) {
    public Result {
      differing = List.copyOf(differing);
    }
  }

  /** The name of a day's manifest. */
  public static String name(LocalDate day) {
    return FOLDER + "/" + day + SUFFIX;
  }

  /** Whether there is one of that day, with a signature if there is a key. */
  public boolean written(LocalDate day) {
    var name = key.isPresent() ? name(day) + SIGNATURE : name(day);
    return bucket.metadata(name).isPresent();
  }

  /**
   * Reads all events, and writes what is missing of each day from the first event's on. What is
   * there is never written over.
   *
   * @param before the first day that is left out: events of days that are not archived whole would
   *     make a manifest that is not the last word
   * @param progress hears how many events were read, now and then
   * @throws ArchiveFault if the archive is damaged
   */
  public Result write(LocalDate before, LongConsumer progress) {
    var days = heads(progress);
    if (days.isEmpty()) {
      return new Result(0, 0, 0, List.of());
    }
    var heads = new TreeMap<String, ExportedHead>();
    var written = 0;
    var signed = 0;
    var all = 0;
    var differing = new ArrayList<LocalDate>();
    for (var day = days.firstKey(); day.isBefore(before); day = day.plusDays(1)) {
      heads.putAll(days.getOrDefault(day, Map.of()));
      var manifest = text(day, heads);
      var name = name(day);
      var same = true;
      if (bucket.putIfAbsent(name, manifest, Map.of())) {
        written++;
      } else {
        same = isThere(name, manifest);
      }
      if (key.isPresent() && same) {
        var signature = ManifestKey.sign(key.get(), manifest);
        if (bucket.putIfAbsent(name + SIGNATURE, signature, Map.of())) {
          signed++;
        } else {
          same = isThere(name + SIGNATURE, signature);
        }
      }
      if (!same) {
        differing.add(day);
      }
      all++;
    }
    return new Result(all, written, signed, differing);
  }

  private boolean isThere(String name, byte[] content) {
    return bucket.get(name).map(stored -> Arrays.equals(stored.content(), content)).orElse(false);
  }

  /** By day, the last heads of owners that had events on it. */
  private NavigableMap<LocalDate, Map<String, ExportedHead>> heads(LongConsumer progress) {
    var days = new TreeMap<LocalDate, Map<String, ExportedHead>>();
    var events = new long[1];
    var reading = new ArchiveReading(bucket);
    var topic = topics.policyEvents().name();
    for (var partition : reading.partitions(topic)) {
      var chains = new Chains();
      reading.read(
          topic,
          partition,
          record -> {
            var taken = chains.take(record);
            // The time of an owner's events never goes back: the last one taken is the day's last.
            days.computeIfAbsent(
                    LocalDate.ofInstant(taken.event().meta().at(), ZoneOffset.UTC),
                    _ -> new TreeMap<>())
                .put(taken.head().owner(), taken.head());
            progress.accept(++events[0]);
          });
    }
    return days;
  }

  private static byte[] text(LocalDate day, Map<String, ExportedHead> heads) {
    var text = new StringBuilder();
    for (var head : heads.values()) {
      text.append(
              JSON.createObjectNode()
                  .put("owner", head.owner())
                  .put("sequence", head.sequence())
                  .put("hash", head.hash().hex())
                  .put("day", day.toString()))
          .append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A manifest as it is in the archive. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Kept(String name, byte[] content, Optional<byte[]> signature) {}

  /** The newest one, if there is any. */
  public Optional<Kept> newest() {
    var newest = Optional.<String>empty();
    var page = bucket.list(FOLDER, "", PAGE);
    while (!page.isEmpty()) {
      for (var name : page) {
        newest = name.endsWith(SUFFIX) ? Optional.of(name) : newest;
      }
      page = bucket.list(FOLDER, page.getLast(), PAGE);
    }
    return newest.flatMap(this::kept);
  }

  /** One by its name. */
  public Optional<Kept> kept(String name) {
    return bucket
        .get(name)
        .map(manifest ->
            new Kept(
                name,
                manifest.content(),
                bucket.get(name + SIGNATURE).map(Bucket.Stored::content)));
  }
}
