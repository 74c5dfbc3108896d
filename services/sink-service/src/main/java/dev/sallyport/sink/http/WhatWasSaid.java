package dev.sallyport.sink.http;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;

/** What others said, for people: one line, nothing that cannot be seen, and no secret echoed. */
final class WhatWasSaid {
  private WhatWasSaid() {}

  static String of(byte[] said, Set<String> secrets) {
    return of(new String(said, StandardCharsets.UTF_8), secrets);
  }

  static String of(String said, Set<String> secrets) {
    // The longest first: one may be part of another.
    var hidden = said;
    for (var secret :
        secrets.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
      if (!secret.isEmpty()) {
        hidden = hidden.replace(secret, "…");
      }
    }
    var readable = new StringBuilder();
    hidden.codePoints().map(point -> seen(point) ? point : ' ').forEach(readable::appendCodePoint);
    return readable.toString().replaceAll(" {2,}", " ").strip();
  }

  private static boolean seen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
