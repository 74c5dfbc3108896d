package dev.sallyport.domain.document;

import java.util.List;

/**
 * A policy as its author wrote it: the text, kept to the byte, with what it means. Two documents
 * are equal when their texts are.
 */
public final class PolicyDocument {
  /** The most bytes that a text may take in UTF-8 (256 KiB). */
  public static final int MAX_BYTES = 256 * 1024;

  private final String text;
  private final PolicyRules rules;
  private final List<Entry<Endpoint>> entries;
  private final List<Entry<HostPattern>> deniedEntries;

  PolicyDocument(
      String text,
      PolicyRules rules,
      List<Entry<Endpoint>> entries,
      List<Entry<HostPattern>> deniedEntries) {
    this.text = text;
    this.rules = rules;
    this.entries = List.copyOf(entries);
    this.deniedEntries = List.copyOf(deniedEntries);
  }

  /**
   * Reads the YAML of a policy. Never throws, takes time linear in the text, and reports all
   * problems at once, unless the text is not YAML at all.
   */
  public static Reading read(String yaml) {
    return PolicyReader.read(yaml);
  }

  /** What the author wrote. */
  public String text() {
    return text;
  }

  /** What it means. */
  public PolicyRules rules() {
    return rules;
  }

  /** The allowed endpoints as written, duplicates included. */
  public List<Entry<Endpoint>> entries() {
    return entries;
  }

  /** The denied endpoints as written, duplicates included. */
  public List<Entry<HostPattern>> deniedEntries() {
    return deniedEntries;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PolicyDocument document && document.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
