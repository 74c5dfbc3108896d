package dev.sallyport.domain.blocklist;

import dev.sallyport.domain.document.Finding;
import dev.sallyport.domain.document.FindingCode;
import dev.sallyport.domain.document.HostPattern;
import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.document.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Hosts that no job may reach. Holds in audit mode too and beats every allowed endpoint; agents
 * fetch it at the start of a job ({@code global_blocklist.go}) and match whole names, case and a
 * trailing dot aside. {@code *.evil.example} covers the hosts below, not the name itself.
 */
public final class GlobalBlockList {
  /** The most entries, all kinds together. */
  public static final int MAX_ENTRIES = 10_000;

  private static final GlobalBlockList EMPTY = new GlobalBlockList(List.of(), List.of(), List.of());

  private final List<BlockedHost> ipAddresses;
  private final List<BlockedHost> domains;
  private final List<BlockedHost> wildcardDomains;
  private final Map<String, BlockedHost> exact = new HashMap<>();
  private final Map<String, BlockedHost> below = new HashMap<>();

  GlobalBlockList(
      List<BlockedHost> ipAddresses, List<BlockedHost> domains, List<BlockedHost> wildcardDomains) {
    this.ipAddresses = List.copyOf(ipAddresses);
    this.domains = List.copyOf(domains);
    this.wildcardDomains = List.copyOf(wildcardDomains);
    ipAddresses.forEach(entry -> exact.put(entry.endpoint(), entry));
    domains.forEach(entry -> exact.put(entry.endpoint(), entry));
    wildcardDomains.forEach(entry -> below.put(entry.endpoint().substring(2), entry));
  }

  public static GlobalBlockList empty() {
    return EMPTY;
  }

  /** Checks and canonicalises a list; entries that stand twice are kept once. */
  public static BlockListReading of(BlockListMembers members) {
    return BlockListCheck.of(members);
  }

  /**
   * A list from values that were checked before. Throws {@link IllegalArgumentException} when they
   * are no such values.
   */
  public static GlobalBlockList ofStored(BlockListMembers members) {
    return switch (of(members)) {
      case BlockListReading.Readable(var list) -> list;
      case BlockListReading.Unreadable(var problems) ->
          throw new IllegalArgumentException("not a stored block list: " + problems.getFirst());
    };
  }

  public List<BlockedHost> ipAddresses() {
    return ipAddresses;
  }

  public List<BlockedHost> domains() {
    return domains;
  }

  public List<BlockedHost> wildcardDomains() {
    return wildcardDomains;
  }

  /** How many entries there are, all kinds together. */
  public int size() {
    return ipAddresses.size() + domains.size() + wildcardDomains.size();
  }

  /** The entry that blocks this host, written in any case and without a port. */
  public Optional<BlockedHost> blocks(String host) {
    var name = host.toLowerCase(java.util.Locale.ROOT);
    return blocksCanonical(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
  }

  /**
   * The entry that blocks everything that this host or wildcard matches. A wildcard which also
   * matches hosts that are not blocked gives none.
   */
  public Optional<BlockedHost> blocks(HostPattern host) {
    if (!host.isWildcard()) {
      return blocksCanonical(host.text());
    }
    var suffix = host.text().substring(host.text().lastIndexOf('*') + 1);
    if (suffix.startsWith(".") && below.containsKey(suffix.substring(1))) {
      return Optional.ofNullable(below.get(suffix.substring(1)));
    }
    return belowAnyOf(suffix);
  }

  /** A warning for each endpoint of a policy that is blocked here all the same. */
  public List<Finding> warningsFor(PolicyDocument document) {
    var warnings = new ArrayList<Finding>();
    for (var entry : document.entries()) {
      blocks(entry.meaning().host())
          .ifPresent(blocked ->
              warnings.add(
                  new Finding(
                      Severity.WARNING,
                      FindingCode.GLOBALLY_BLOCKED,
                      entry.position().line(),
                      entry.position().column(),
                      null,
                      "%s stays blocked: the global block list names %s%s; remove it here"
                          .formatted(entry.written(), blocked.endpoint(), because(blocked)))));
    }
    return warnings;
  }

  private Optional<BlockedHost> blocksCanonical(String host) {
    var entry = exact.get(host);
    return entry != null ? Optional.of(entry) : belowAnyOf(host);
  }

  private Optional<BlockedHost> belowAnyOf(String host) {
    for (var dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      var entry = dot == 0 ? null : below.get(host.substring(dot + 1));
      if (entry != null) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  private static String because(BlockedHost blocked) {
    return blocked.reason() == null ? "" : " (" + blocked.reason() + ")";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GlobalBlockList list
        && list.ipAddresses.equals(ipAddresses)
        && list.domains.equals(domains)
        && list.wildcardDomains.equals(wildcardDomains);
  }

  @Override
  public int hashCode() {
    return Objects.hash(ipAddresses, domains, wildcardDomains);
  }

  @Override
  public String toString() {
    return "GlobalBlockList" + ipAddresses + domains + wildcardDomains;
  }
}
