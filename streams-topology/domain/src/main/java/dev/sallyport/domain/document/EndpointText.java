package dev.sallyport.domain.document;

import java.util.List;
import java.util.regex.Pattern;

/** Reads one endpoint as an author wrote it. */
final class EndpointText {
  // Above any host and port, so that what is wrong with a long URL can still be said.
  private static final int MAX_LENGTH = 2_000;

  private static final Pattern ADDRESS_RANGE = Pattern.compile("[0-9.]+/[0-9]+(:.*)?");
  private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]+");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
  private static final Pattern PORT_WITH_STRAY_LETTER =
      Pattern.compile("[a-zA-Z]([1-9][0-9]{0,4})|([1-9][0-9]{0,4})[a-zA-Z]");

  private EndpointText() {}

  /** What a text turned out to be. */
  sealed interface Read {}

  record Good(Endpoint endpoint, List<Flaw> remarks) implements Read {}

  record Bad(Flaw flaw) implements Read {}

  static Read read(String written) {
    if (written.length() > MAX_LENGTH) {
      return bad(
          FindingCode.BAD_HOST,
          "an endpoint has at most %d characters, this one %d"
              .formatted(MAX_LENGTH, written.length()));
    }
    if (written.isEmpty()) {
      return bad(
          FindingCode.BAD_HOST, "an endpoint is missing here: write host:port, or remove it");
    }
    if (written.contains("${{")) {
      return bad(FindingCode.EXPRESSION, Phrases.EXPRESSION);
    }
    if ("\"'".indexOf(written.charAt(0)) >= 0) {
      return bad(
          FindingCode.BAD_HOST, "quotes within a text are characters like others: remove them");
    }
    if (written.indexOf('#') > 0) {
      return bad(
          FindingCode.BAD_HOST, "a comment begins behind a blank: write a blank before the #");
    }
    if (written.contains("://")) {
      return bad(
          FindingCode.SCHEME,
          "an endpoint is host:port without a scheme: write %s".formatted(bare(written)));
    }
    if (written.startsWith("[") || isBareIpv6(written)) {
      return bad(
          FindingCode.IPV6,
          "the agent matches IPv4 only: write the host's name instead of an IPv6 address");
    }
    if (ADDRESS_RANGE.matcher(written).matches()) {
      return bad(
          FindingCode.ADDRESS_RANGE,
          "address ranges cannot be matched: list single addresses, or the host's name");
    }
    if (written.indexOf('/') >= 0) {
      return bad(
          FindingCode.PATH,
          "an endpoint is host:port without a path: write %s".formatted(bare(written)));
    }
    var colon = written.indexOf(':');
    if (colon < 0) {
      return withPort(written, Endpoint.DEFAULT_PORT, List.of());
    }
    if (written.indexOf(':', colon + 1) >= 0) {
      return bad(
          FindingCode.BAD_PORT,
          "an endpoint has one port: write one entry for each port, such as %s:443"
              .formatted(written.substring(0, colon)));
    }
    return withPort(written.substring(0, colon), written.substring(colon + 1));
  }

  private static Read withPort(String host, String port) {
    if (port.isEmpty()) {
      return bad(
          FindingCode.BAD_PORT,
          "the port is missing after the colon: write %s:443".formatted(host));
    }
    var digits = port;
    List<Flaw> remarks = List.of();
    var stray = PORT_WITH_STRAY_LETTER.matcher(port);
    if (stray.matches()) {
      digits = stray.group(1) != null ? stray.group(1) : stray.group(2);
      remarks =
          List.of(
              new Flaw(
                  FindingCode.PORT_WITH_STRAY_LETTER,
                  "‘%s’ is not a port and was read as %s: remove the letter"
                      .formatted(port, digits)));
    }
    if (!PORT.matcher(digits).matches() || Integer.parseInt(digits) > Endpoint.MAX_PORT) {
      return bad(
          FindingCode.BAD_PORT,
          "‘%s’ is not a port: write a number from 1 to 65535".formatted(brief(port)));
    }
    return withPort(host, Integer.parseInt(digits), remarks);
  }

  private static Read withPort(String host, int port, List<Flaw> remarks) {
    var canonical = HostPattern.canonical(host);
    return HostSyntax.flawOf(canonical)
        .<Read>map(Bad::new)
        .orElseGet(() -> new Good(new Endpoint(new HostPattern(canonical), port), remarks));
  }

  // "cafe:443:80" is a host with two ports rather than an address: those have "::" or seven colons.
  private static boolean isBareIpv6(String written) {
    return IPV6_CHARACTERS.matcher(written).matches()
        && (written.contains("::") || written.chars().filter(c -> c == ':').count() >= 7);
  }

  private static String bare(String written) {
    var scheme = written.indexOf("://");
    var rest = scheme < 0 ? written : written.substring(scheme + 3);
    var slash = rest.indexOf('/');
    var host = slash < 0 ? rest : rest.substring(0, slash);
    if (host.isEmpty()) {
      return "github.com:443";
    }
    var port = written.startsWith("http:") ? ":80" : ":443";
    return brief(host.indexOf(':') < 0 ? host + port : host);
  }

  /** A text short and printable enough for a message. */
  static String brief(String text) {
    var end = text.length() <= 80 ? text.length() : text.offsetByCodePoints(0, 60);
    var shown = CONTROL.matcher(text.substring(0, end)).replaceAll("\uFFFD");
    return end == text.length() ? shown : shown + "…";
  }

  private static Bad bad(FindingCode code, String message) {
    return new Bad(new Flaw(code, message));
  }
}
