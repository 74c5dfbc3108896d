package dev.sallyport.schemas.serde;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The schemas of the classes that the build generated. */
final class GeneratedRecords {
  private GeneratedRecords() {}

  /** Records, enums and fixed types of both packages. */
  static List<Schema> all() {
    return Stream.of("events", "wire").flatMap(GeneratedRecords::of).toList();
  }

  /** Records that travel on their own: those which name a topic. */
  static List<Schema> topLevel() {
    return all().stream().filter(schema -> schema.getProp("topic") != null).toList();
  }

  private static Stream<Schema> of(String room) {
    try {
      Path classes =
          Path.of(SingleObject.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path folder = classes.resolve("dev/sallyport").resolve(room);
      if (!Files.exists(folder)) {
        return Stream.of();
      }
      try (var files = Files.list(folder)) {
        return files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".class") && !name.contains("$"))
            .sorted()
            .map(name -> schema("dev.sallyport." + room + "." + name.replace(".class", "")))
            .toList()
            .stream();
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("cannot list the generated classes", e);
    }
  }

  private static Schema schema(String type) {
    try {
      return SpecificData.get().getSchema(Class.forName(type));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(type, e);
    }
  }
}
