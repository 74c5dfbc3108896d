package dev.sallyport.domain.event;

import java.util.regex.Pattern;

/**
 * Who caused a change.
 *
 * @param id stable: a key's id, {@code issuer subject} of a member, or a part of the system
 * @param name as shown in histories; never a secret
 */
public record Actor(Kind kind, String id, String name) {
  // A member's id is two texts of 255 characters and what stands between them.
  private static final int MAX = 520;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /** What kind of thing an actor's id names. */
  public enum Kind {
    API_KEY,
    MEMBER,
    SYSTEM
  }

  public Actor {
    if (id.isEmpty() || id.length() > MAX || name.length() > MAX) {
      throw new IllegalArgumentException(
          "An actor has an id; id and name have at most 520 characters.");
    }
    if (CONTROL.matcher(id).find() || CONTROL.matcher(name).find()) {
      throw new IllegalArgumentException("An actor's id and name hold no control characters.");
    }
  }

  /** Sallyport itself, at the hands of whoever runs the machine. */
  public static Actor system(String part) {
    return new Actor(Kind.SYSTEM, part, part);
  }
}
