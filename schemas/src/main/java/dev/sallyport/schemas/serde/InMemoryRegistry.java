package dev.sallyport.schemas.serde;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;

/**
 * A registry in memory, for tests and for tools that run without one: ids count from 1, and every
 * subject is FULL_TRANSITIVE unless told {@code NONE}. Held to the same contract as the real one by
 * the same tests.
 */
public final class InMemoryRegistry implements SchemaRegistry {
  private final List<Schema> schemas = new ArrayList<>();
  private final Map<String, List<Integer>> subjects = new HashMap<>();
  private final Map<String, String> levels = new HashMap<>();

  @Override
  public synchronized int register(String subject, Schema schema) {
    Optional<Integer> known = find(subject, schema);
    if (known.isPresent()) {
      return known.get();
    }
    if (!compatible(subject, schema)) {
      throw new RegistryException.Refused(
          409, subject + " holds versions that this schema is incompatible with");
    }
    Schema plain = plain(schema);
    if (!schemas.contains(plain)) {
      schemas.add(plain);
    }
    int id = schemas.indexOf(plain) + 1;
    subjects.computeIfAbsent(subject, _ -> new ArrayList<>()).add(id);
    return id;
  }

  @Override
  public synchronized Optional<Integer> find(String subject, Schema schema) {
    int id = schemas.indexOf(plain(schema)) + 1;
    return Optional.of(id).filter(versions(subject)::contains);
  }

  @Override
  public synchronized Schema schema(int id) {
    if (id < 1 || id > schemas.size()) {
      throw new RegistryException.Unknown("no schema has the id " + id);
    }
    return schemas.get(id - 1);
  }

  @Override
  public synchronized Optional<Registered> latest(String subject) {
    List<Integer> versions = versions(subject);
    if (versions.isEmpty()) {
      return Optional.empty();
    }
    int id = versions.getLast();
    return Optional.of(new Registered(subject, versions.size(), id, schema(id)));
  }

  @Override
  public synchronized boolean compatible(String subject, Schema schema) {
    if (levels.getOrDefault(subject, "FULL_TRANSITIVE").equals("NONE")) {
      return true;
    }
    try {
      new SchemaValidatorBuilder()
          .mutualReadStrategy()
          .validateAll()
          .validate(
              plain(schema), versions(subject).reversed().stream().map(this::schema).toList());
      return true;
    } catch (SchemaValidationException e) {
      return false;
    }
  }

  @Override
  public synchronized Optional<String> compatibility(String subject) {
    return Optional.of(levels.getOrDefault(subject, "FULL_TRANSITIVE"));
  }

  @Override
  public synchronized void requireCompatibility(String subject, String level) {
    if (!subjects.containsKey(subject)) {
      throw new RegistryException.Unknown("no subject " + subject);
    }
    levels.put(subject, level);
  }

  private List<Integer> versions(String subject) {
    return subjects.getOrDefault(subject, List.of());
  }

  private static Schema plain(Schema schema) {
    return SchemaText.parse(SchemaText.of(schema));
  }
}
