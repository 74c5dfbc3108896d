package dev.sallyport.domain.blocklist;

import dev.sallyport.domain.document.Finding;
import dev.sallyport.domain.document.FindingCode;
import dev.sallyport.domain.document.HostPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks each entry of a block list by what the agents can match: whole names, IPv4 only. */
final class BlockListCheck {
  private static final int MAX_PROBLEMS = 100;

  private enum Kind {
    ADDRESS("ip_addresses", FindingCode.NOT_AN_ADDRESS, "write an IPv4 address such as 192.0.2.1"),
    DOMAIN(
        "domains",
        FindingCode.NOT_A_DOMAIN,
        "write a name such as evil.example, without scheme, port or path"),
    WILDCARD(
        "wildcard_domains",
        FindingCode.NOT_A_WILDCARD,
        "write *. and a name, such as *.evil.example");

    private final String member;
    private final FindingCode code;
    private final String advice;

    Kind(String member, FindingCode code, String advice) {
      this.member = member;
      this.code = code;
      this.advice = advice;
    }
  }

  private final List<Finding> problems = new ArrayList<>();

  private BlockListCheck() {}

  static BlockListReading of(BlockListMembers members) {
    var check = new BlockListCheck();
    var size =
        size(members.ipAddresses()) + size(members.domains()) + size(members.wildcardDomains());
    if (size > GlobalBlockList.MAX_ENTRIES) {
      return new BlockListReading.Unreadable(
          List.of(
              Finding.problem(
                  FindingCode.TOO_MANY_ENTRIES,
                  Kind.DOMAIN.member,
                  "a block list has at most %d entries, this one %d"
                      .formatted(GlobalBlockList.MAX_ENTRIES, size))));
    }
    var ipAddresses = check.entries(Kind.ADDRESS, members.ipAddresses());
    var domains = check.entries(Kind.DOMAIN, members.domains());
    var wildcardDomains = check.entries(Kind.WILDCARD, members.wildcardDomains());
    return check.problems.isEmpty()
        ? new BlockListReading.Readable(new GlobalBlockList(ipAddresses, domains, wildcardDomains))
        : new BlockListReading.Unreadable(check.problems);
  }

  private static int size(@Nullable List<BlockedHost> entries) {
    return entries == null ? 0 : entries.size();
  }

  private List<BlockedHost> entries(Kind kind, @Nullable List<BlockedHost> entries) {
    var checked = new LinkedHashMap<String, BlockedHost>();
    for (var i = 0; i < size(entries) && entries != null; i++) {
      var entry = entries.get(i);
      var canonical = canonical(kind, entry.endpoint());
      if (canonical.isPresent()) {
        checked.putIfAbsent(
            canonical.get(), new BlockedHost(canonical.get(), entry.reason(), entry.source()));
      } else if (problems.size() < MAX_PROBLEMS) {
        problems.add(
            Finding.problem(kind.code, "%s[%d].endpoint".formatted(kind.member, i), kind.advice));
      }
    }
    return List.copyOf(checked.values());
  }

  private static Optional<String> canonical(Kind kind, String endpoint) {
    var host = HostPattern.parse(endpoint);
    return switch (kind) {
      case ADDRESS -> host.filter(HostPattern::isAddress).map(HostPattern::text);
      case DOMAIN -> host.filter(h -> !h.isAddress() && !h.isWildcard()).map(HostPattern::text);
      case WILDCARD ->
          host.map(HostPattern::text)
              .filter(text -> text.startsWith("*.") && text.indexOf('*', 1) < 0);
    };
  }
}
