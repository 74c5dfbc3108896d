package dev.sallyport.domain.document;

import org.jspecify.annotations.Nullable;

/**
 * Something that the author of a policy should know.
 *
 * @param line counted from 1; 0 when what was read was not a text
 * @param column counted from 1 in Unicode code points, a byte order mark aside; 0 like the line
 * @param member the JSON member that it is about, such as {@code allowed_endpoints[3]}; null for a
 *     text
 * @param message says what to do about it
 */
public record Finding(
    Severity severity,
    FindingCode code,
    int line,
    int column,
    @Nullable String member,
    String message) {

  /** A problem with a JSON member. */
  public static Finding problem(FindingCode code, String member, String message) {
    return new Finding(Severity.PROBLEM, code, 0, 0, member, message);
  }

  Finding about(@Nullable String named) {
    return new Finding(severity, code, line, column, named, message);
  }
}
