package dev.sallyport.domain.access;

/**
 * A person as an identity provider names them. E-mail addresses change hands, so a member is
 * (issuer, subject) and the address is only shown.
 */
public record MemberId(String issuer, String subject) {
  private static final int MAX = 255;

  public MemberId {
    require(issuer, "issuer");
    require(subject, "subject");
  }

  private static void require(String value, String what) {
    if (value.isBlank()
        || value.length() > MAX
        || value.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "A member's " + what + " has 1 to 255 characters and no control characters.");
    }
  }

  @Override
  public String toString() {
    return subject + " (" + issuer + ")";
  }
}
