package dev.sallyport.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What a child prints, in a file that is set aside when it is full: at most twice {@link #FULL}
 * bytes a child.
 */
final class ChildLog implements AutoCloseable {
  static final long FULL = 10L << 20;

  private static final int LAST_WORDS = 20;

  private final Path file;
  private final long full;
  private OutputStream out;
  private long written;
  private final ArrayDeque<String> lastWords = new ArrayDeque<>();

  private ChildLog(Path file, long full) throws IOException {
    this.file = file;
    this.full = full;
    this.out = append(file);
    this.written = Files.size(file);
  }

  static ChildLog open(Path file) throws IOException {
    return open(file, FULL);
  }

  static ChildLog open(Path file, long full) throws IOException {
    return new ChildLog(file, full);
  }

  Path file() {
    return file;
  }

  synchronized void line(String line) throws IOException {
    var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    if (written + bytes.length > full) {
      setAside();
    }
    out.write(bytes);
    written += bytes.length;
    if (lastWords.size() == LAST_WORDS) {
      lastWords.removeFirst();
    }
    lastWords.addLast(line);
  }

  /** The last lines since it was opened: those of an earlier start explain nothing. */
  synchronized List<String> lastWords() {
    return List.copyOf(lastWords);
  }

  private void setAside() throws IOException {
    out.close();
    Files.move(
        file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    out = append(file);
    written = 0;
  }

  // Not buffered: the last lines before a kill are the ones that matter.
  private static OutputStream append(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
