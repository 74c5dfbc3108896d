package dev.sallyport.sink.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.settings.RefusedConfiguration;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanningAnArchiveTest {
  private static final Map<String, String> SERVERS =
      Map.of(
          "sallyport.kafka.bootstrap.servers", "127.0.0.1:1",
          "sallyport.schema.registry.url", "http://127.0.0.1:1");

  private static Optional<ArchivePlan> plan(Map<String, String> servers, Map<String, String> more) {
    var all = new HashMap<>(servers);
    all.putAll(more);
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(all, "test", 100))
            .withMapping(ArchiveSettings.class)
            .withValidateUnknown(false)
            .build();
    return ArchivePlan.of(config, config.getConfigMapping(ArchiveSettings.class));
  }

  @Test
  void is_off_without_a_bucket() {
    assertThat(plan(SERVERS, Map.of())).isEmpty();
    assertThat(plan(Map.of(), Map.of())).isEmpty();
  }

  @Test
  void reads_every_setting() {
    var plan =
        plan(
                SERVERS,
                Map.of(
                    "sallyport.archive.bucket", "acme-audit",
                    "sallyport.archive.prefix", "ci",
                    "sallyport.archive.endpoint", "http://127.0.0.1:9000",
                    "sallyport.archive.region", "eu-central-1",
                    "sallyport.archive.path-style", "false",
                    "sallyport.archive.access-key-id", "AKIA",
                    "sallyport.archive.secret-access-key", "very/secret",
                    "sallyport.archive.role-arn", "arn:aws:iam::123456789012:role/archive",
                    "sallyport.archive.cut-bytes", "1M",
                    "sallyport.archive.cut-after", "30s"))
            .orElseThrow();

    var s3 = plan.configuration().s3();
    assertThat(s3.url()).isEqualTo("s3://acme-audit/ci");
    assertThat(s3.endpoint()).isPresent();
    assertThat(s3.region()).isEqualTo("eu-central-1");
    assertThat(s3.pathStyle()).isFalse();
    assertThat(s3.credentials().orElseThrow().secretAccessKey()).isEqualTo("very/secret");
    assertThat(s3.role()).isPresent();
    assertThat(plan.configuration().cutting().bytes()).isEqualTo(1L << 20);
    assertThat(plan.configuration().cutting().after()).hasSeconds(30);
    assertThat(plan.toString()).doesNotContain("very/secret");
  }

  @Test
  void tells_all_problems_at_once() {
    assertThatExceptionOfType(RefusedConfiguration.class)
        .isThrownBy(() ->
            plan(
                Map.of(
                    "sallyport.kafka.bootstrap.servers", "127.0.0.1:1",
                    "sallyport.kafka.group.id", "mine"),
                Map.of(
                    "sallyport.archive.bucket", "acme-audit",
                    "sallyport.archive.cut-after", "soon",
                    "sallyport.archive.secret-access-key", "very/secret",
                    "sallyport.archive.bukket", "typo",
                    "sallyport.archive.signing-key-file", "/no/such/file")))
        .satisfies(refused -> {
          assertThat(refused.problems())
              .anySatisfy(it -> assertThat(it).contains("SALLYPORT_ARCHIVE_CUT_AFTER is soon"))
              .anySatisfy(it -> assertThat(it).contains("need each other"))
              .anySatisfy(it -> assertThat(it).contains("SALLYPORT_ARCHIVE_BUKKET is not"))
              .anySatisfy(it -> assertThat(it).contains("/no/such/file, which cannot be read"))
              .anySatisfy(it -> assertThat(it).contains("group.id"))
              .anySatisfy(it -> assertThat(it).contains("SALLYPORT_SCHEMA_REGISTRY_URL"));
          assertThat(refused.getMessage()).doesNotContain("very/secret");
        });
  }
}
