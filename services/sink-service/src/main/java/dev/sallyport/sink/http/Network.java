package dev.sallyport.sink.http;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR notation, or a single one.
 *
 * @param bits how many of the leading bits tell it
 */
record Network(InetAddress first, int bits) {
  // Four numbers: what the JDK reads as an address may have fewer, brackets, or a zone.
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

  /** Whether a text is meant to be a network and not a name. */
  static boolean isMeant(String text) {
    var slash = text.indexOf('/');
    return ADDRESS.matcher(slash < 0 ? text : text.substring(0, slash)).matches();
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with words for people
   */
  static Network of(String text) {
    var slash = text.indexOf('/');
    var written = slash < 0 ? text : text.substring(0, slash);
    var address = address(written, text);
    var most = address.getAddress().length * Byte.SIZE;
    var bits = slash < 0 ? most : length(text.substring(slash + 1), most, text);
    var network = new Network(address, bits);
    if (!network.isFirst()) {
      throw new IllegalArgumentException(
          "“%s” has bits beyond its length: write the first address of the network"
              .formatted(text));
    }
    return network;
  }

  private static InetAddress address(String written, String text) {
    if (ADDRESS.matcher(written).matches()) {
      try {
        return InetAddress.ofLiteral(written);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("“%s” is no network".formatted(text), e);
      }
    }
    throw new IllegalArgumentException(
        "“%s” is no network: write it like 10.0.0.0/8".formatted(text));
  }

  private static int length(String written, int most, String text) {
    if (LENGTH.matcher(written).matches()) {
      var bits = Integer.parseInt(written);
      if (bits <= most) {
        return bits;
      }
    }
    throw new IllegalArgumentException(
        "“%s” has no length from 0 to %d behind its slash".formatted(text, most));
  }

  private boolean isFirst() {
    var bytes = first.getAddress();
    for (var bit = bits; bit < bytes.length * Byte.SIZE; bit++) {
      if (bit(bytes, bit)) {
        return false;
      }
    }
    return true;
  }

  boolean holds(InetAddress address) {
    var ours = first.getAddress();
    var theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (var bit = 0; bit < bits; bit++) {
      if (bit(ours, bit) != bit(theirs, bit)) {
        return false;
      }
    }
    return true;
  }

  private static boolean bit(byte[] bytes, int bit) {
    return (bytes[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) != 0;
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + bits;
  }
}
