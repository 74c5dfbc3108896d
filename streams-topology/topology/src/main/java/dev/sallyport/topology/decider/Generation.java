package dev.sallyport.topology.decider;

import dev.sallyport.topology.topics.InstallationRecord;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.RebuildMark;
import dev.sallyport.topology.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which rebuild the stores on this machine stem from. A rebuild writes to the changelog; a store on
 * disk that was closed in order would not notice what was wrong with it before.
 */
public final class Generation {
  private static final String FILE = "generation";

  private final InstallationRecord record;
  private final Path folder;

  Generation(KafkaClients clients, Topics topics, Path folder) {
    this.record = new InstallationRecord(clients, topics);
    this.folder = folder;
  }

  /** A rebuild began and did not end: the state is neither what it was nor what it should be. */
  public static final class HalfRebuilt extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    HalfRebuilt() {
      super("A rebuild of the state began and did not end; run it again before deciding goes on");
    }
  }

  /** Whether the state was rebuilt since the stores on this machine were made. */
  boolean isNew() {
    return current() != kept();
  }

  void keep() {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(FILE), String.valueOf(current()));
    } catch (IOException failed) {
      throw new UncheckedIOException("The folder " + folder + " cannot be written", failed);
    }
  }

  private long current() {
    return switch (RebuildMark.read(record)) {
      case RebuildMark.Never _ -> 0;
      case RebuildMark.Running _ -> throw new HalfRebuilt();
      case RebuildMark.Ended(var number, _) -> number;
    };
  }

  private long kept() {
    var file = folder.resolve(FILE);
    try {
      return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
    } catch (IOException failed) {
      throw new UncheckedIOException("The folder " + folder + " cannot be read", failed);
    }
  }
}
