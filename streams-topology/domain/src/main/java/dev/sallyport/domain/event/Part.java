package dev.sallyport.domain.event;

/**
 * Which part of a list too long for one record this event carries: {@code number} of {@code of},
 * counted from 1. All parts are of one command and one transaction.
 */
public record Part(int number, int of) {
  public static final Part WHOLE = new Part(1, 1);

  public Part {
    if (number < 1 || of < number) {
      throw new IllegalArgumentException("Part " + number + " of " + of + " cannot be.");
    }
  }
}
