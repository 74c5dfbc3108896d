package dev.sallyport.domain.document;

import static dev.sallyport.domain.document.FindingCode.BAD_HOST;
import static dev.sallyport.domain.document.FindingCode.BAD_WILDCARD;

import java.util.List;
import java.util.Optional;

/** The rules that a canonical host (lower case, no trailing dot) must keep. */
final class HostSyntax {
  /** RFC 1035, section 2.3.4. */
  static final int MAX_LENGTH = 253;

  private static final int MAX_LABEL_LENGTH = 63;

  private HostSyntax() {}

  static Optional<Flaw> flawOf(String host) {
    if (host.isEmpty()) {
      return flaw(BAD_HOST, "the host is missing: write host:port, such as github.com:443");
    }
    if (host.length() > MAX_LENGTH) {
      return flaw(
          BAD_HOST,
          "a host has at most %d characters, this one %d".formatted(MAX_LENGTH, host.length()));
    }
    var illegal = host.codePoints().filter(c -> !isHostCharacter(c)).findFirst();
    if (illegal.isPresent()) {
      return flaw(BAD_HOST, illegalCharacter(illegal.getAsInt()));
    }
    if (host.replace("*", "").replace(".", "").isEmpty()) {
      return flaw(
          BAD_WILDCARD,
          "a lone * would allow everything: name the hosts, or choose egress-policy: audit");
    }
    var labels = List.of(host.split("\\.", -1));
    for (var label : labels) {
      var flaw = labelFlaw(label);
      if (flaw.isPresent()) {
        return flaw;
      }
    }
    var last = labels.getLast();
    if (last.indexOf('*') >= 0) {
      return flaw(
          BAD_WILDCARD,
          "the last part of a name cannot hold a *: it would match every top-level domain");
    }
    return isNumber(last) && !isAddress(labels)
        ? flaw(BAD_HOST, "this is neither a name nor an IPv4 address such as 192.0.2.1")
        : Optional.empty();
  }

  static boolean isAddress(String host) {
    return isAddress(List.of(host.split("\\.", -1)));
  }

  private static Optional<Flaw> labelFlaw(String label) {
    if (label.isEmpty()) {
      return flaw(BAD_HOST, "a host cannot begin with a dot or hold two dots in a row");
    }
    if (label.length() > MAX_LABEL_LENGTH) {
      return flaw(
          BAD_HOST,
          "a part of a host between dots has at most %d characters, this one %d"
              .formatted(MAX_LABEL_LENGTH, label.length()));
    }
    if (label.startsWith("-") || label.endsWith("-")) {
      return flaw(
          BAD_HOST, "a part of a host cannot begin or end with a hyphen: remove the hyphen");
    }
    if (label.contains("**")) {
      return flaw(BAD_WILDCARD, "write one * instead of two in a row");
    }
    return Optional.empty();
  }

  private static boolean isHostCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-'
        || c == '_'
        || c == '*';
  }

  private static String illegalCharacter(int c) {
    if (c > 0x7E) {
      return "U+%04X cannot stand in a host: write international names in their xn-- form"
          .formatted(c);
    }
    return c < 0x21
        ? "U+%04X cannot stand in a host: remove it".formatted(c)
        : "‘%c’ cannot stand in a host: write host:port, such as github.com:443".formatted(c);
  }

  private static boolean isNumber(String label) {
    return label.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  // A leading zero is read as octal by some resolvers and as decimal by others: not an address.
  private static boolean isAddress(List<String> labels) {
    return labels.size() == 4
        && labels.stream()
            .allMatch(label ->
                isNumber(label)
                    && !label.isEmpty()
                    && label.length() <= 3
                    && (label.length() == 1 || label.charAt(0) != '0')
                    && Integer.parseInt(label) <= 255);
  }

  private static Optional<Flaw> flaw(FindingCode code, String message) {
    return Optional.of(new Flaw(code, message));
  }
}
