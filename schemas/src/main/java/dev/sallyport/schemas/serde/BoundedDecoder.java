package dev.sallyport.schemas.serde;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary decoding of one array of bytes. Avro's own decoder reserves the memory that a
 * length claims before it looks whether so many bytes are there: five damaged bytes ask for two
 * gigabytes. This one believes no length beyond the end. It takes no collection with more items
 * than bytes are left, so none whose items take no bytes.
 */
final class BoundedDecoder extends Decoder {
  private final byte[] bytes;
  private int position;

  BoundedDecoder(byte[] bytes, int from) {
    this.bytes = bytes;
    this.position = from;
  }

  boolean isEnd() {
    return position == bytes.length;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    return next() == 1;
  }

  @Override
  public int readInt() throws IOException {
    return Math.toIntExact(readLong());
  }

  @Override
  public long readLong() throws IOException {
    long zigzag = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = next();
      zigzag |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new AvroRuntimeException("a number of more than ten bytes");
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat((int) littleEndian(4));
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(littleEndian(8));
  }

  private long littleEndian(int length) throws IOException {
    int start = advance(length);
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << 8 | (bytes[start + i] & 0xffL);
    }
    return value;
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(readString());
  }

  @Override
  public String readString() throws IOException {
    int length = length();
    return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
  }

  @Override
  public void skipString() throws IOException {
    advance(length());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    byte[] copy = new byte[length()];
    readFixed(copy, 0, copy.length);
    return ByteBuffer.wrap(copy);
  }

  @Override
  public void skipBytes() throws IOException {
    advance(length());
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws IOException {
    System.arraycopy(bytes, advance(length), target, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    advance(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return block();
  }

  @Override
  public long arrayNext() throws IOException {
    return block();
  }

  @Override
  public long skipArray() throws IOException {
    return skipBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return block();
  }

  @Override
  public long mapNext() throws IOException {
    return block();
  }

  @Override
  public long skipMap() throws IOException {
    return skipBlocks();
  }

  /** A negative count says that the block's size in bytes follows, which only skipping needs. */
  private long block() throws IOException {
    long count = readLong();
    if (count < 0) {
      count = -count;
      readLong();
    }
    return within(count);
  }

  private long skipBlocks() throws IOException {
    long count = readLong();
    while (count < 0) {
      advance((int) within(readLong()));
      count = readLong();
    }
    return within(count);
  }

  private int length() throws IOException {
    return (int) within(readLong());
  }

  private long within(long claimed) throws IOException {
    if (claimed < 0 || claimed > bytes.length - position) {
      throw new EOFException(claimed + " claimed, " + (bytes.length - position) + " bytes left");
    }
    return claimed;
  }

  private byte next() throws IOException {
    return bytes[advance(1)];
  }

  /** The position before the bytes that are passed. */
  private int advance(int length) throws IOException {
    int start = position;
    within(length);
    position += length;
    return start;
  }
}
