package dev.sallyport.schemas.serde;

import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Avro's binary encoding behind a prefix, and back with every byte accounted for. */
final class AvroBinary {
  private static final ClassValue<DatumWriter<Object>> WRITERS =
      new ClassValue<>() {
        @Override
        protected DatumWriter<Object> computeValue(Class<?> type) {
          SpecificData model = SpecificData.getForClass(type);
          return new SpecificDatumWriter<>(model.getSchema(type), model);
        }
      };

  private AvroBinary() {}

  static byte[] encode(byte[] prefix, GenericContainer record) {
    DatumWriter<Object> writer =
        record instanceof SpecificRecord
            ? WRITERS.get(record.getClass())
            : new GenericDatumWriter<>(record.getSchema(), GenericData.get());
    var out = new GrowingBytes(prefix);
    try {
      writer.write(record, EncoderFactory.get().directBinaryEncoder(out, null));
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail", e);
    }
    return out.toByteArray();
  }

  /** Reads into the generated class, resolving from the schema that the record was written with. */
  static DatumReader<SpecificRecord> reader(Schema writer, Class<?> type) {
    SpecificData model = modelOf(type);
    return new SpecificDatumReader<>(writer, model.getSchema(type), model);
  }

  /** The generated class of a schema's name; null if there is none. */
  static @Nullable Class<?> generated(Schema schema) {
    return new SpecificData(AvroBinary.class.getClassLoader()).getClass(schema);
  }

  // A generated class's own model looks for classes where Avro is, then where the thread looks; in
  // an application server neither need be where the contract is.
  private static SpecificData modelOf(Class<?> type) {
    var model = new SpecificData(type.getClassLoader());
    SpecificData.getForClass(type).getConversions().forEach(model::addLogicalTypeConversion);
    return model;
  }

  static DatumReader<Object> genericReader(Schema writer) {
    return new GenericDatumReader<>(writer, writer, GenericData.get());
  }

  static <T> T decode(DatumReader<T> reader, byte[] bytes, int from) {
    var decoder = new BoundedDecoder(bytes, from);
    try {
      T value = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new UndecodableException("bytes are left over behind the record");
      }
      return value;
    } catch (UndecodableException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Avro reports rubbish in many ways: end of file, wrong branch, negative length, missing
      // symbol.
      throw new UndecodableException("not an Avro record of its schema: " + e, e);
    }
  }

  /** A ByteArrayOutputStream without its locks. */
  private static final class GrowingBytes extends java.io.OutputStream {
    private byte[] bytes;
    private int size;

    GrowingBytes(byte[] prefix) {
      bytes = Arrays.copyOf(prefix, 512);
      size = prefix.length;
    }

    @Override
    public void write(int b) {
      reserve(1);
      bytes[size++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      reserve(length);
      System.arraycopy(source, offset, bytes, size, length);
      size += length;
    }

    private void reserve(int more) {
      if (bytes.length - size < more) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
      }
    }

    byte[] toByteArray() {
      return Arrays.copyOf(bytes, size);
    }
  }
}
