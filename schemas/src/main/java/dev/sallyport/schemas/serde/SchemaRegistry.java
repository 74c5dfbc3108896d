package dev.sallyport.schemas.serde;

import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What is asked of a schema registry. Every method may throw {@link RegistryException.Unavailable};
 * then the same question may be asked again later.
 */
public interface SchemaRegistry {
  /** A schema as the registry holds it under a subject. */
  record Registered(String subject, int version, int id, Schema schema) {}

  /**
   * Registers a schema under a subject, or finds it there.
   *
   * @return its id
   * @throws RegistryException.Refused when it is incompatible with what the subject holds (409) or
   *     invalid (422)
   */
  int register(String subject, Schema schema);

  /** The id under which a subject already holds this schema, if it does. */
  Optional<Integer> find(String subject, Schema schema);

  /**
   * The schema of an id.
   *
   * @throws RegistryException.Unknown when the registry has none
   */
  Schema schema(int id);

  /** The newest version of a subject; empty for a subject that does not exist. */
  Optional<Registered> latest(String subject);

  /**
   * Whether a subject would take this schema as its next version; one that does not exist takes
   * every schema.
   */
  boolean compatible(String subject, Schema schema);

  /** The rule for new versions of a subject, the registry's own where the subject has none. */
  Optional<String> compatibility(String subject);

  /**
   * Sets the rule for new versions of a subject, such as {@code FULL_TRANSITIVE}. The subject must
   * exist.
   */
  void requireCompatibility(String subject, String level);
}
