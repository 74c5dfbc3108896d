package dev.sallyport.service.management;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Policies with one to eight accidents each; the same ones for the same seed. */
final class MutatedDocuments {
  private static final int LONGEST = 4 << 10;

  private static final List<byte[]> ORIGINALS =
      List.of(
          bytes("egress-policy: audit\n"),
          bytes(
              """
              # ours
              egress-policy: block
              allowed-endpoints: >
                api.github.com:443
                github.com:443   # é
                *.blob.core.windows.net:443
              """),
          bytes(
              """
              egress-policy: 'block'
              disable-sudo: true
              disable-telemetry: false
              allowed-endpoints: |
                a.example:80
                10.0.0.1:8080
              lockdown-mode: {enabled: true, detections: [Reverse-Shell, Privileged-Container]}
              """),
          bytes(
              """
              ---
              anchors: &all ["a.example:443", "b.example"]
              egress-policy: block
              denied-endpoints: "x.example y.example"
              allowed-endpoints: *all
              ...
              """),
          bytes(
              "{\"egress-policy\": \"block\", \"allowed-endpoints\": \"a.example\\nb.example\"}"));

  private static final List<byte[]> FRAGMENTS =
      List.of(
          bytes(": "),
          bytes("- "),
          bytes("\n"),
          bytes("\r\n"),
          bytes("\t"),
          bytes("&a "),
          bytes("*a "),
          bytes("&a [*a, *a, *a, *a, *a, *a, *a, *a, *a]"),
          bytes("<<: *all\n"),
          bytes("!!java.net.URL [\"http://127.0.0.1:1\"]"),
          bytes("!!binary aGk="),
          bytes("!!set {a, b}"),
          bytes("? a\n: b\n"),
          bytes("|"),
          bytes(">-"),
          bytes("\""),
          bytes("'"),
          bytes("#"),
          bytes("---\n"),
          bytes("...\n"),
          bytes("%YAML 9.9\n"),
          bytes("%TAG ! tag:x,2000:\n"),
          bytes("${{ inputs.x }}"),
          bytes("egress-policy: audit\n"),
          bytes("allowed-endpoints: 1e999\n"),
          bytes("2001-01-01T00:00:00Z"),
          bytes("0x7fffffffffffffffffffffff"),
          bytes(".nan"),
          bytes("https://a.example/x?y#z"),
          bytes("a.example:99999"),
          bytes("\u0000"),
          bytes("\uFEFF"),
          bytes("\u2028"),
          bytes("\uD83D\uDE00"),
          new byte[] {(byte) 0xC0, (byte) 0x80},
          new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
          new byte[] {(byte) 0xFF},
          bytes("[".repeat(500)),
          bytes("{a: ".repeat(200)),
          bytes("- ".repeat(500)),
          bytes("a".repeat(2_000)));

  private final Random random;

  MutatedDocuments(long seed) {
    this.random = new Random(seed);
  }

  byte[] next() {
    var document = one(ORIGINALS);
    for (var accidents = 1 + random.nextInt(8); accidents > 0; accidents--) {
      document = mutated(document);
    }
    return document.length <= LONGEST ? document : Arrays.copyOf(document, LONGEST);
  }

  private byte[] mutated(byte[] document) {
    var from = random.nextInt(document.length + 1);
    var to = from + random.nextInt(Math.min(64, document.length - from) + 1);
    return switch (random.nextInt(6)) {
      case 0 -> joined(document, from, one(FRAGMENTS), from); // inserted
      case 1 -> joined(document, from, one(FRAGMENTS), to); // replaced
      case 2 -> joined(document, from, new byte[0], to); // left out
      case 3 -> joined(document, to, Arrays.copyOfRange(document, from, to), to); // doubled
      case 4 -> joined(document, from, one(ORIGINALS), to); // grafted
      default -> flipped(document);
    };
  }

  private static byte[] joined(byte[] document, int until, byte[] between, int after) {
    var joined = new ByteArrayOutputStream();
    joined.write(document, 0, until);
    joined.writeBytes(between);
    joined.write(document, after, document.length - after);
    return joined.toByteArray();
  }

  private byte[] flipped(byte[] document) {
    var flipped = document.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] one(List<byte[]> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
