package dev.sallyport.domain.document;

/** Counts bytes without making them. */
final class Utf8 {
  private Utf8() {}

  static long length(String text) {
    var bytes = 0L;
    for (var at = 0; at < text.length(); at++) {
      var c = text.charAt(at);
      if (c < 0x80) {
        bytes += 1;
      } else if (c < 0x800 || Character.isSurrogate(c)) {
        bytes += 2; // half of a pair, which takes four
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }
}
