package dev.sallyport.domain.names;

import java.util.Locale;

/**
 * A GitHub organization, or an organization of a GitHub Enterprise Server written {@code
 * customer::server::owner}. GitHub folds case, so two spellings are one owner; the spelling is kept
 * for people to read.
 */
public final class Owner {
  // Not a regular GitHub name, so no organization can ever be given the tenant's own book.
  private static final String TENANT_KEY = "~tenant";
  private static final int MAX_PART = 100;
  private static final int MAX_PARTS = 3;

  /** The reserved book of the installation itself: keys, members, block list, suppression rules. */
  public static final Owner TENANT = new Owner(TENANT_KEY, TENANT_KEY);

  private final String name;
  private final String key;

  private Owner(String name, String key) {
    this.name = name;
    this.key = key;
  }

  /** Reads a name from a stored record, the reserved one included. */
  public static Owner of(String name) {
    return name.equals(TENANT_KEY) ? TENANT : organization(name);
  }

  /** Reads a name from a request: everything but the tenant's reserved book. */
  public static Owner organization(String name) {
    if (!valid(name)) {
      throw new InvalidName(
          "owner", "has letters, digits, '.', '_' or '-', at most 100, in one to three '::' parts");
    }
    return new Owner(name, name.toLowerCase(Locale.ROOT));
  }

  private static boolean valid(String name) {
    var parts = 1;
    var from = 0;
    for (var to = name.indexOf("::"); to >= 0; to = name.indexOf("::", from)) {
      if (++parts > MAX_PARTS || !validPart(name.substring(from, to))) {
        return false;
      }
      from = to + 2;
    }
    return validPart(name.substring(from));
  }

  private static boolean validPart(String part) {
    return PlainText.isWord(part, MAX_PART) && PlainText.isLetterOrDigit(part.charAt(0));
  }

  public boolean isTenant() {
    return key.equals(TENANT_KEY);
  }

  /** As written. */
  public String name() {
    return name;
  }

  /** Case-folded: the record key of every topic that holds policy data of this owner. */
  public String key() {
    return key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Owner that && key.equals(that.key);
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
