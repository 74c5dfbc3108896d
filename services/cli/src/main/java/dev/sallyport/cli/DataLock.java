package dev.sallyport.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right of one {@code up} to a data directory.
 *
 * <p>The operating system's lock on the file decides, and goes with the process however it ends;
 * what is written in the file only says whose it is. Text without a lock is the trace of a process
 * that was killed.
 */
final class DataLock implements AutoCloseable {
  private final RandomAccessFile file;
  private final Optional<ProcessIdentity> killed;

  private DataLock(RandomAccessFile file, Optional<ProcessIdentity> killed) {
    this.file = file;
    this.killed = killed;
  }

  static DataLock take(Path path) throws IOException, CannotStart {
    var file = new RandomAccessFile(path.toFile(), "rw");
    var before = ProcessIdentity.parse(content(file));
    if (lock(file) == null) {
      file.close();
      throw new CannotStart(
          "Another ./sallyport up%s uses the data in %s. Stop that one first, or choose another folder with %s."
              .formatted(
                  before.map(holder -> " (process " + holder.pid() + ")").orElse(""),
                  path.getParent(),
                  Setting.DATA_DIR.ways()));
    }
    file.setLength(0);
    file.write(
        (ProcessIdentity.of(ProcessHandle.current()) + "\n").getBytes(StandardCharsets.UTF_8));
    return new DataLock(file, before);
  }

  private static @Nullable FileLock lock(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static String content(RandomAccessFile file) throws IOException {
    var bytes = new byte[(int) Math.min(file.length(), 200)];
    file.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whose lock it was that its holder did not give back. */
  Optional<ProcessIdentity> killed() {
    return killed;
  }

  /** Gives it back; twice does no harm. */
  @Override
  public void close() throws IOException {
    if (!file.getChannel().isOpen()) {
      return;
    }
    file.setLength(0);
    file.close();
  }
}
