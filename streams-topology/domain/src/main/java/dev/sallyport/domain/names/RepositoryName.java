package dev.sallyport.domain.names;

import java.util.Locale;

/** A repository's name without its owner. GitHub folds case; the spelling is kept for people. */
public final class RepositoryName {
  private static final int MAX_LENGTH = 100;

  private final String name;
  private final String key;

  private RepositoryName(String name, String key) {
    this.name = name;
    this.key = key;
  }

  public static RepositoryName of(String name) {
    if (!PlainText.isWord(name, MAX_LENGTH) || name.equals(".") || name.equals("..")) {
      throw new InvalidName("repository", "has letters, digits, '.', '_' or '-', at most 100");
    }
    return new RepositoryName(name, name.toLowerCase(Locale.ROOT));
  }

  /** As written. */
  public String name() {
    return name;
  }

  /** Case-folded, for comparing. */
  public String key() {
    return key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RepositoryName that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
