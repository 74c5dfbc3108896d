package dev.sallyport.cli;

import dev.sallyport.archive.ArchiveFault;
import dev.sallyport.archive.BucketFailure;
import dev.sallyport.archive.Manifests;
import dev.sallyport.archive.S3Bucket;
import dev.sallyport.topology.topics.Topics;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Derives the manifests of an archive anew, writes those that are missing, compares the others. */
@Command(
    name = "manifests",
    sortOptions = false,
    description = {
      "Reads a whole archive, checks its chains, and derives the manifest of each day that has"
          + " ended: writes those that are missing, and compares those that are there. Signs"
          + " with the key in SALLYPORT_ARCHIVE_SIGNING_KEY_FILE, if it is set. Needs neither"
          + " Kafka nor a registry.",
      "",
      "Exit code 0: all are there, as they must be. 1: the archive does not hold, or a manifest"
          + " is another than its events give. 2: could not be told.",
      ""
    })
final class ManifestsCommand implements Callable<Integer> {
  private static final int NOT_TOLD = 2;

  @Mixin private ArchiveOption archive = new ArchiveOption();

  @Override
  public Integer call() {
    try {
      var configuration = archive.configuration(System.getenv());
      try (var bucket = S3Bucket.of(configuration.s3())) {
        var tick = new Ticker();
        var result =
            new Manifests(bucket, new Topics(""), configuration.key())
                .write(
                    LocalDate.now(ZoneOffset.UTC),
                    events -> tick.tell(() -> "read %d events so far".formatted(events)));
        return told(result, configuration.key().isPresent());
      }
    } catch (CannotStart refusal) {
      refusal.reasons().forEach(reason -> System.err.println("error: " + reason));
      return NOT_TOLD;
    } catch (BucketFailure failure) {
      System.err.println("error: " + failure.getMessage());
      return NOT_TOLD;
    } catch (ArchiveFault fault) {
      System.err.println("error: The archive does not hold. " + fault.getMessage());
      return 1;
    }
  }

  private static int told(Manifests.Result result, boolean signed) {
    System.out.printf(
        "Manifests of %d days: wrote %d, signed %d.%n",
        result.days(), result.written(), result.signed());
    if (!signed) {
      System.out.println("SALLYPORT_ARCHIVE_SIGNING_KEY_FILE is not set: nothing was signed.");
    }
    result
        .differing()
        .forEach(day ->
            System.err.printf(
                "error: The manifest of %s, or its signature, is another than its events give.%n",
                day));
    return result.differing().isEmpty() ? 0 : 1;
  }
}
