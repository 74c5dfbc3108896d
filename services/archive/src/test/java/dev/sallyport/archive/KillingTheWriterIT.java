package dev.sallyport.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.local.ChildJvm;
import dev.sallyport.locals3.LocalS3;
import dev.sallyport.topology.KafkaUnderTest;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hundred times {@code kill -9}, before, during and after the writing of an object, of two
 * writers at once that know nothing of each other: what is archived is the log.
 */
class KillingTheWriterIT {
  private static final int KILLS = 100;
  private static final int WRITERS = 2;
  private static final String BUCKET = "killed";

  @TempDir private Path folder = Path.of("");
  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicInteger between = new AtomicInteger();

  @Test
  void loses_nothing_and_doubles_nothing() throws Exception {
    try (var s3 = LocalS3.start();
        var topic =
            new TopicUnderTest(KafkaUnderTest.bootstrapServers(), KafkaUnderTest.fresh("killed"))) {
      s3.makeBucket(BUCKET);
      topic.write(50);
      record(topic, s3);
      writeWhile(topic, () -> killAll(topic, s3));

      try (var bucket = S3Bucket.of(settings(s3));
          var last =
              new Archiver(
                  topic.clients,
                  List.of(topic.name),
                  topic.name + "-last",
                  bucket,
                  TopicUnderTest.ids(),
                  Cutting.of(20_000, Duration.ofMillis(50)),
                  new Heard())) {
        last.start();
        topic.awaitArchived(bucket);
        var archived = topic.archived(bucket);
        System.out.printf(
            "Killed %d times, %d of them while an object was being written; %d records%n",
            kills.get(), between.get(), archived.stream().mapToInt(List::size).sum());
        assertThat(archived).isEqualTo(topic.committed());
      }
    }
    assertThat(kills.get()).isEqualTo(KILLS);
  }

  private static S3Settings settings(LocalS3 s3) {
    return new S3Settings(
        BUCKET,
        "",
        Optional.of(s3.endpoint()),
        S3Settings.REGION,
        true,
        Optional.of(new S3Settings.Credentials(LocalS3.ACCESS_KEY_ID, LocalS3.SECRET_ACCESS_KEY)),
        Optional.empty());
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void writeWhile(TopicUnderTest topic, Work work) throws Exception {
    var done = new AtomicBoolean();
    try (var thread = Executors.newSingleThreadExecutor()) {
      var writing =
          thread.submit(() -> {
            while (!done.get()) {
              topic.write(10);
              Thread.sleep(100);
            }
            return true;
          });
      try {
        work.run();
      } finally {
        done.set(true);
      }
      assertThat(writing.get()).isTrue();
    }
  }

  private void killAll(TopicUnderTest topic, LocalS3 s3) throws Exception {
    var lanes =
        IntStream.range(0, WRITERS)
            .<Callable<Boolean>>mapToObj(lane ->
                () -> {
                  for (var number = 0; number < KILLS / WRITERS; number++) {
                    startAndKill(topic, s3, lane, new Random(lane * 1_000L + number));
                  }
                  return true;
                })
            .toList();
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      for (var lane : threads.invokeAll(lanes)) {
        assertThat(lane.get()).isTrue();
      }
    }
  }

  // A group of its own each time: those who were killed would hold up a common one for a while.
  private ChildJvm writer(TopicUnderTest topic, LocalS3 s3, String group) throws IOException {
    return new ChildJvm(
        "writer",
        classPath(),
        ArchivingUntilKilled.class.getName(),
        List.of(
            KafkaUnderTest.bootstrapServers(),
            topic.name,
            topic.name + group,
            s3.endpoint().toString(),
            BUCKET),
        List.of(
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
        Map.of());
  }

  /** One that ends in order, and leaves what the others start faster from: a third of the time. */
  private void record(TopicUnderTest topic, LocalS3 s3) throws Exception {
    var process = writer(topic, s3, "-first").recordingInto(folder).start();
    try (var said = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
      var _ = await(said, 4);
      process.getOutputStream().close();
      assertThat(said.lines().toList()).isNotNull();
    } finally {
      process.toHandle().destroyForcibly();
    }
  }

  private void startAndKill(TopicUnderTest topic, LocalS3 s3, int lane, Random random)
      throws Exception {
    var group = "-%d-%d".formatted(lane, random.nextLong());
    var process = writer(topic, s3, group).quickenedFrom(folder).start();
    try (var said = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
      var mark = await(said, 1 + random.nextInt(8));
      Thread.sleep(Duration.ofNanos(random.nextInt(8_000_000)));
      // By its handle: the process itself would close what it has said, too.
      process.toHandle().destroyForcibly();
      kills.incrementAndGet();
      var rest = said.lines().filter(line -> line.startsWith(ArchivingUntilKilled.PUT)).toList();
      if ((rest.isEmpty() ? mark : rest.getLast()).equals(ArchivingUntilKilled.PUTTING)) {
        between.incrementAndGet();
      }
    } finally {
      process.destroyForcibly();
    }
  }

  // Packed, since the JVM records nothing of folders.
  private List<Path> classPath() throws IOException {
    var path = new ArrayList<Path>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      var given = Path.of(entry);
      path.add(Files.isDirectory(given) ? packed(given) : given);
    }
    return path;
  }

  private Path packed(Path classes) throws IOException {
    var jar = folder.resolve("packed-" + classes.hashCode() + ".jar");
    if (Files.exists(jar)) {
      return jar;
    }
    try (var files = Files.walk(classes);
        var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  /** Reads on to that mark of the child. */
  private static String await(BufferedReader said, int marks) throws Exception {
    var all = new StringBuilder();
    var left = marks;
    for (var line = said.readLine(); line != null; line = said.readLine()) {
      all.append(line).append('\n');
      if (line.startsWith(ArchivingUntilKilled.PUT) && --left == 0) {
        return line;
      }
    }
    throw new AssertionError("The writer ended by itself:\n" + all);
  }
}
