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

  /**
   * Writes YAML for the members and reads it. Findings name the member that they are about, such as
   * {@code allowed_endpoints[3]}.
   */
  public static Reading of(PolicyMembers members) {
    return MembersReader.read(members);
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

  /**
   * The members of this policy: endpoints as they are written here, in the same order, duplicates
   * included; the mode always explicit; what the author did not set, left out.
   */
  public PolicyMembers toMembers() {
    return PolicyMembers.of(
        rules,
        entries.stream().map(Entry::written).toList(),
        deniedEntries.stream().map(Entry::written).toList());
  }

  /**
   * This policy with more allowed endpoints at the end of its list, the rest of the text as it was;
   * itself when they are all allowed already.
   */
  public Edited adding(List<Endpoint> endpoints) {
    return new EntryEdits(this).adding(endpoints);
  }

  /**
   * This policy without these allowed endpoints, wherever they are listed, the rest of the text as
   * it was; itself when none is listed.
   */
  public Edited removing(List<Endpoint> endpoints) {
    return new EntryEdits(this).removing(endpoints);
  }

  /** This policy in another mode. */
  public Edited withMode(EgressMode mode) {
    return new SettingEdits(this).mode(mode);
  }

  /** This policy with these detections, whose order is the author's where the text has them. */
  public Edited withLockdown(Lockdown lockdown) {
    return new SettingEdits(this).lockdown(lockdown);
  }

  /** This policy with lockdown mode off, as an exemption from another one's. */
  public Edited withoutLockdown() {
    var lockdown = rules.lockdown();
    return lockdown == null
        ? new Edited.Done(this)
        : withLockdown(new Lockdown(false, lockdown.detections()));
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
