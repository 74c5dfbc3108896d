package dev.sallyport.archive;

import static dev.sallyport.archive.ArchivedLog.PARTITION;
import static dev.sallyport.archive.ArchivedLog.TOPIC_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.topology.WrittenEvents;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.verify.ExportedHead;
import dev.sallyport.topology.verify.HeadFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritingManifestsTest {
  private static final Topics TOPICS = new Topics("");
  // All events of the log are of this day.
  private static final LocalDate FIRST = LocalDate.ofInstant(WrittenEvents.START, ZoneOffset.UTC);
  private static final KeyPair KEYS = keys();

  private final MemoryBucket bucket = new MemoryBucket();
  private final Manifests signed = new Manifests(bucket, TOPICS, Optional.of(KEYS.getPrivate()));
  private final Manifests unsigned = new Manifests(bucket, TOPICS, Optional.empty());

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void archive() {
    var log = new ArchivedLog(20);
    var writer =
        PartitionWriter.open(
            bucket, PARTITION, TOPIC_ID, new Cutting(10_000, Duration.ZERO, () -> 0));
    log.from(0).forEach(writer::take);
    var _ = writer.cutIfOld();
  }

  private Manifests.Kept kept(LocalDate day) {
    return signed.kept(Manifests.name(day)).orElseThrow();
  }

  private static List<ExportedHead> heads(Manifests.Kept manifest) throws Exception {
    return HeadFile.parse(manifest.name(), new String(manifest.content(), StandardCharsets.UTF_8));
  }

  @Test
  void tells_the_heads_at_the_end_of_each_day_that_has_ended() throws Exception {
    var result = signed.write(FIRST.plusDays(3), _ -> {});

    assertThat(result).isEqualTo(new Manifests.Result(3, 3, 3, List.of()));
    assertThat(heads(kept(FIRST)))
        .extracting(ExportedHead::owner, ExportedHead::sequence)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("acme", 11L),
            org.assertj.core.groups.Tuple.tuple("globex", 11L));
    assertThat(heads(kept(FIRST.plusDays(2)))).isEqualTo(heads(kept(FIRST)));
    assertThat(signed.newest().orElseThrow().name()).isEqualTo(Manifests.name(FIRST.plusDays(2)));
    assertThat(signed.written(FIRST)).isTrue();
    assertThat(signed.written(FIRST.plusDays(3))).isFalse();
  }

  @Test
  void leaves_out_a_day_that_has_not_ended() {
    assertThat(signed.write(FIRST, _ -> {})).isEqualTo(new Manifests.Result(0, 0, 0, List.of()));
    assertThat(signed.newest()).isEmpty();
  }

  @Test
  void signs_what_it_writes() {
    signed.write(FIRST.plusDays(1), _ -> {});
    var manifest = kept(FIRST);
    var signature = manifest.signature().orElseThrow();

    assertThat(ManifestKey.signed(KEYS.getPublic(), manifest.content(), signature)).isTrue();
    assertThat(ManifestKey.signed(keys().getPublic(), manifest.content(), signature)).isFalse();
    manifest.content()[30] ^= 1;
    assertThat(ManifestKey.signed(KEYS.getPublic(), manifest.content(), signature)).isFalse();
    assertThat(ManifestKey.signed(KEYS.getPublic(), manifest.content(), new byte[3])).isFalse();
  }

  @Test
  void cannot_be_passed_off_as_another_day() {
    signed.write(FIRST.plusDays(2), _ -> {});

    assertThat(kept(FIRST).content()).isNotEqualTo(kept(FIRST.plusDays(1)).content());
    assertThat(new String(kept(FIRST).content(), StandardCharsets.UTF_8))
        .contains("\"day\":\"" + FIRST + "\"");
  }

  @Test
  void writes_the_same_again_after_it_was_lost() {
    signed.write(FIRST.plusDays(1), _ -> {});
    var before = kept(FIRST);
    bucket.remove(Manifests.name(FIRST));

    assertThat(signed.write(FIRST.plusDays(1), _ -> {}))
        .isEqualTo(new Manifests.Result(1, 1, 0, List.of()));
    assertThat(kept(FIRST).content()).isEqualTo(before.content());
    assertThat(kept(FIRST).signature().orElseThrow()).isEqualTo(before.signature().orElseThrow());
  }

  @Test
  void signs_later_what_was_not_signed() {
    assertThat(unsigned.write(FIRST.plusDays(1), _ -> {}).signed()).isZero();
    assertThat(unsigned.written(FIRST)).isTrue();
    assertThat(signed.written(FIRST)).isFalse();

    assertThat(signed.write(FIRST.plusDays(1), _ -> {}))
        .isEqualTo(new Manifests.Result(1, 0, 1, List.of()));
  }

  @Test
  void tells_what_differs_and_leaves_it() {
    signed.write(FIRST.plusDays(2), _ -> {});
    bucket.tamper(Manifests.name(FIRST), new byte[] {1}, Map.of());

    assertThat(signed.write(FIRST.plusDays(2), _ -> {}).differing()).containsExactly(FIRST);
    assertThat(kept(FIRST).content()).isEqualTo(new byte[] {1});
  }

  @Test
  void reads_keys_as_openssl_writes_them(@TempDir Path folder) throws Exception {
    var secret = folder.resolve("key.pem");
    var open = folder.resolve("public.pem");
    Files.writeString(secret, pem("PRIVATE KEY", KEYS.getPrivate().getEncoded()));
    Files.writeString(open, pem("PUBLIC KEY", KEYS.getPublic().getEncoded()));
    var content = "heads".getBytes(StandardCharsets.UTF_8);

    var signature = ManifestKey.sign(ManifestKey.privateKey(secret), content);

    assertThat(ManifestKey.signed(ManifestKey.publicKey(open), content, signature)).isTrue();
    assertThat(ManifestKey.signature(folder.resolve("a.jsonl")))
        .isEqualTo(folder.resolve("a.jsonl.sig"));
    assertThatExceptionOfType(ManifestKey.Unusable.class)
        .isThrownBy(() -> ManifestKey.privateKey(open))
        .withMessageContaining("public.pem holds no \"BEGIN PRIVATE KEY\"");
    Files.writeString(secret, pem("PRIVATE KEY", new byte[] {1, 2, 3}));
    assertThatExceptionOfType(ManifestKey.Unusable.class)
        .isThrownBy(() -> ManifestKey.privateKey(secret))
        .withMessageContaining("holds no Ed25519 key");
  }

  private static String pem(String kind, byte[] key) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(key), kind);
  }
}
