package dev.sallyport.domain.integration;

import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.RepositoryName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where an organization wants to be told, and of what.
 *
 * @param name for people
 * @param about never empty
 * @param repositories of what is about repositories, only what is about one of these is told;
 *     empty: of all. What is about none in particular, or about the whole organization, is always
 *     told
 * @param standing whether it is told
 * @param secrets which secrets belong to it
 */
public record Integration(
    IntegrationId id,
    String name,
    Destination destination,
    Set<Happening> about,
    List<RepositoryName> repositories,
    Standing standing,
    SecretsReference secrets) {
  private static final int MOST_CHARACTERS = 100;
  private static final int MOST_REPOSITORIES = 200;

  public Integration {
    if (name.isBlank()
        || name.length() > MOST_CHARACTERS
        || !name.equals(name.strip())
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidName(
          "name", "has 1 to 100 characters, none a control character, and no outer blanks");
    }
    if (about.isEmpty()) {
      throw new InvalidName("events", "names something to be told of");
    }
    about = Collections.unmodifiableSet(EnumSet.copyOf(about));
    repositories = List.copyOf(repositories);
    if (repositories.size() > MOST_REPOSITORIES
        || new HashSet<>(repositories).size() < repositories.size()) {
      throw new InvalidName(
          "repositories", "names at most %d, each once".formatted(MOST_REPOSITORIES));
    }
  }

  /** Whether an integration is told what happens. */
  public enum Standing {
    ACTIVE,
    /** Somebody switched it off. */
    PAUSED,
    /** The destination answered that it is gone for good. */
    GONE
  }

  public boolean active() {
    return standing == Standing.ACTIVE;
  }

  public Integration standing(Standing now) {
    return new Integration(id, name, destination, about, repositories, now, secrets);
  }

  /**
   * Whether something is told.
   *
   * @param of repositories that it is about; empty if about none in particular
   */
  public boolean isTold(Happening happening, Set<RepositoryName> of) {
    return active()
        && about.contains(happening)
        && (repositories.isEmpty() || of.isEmpty() || repositories.stream().anyMatch(of::contains));
  }
}
