package dev.sallyport.domain.document;

/**
 * A place in a policy's text.
 *
 * @param line counted from 1
 * @param column counted from 1 in Unicode code points, a byte order mark aside
 * @param offset index into {@link PolicyDocument#text()} as a Java string, counted from 0
 */
public record Position(int line, int column, int offset) {}
