package dev.sallyport.domain.document;

/**
 * One item of a list as its author wrote it, duplicates included.
 *
 * @param written the author's spelling, such as {@code GitHub.com}
 * @param meaning what it means, such as {@code github.com:443}
 * @param position where it begins
 * @param endOffset index behind its last character in the text
 */
public record Entry<T>(String written, T meaning, Position position, int endOffset) {}
