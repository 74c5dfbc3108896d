package dev.sallyport.domain.names;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/** A policy's name: unique within its owner, case-sensitive, in Unicode normalization form C. */
public record PolicyName(String value) implements Comparable<PolicyName> {
  private static final int MAX_CODE_POINTS = 128;

  public PolicyName {
    if (!PlainText.holds(value, MAX_CODE_POINTS) || !Normalizer.isNormalized(value, Form.NFC)) {
      throw new InvalidName(
          "policy name",
          "has 1 to 128 characters (Unicode form C) without '/', control characters or outer blanks");
    }
  }

  /** Reads a name as people write it: another normalization form of the same text is the same. */
  public static PolicyName of(String written) {
    return new PolicyName(Normalizer.normalize(written, Form.NFC));
  }

  @Override
  public int compareTo(PolicyName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
