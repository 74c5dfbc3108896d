package dev.sallyport.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/**
 * An object that records are still put into, compressed as they come. Its bytes are a function of
 * its records alone: the header of gzip bears no time, as Java writes it. Of one thread.
 */
final class OpenObject {
  private final ObjectName name;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream(16 << 10);
  private final GZIPOutputStream compressed;
  private final long oldest;
  private long last;
  private long records;
  private long bytes;

  /** With its first record. */
  OpenObject(ObjectName name, ArchivedRecord record) {
    this.name = name;
    this.oldest = record.timestamp();
    this.last = name.first() - 1;
    try {
      this.compressed = new GZIPOutputStream(content);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail", e);
    }
    add(record);
  }

  void add(ArchivedRecord record) {
    if (record.offset() <= last) {
      throw new IllegalArgumentException(
          "offset %d comes after %d in %s".formatted(record.offset(), last, name));
    }
    var line = RecordLine.encode(record);
    try {
      compressed.write(line);
      compressed.write('\n');
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail", e);
    }
    last = record.offset();
    records++;
    bytes += line.length + 1;
  }

  ObjectName name() {
    return name;
  }

  /** Offset of the last record so far. */
  long last() {
    return last;
  }

  long records() {
    return records;
  }

  /** Of the lines, before they are compressed. */
  long bytes() {
    return bytes;
  }

  /** The timestamp of its first record. */
  long oldest() {
    return oldest;
  }

  /** Everything, after which nothing can be added. */
  byte[] content() {
    try {
      compressed.finish();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail", e);
    }
    return content.toByteArray();
  }
}
