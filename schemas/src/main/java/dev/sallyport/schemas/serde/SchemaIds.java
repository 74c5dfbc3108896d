package dev.sallyport.schemas.serde;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * The registry's ids of the schemas that this process writes and reads. What was asked once is
 * known for ever and is kept in a file, so that the registry is needed to register a new schema and
 * never to start, to decide or to look up. A file that is damaged or missing is asked for anew.
 * Safe for use by many threads.
 */
public final class SchemaIds {
  private static final String RULE = "FULL_TRANSITIVE";

  private final SchemaRegistry registry;
  private final Optional<SchemaIdFile> file;
  private final Map<SchemaIdFile.Use, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  private SchemaIds(SchemaRegistry registry, Optional<SchemaIdFile> file) {
    this.registry = registry;
    this.file = file;
    file.map(SchemaIdFile::read)
        .ifPresent(known -> {
          ids.putAll(known.ids());
          schemas.putAll(known.schemas());
        });
  }

  /** Keeps ids in a file, in a directory that exists. Asks the registry nothing yet. */
  public static SchemaIds keptIn(Path file, SchemaRegistry registry) {
    return new SchemaIds(registry, Optional.of(new SchemaIdFile(file)));
  }

  /** Keeps ids as long as this process lives. */
  public static SchemaIds inMemory(SchemaRegistry registry) {
    return new SchemaIds(registry, Optional.empty());
  }

  /**
   * Makes sure that a topic's schemas have ids, subjects named after topic and record and held to
   * FULL_TRANSITIVE. Asks the registry only about those that have none yet.
   *
   * @throws RegistryException.Refused when the registry finds one incompatible with what it holds
   * @throws RegistryException.Unavailable when one has no id yet and no registry answers
   */
  public synchronized void register(String topic, Collection<Schema> contract) {
    boolean learned = false;
    try {
      for (Schema schema : contract) {
        String subject = SubjectName.TOPIC_RECORD.of(topic, false, schema.getFullName());
        if (!ids.containsKey(use(subject, schema))) {
          learn(subject, schema, registerUnderRule(subject, schema));
          learned = true;
        }
      }
    } finally {
      if (learned) {
        save();
      }
    }
  }

  private int registerUnderRule(String subject, Schema schema) {
    if (registry.compatibility(subject).equals(Optional.of(RULE))) {
      return registry.register(subject, schema);
    }
    // A rule can only be given to a subject that exists, and must be there before a second version.
    if (registry.latest(subject).isPresent()) {
      registry.requireCompatibility(subject, RULE);
      return registry.register(subject, schema);
    }
    int id = registry.register(subject, schema);
    registry.requireCompatibility(subject, RULE);
    return id;
  }

  /** The id of a schema under a subject, if it is known here. Never asks the registry. */
  public Optional<Integer> known(String subject, Schema schema) {
    return Optional.ofNullable(ids.get(use(subject, schema)));
  }

  /**
   * The id of a schema under a subject; registers it, or only looks it up, when it is not known
   * here.
   */
  synchronized int id(String subject, Schema schema, boolean register) {
    Optional<Integer> known = known(subject, schema);
    if (known.isPresent()) {
      return known.get();
    }
    int id =
        register
            ? registry.register(subject, schema)
            : registry
                .find(subject, schema)
                .orElseThrow(() ->
                    new RegistryException.Unknown(
                        subject + " does not hold " + schema.getFullName()));
    learn(subject, schema, id);
    save();
    return id;
  }

  /**
   * The schema of an id, from the registry when it is not known here.
   *
   * @throws UndecodableException when the registry does not know it either
   * @throws RegistryException.Unavailable when it would have to be asked for and no registry
   *     answers
   */
  public Schema schema(int id) {
    Schema known = schemas.get(id);
    return known != null ? known : askForSchema(id);
  }

  private synchronized Schema askForSchema(int id) {
    try {
      Schema schema = registry.schema(id);
      schemas.put(id, schema);
      save();
      return schema;
    } catch (RegistryException.Unknown e) {
      throw new UndecodableException("no schema has the id " + id, e);
    }
  }

  /**
   * Asks the registry whether it still agrees with every id kept here; one sentence for each that
   * it does not. A registry that was lost and filled again gives the same ids to other schemas, and
   * readers without this file would misread the topic.
   *
   * @throws RegistryException.Unavailable when no registry answers
   */
  public List<String> disagreements() {
    var found = new ArrayList<String>();
    ids.forEach((use, id) -> {
      Schema schema = schema(id);
      Optional<Integer> theirs = registry.find(use.subject(), schema);
      if (!theirs.equals(Optional.of(id))) {
        found.add(
            use.subject()
                + " was registered as id "
                + id
                + "; the registry now says "
                + theirs.map(String::valueOf).orElse("unknown"));
      }
    });
    return List.copyOf(found);
  }

  private void learn(String subject, Schema schema, int id) {
    schemas.put(id, SchemaText.parse(SchemaText.of(schema)));
    ids.put(use(subject, schema), id);
  }

  private void save() {
    file.ifPresent(
        kept -> kept.write(new SchemaIdFile.Known(Map.copyOf(ids), Map.copyOf(schemas))));
  }

  private static SchemaIdFile.Use use(String subject, Schema schema) {
    return new SchemaIdFile.Use(subject, SchemaText.fingerprintText(schema));
  }
}
