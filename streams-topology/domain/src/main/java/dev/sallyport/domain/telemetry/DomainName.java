package dev.sallyport.domain.telemetry;

import dev.sallyport.domain.names.InvalidName;
import java.util.Locale;

/**
 * A name that a job asked for, in lower case and without the dot at its end. Any text: what a job
 * asks for need not be a host's name, and is worth knowing all the more if it is not.
 */
public record DomainName(String text) {
  /** A name of 255 octets, each of which an agent may spell as four characters. */
  private static final int MOST = 1_024;

  public DomainName {
    if (text.isEmpty()
        || !ObservedText.isPlain(text, MOST)
        || !text.equals(text.toLowerCase(Locale.ROOT))) {
      throw new InvalidName("domain name", "has 1 to 1024 characters in lower case");
    }
  }

  /**
   * As an agent wrote it.
   *
   * @throws InvalidName if it is empty
   */
  public static DomainName of(String written) {
    var lower = ObservedText.of(written, MOST).toLowerCase(Locale.ROOT);
    var dotless =
        lower.length() > 1 && lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return new DomainName(ObservedText.of(dotless, MOST));
  }

  @Override
  public String toString() {
    return text;
  }
}
