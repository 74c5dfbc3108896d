package dev.sallyport.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.archive.ArchiveConfiguration.Reading;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguringAnArchiveTest {
  private static ArchiveConfiguration understood(Map<String, String> variables) {
    return switch (ArchiveConfiguration.read(variables)) {
      case Reading.Understood(var configuration) -> configuration;
      case Reading.Off _ -> throw new AssertionError("off");
      case Reading.Refused(var problems) -> throw new AssertionError(problems);
    };
  }

  private static List<String> problems(Map<String, String> variables) {
    return ArchiveConfiguration.read(variables) instanceof Reading.Refused(var problems)
        ? problems
        : List.of();
  }

  @Test
  void archives_nothing_without_a_bucket() {
    assertThat(ArchiveConfiguration.read(Map.of("SALLYPORT_HTTP_PORT", "1", "PATH", "x")))
        .isEqualTo(new Reading.Off());
    assertThat(ArchiveConfiguration.read(Map.of(ArchiveConfiguration.BUCKET, " ")))
        .isEqualTo(new Reading.Off());
  }

  @Test
  void needs_only_a_bucket() {
    var configuration = understood(Map.of(ArchiveConfiguration.BUCKET, "acme-audit"));

    assertThat(configuration.s3())
        .isEqualTo(
            new S3Settings(
                "acme-audit",
                "",
                Optional.empty(),
                "us-east-1",
                false,
                Optional.empty(),
                Optional.empty()));
    assertThat(configuration.cutting().bytes()).isEqualTo(8L << 20);
    assertThat(configuration.cutting().after()).isEqualTo(Duration.ofMinutes(5));
    assertThat(configuration.key()).isEmpty();
  }

  @Test
  void understands_all_of_them() {
    var configuration =
        understood(
            Map.of(
                ArchiveConfiguration.BUCKET, "acme-audit",
                ArchiveConfiguration.OBJECT_PREFIX, "ci/sallyport/",
                ArchiveConfiguration.ENDPOINT, "https://minio.example:9000",
                ArchiveConfiguration.REGION, "eu-central-1",
                ArchiveConfiguration.ACCESS_KEY_ID, "AKIA",
                ArchiveConfiguration.SECRET_ACCESS_KEY, "very/secret",
                ArchiveConfiguration.ROLE_ARN, "arn:aws:iam::123456789012:role/archive",
                ArchiveConfiguration.CUT_BYTES, "512k",
                ArchiveConfiguration.CUT_AFTER, "90s"));

    assertThat(configuration.s3().url()).isEqualTo("s3://acme-audit/ci/sallyport");
    assertThat(configuration.s3().endpoint()).contains(URI.create("https://minio.example:9000"));
    assertThat(configuration.s3().pathStyle()).as("with an endpoint").isTrue();
    assertThat(configuration.s3().role()).isPresent();
    assertThat(configuration.cutting().bytes()).isEqualTo(512L << 10);
    assertThat(configuration.cutting().after()).isEqualTo(Duration.ofSeconds(90));
    assertThat(configuration.toString()).doesNotContain("very/secret");
  }

  @Test
  void tells_all_problems_at_once_and_no_secret(@TempDir Path folder) throws Exception {
    var key = Files.writeString(folder.resolve("key.pem"), "no key");
    var variables = new HashMap<String, String>();
    variables.put(ArchiveConfiguration.BUCKET, "a/b");
    variables.put(ArchiveConfiguration.OBJECT_PREFIX, "/first");
    variables.put(ArchiveConfiguration.ENDPOINT, "minio:9000");
    variables.put(ArchiveConfiguration.PATH_STYLE, "yes");
    variables.put(ArchiveConfiguration.SECRET_ACCESS_KEY, "very/secret");
    variables.put(ArchiveConfiguration.ROLE_ARN, "archive");
    variables.put(ArchiveConfiguration.CUT_BYTES, "1");
    variables.put(ArchiveConfiguration.CUT_AFTER, "5");
    variables.put(ArchiveConfiguration.SIGNING_KEY_FILE, key.toString());
    variables.put("SALLYPORT_ARCHIVE_BUKKET", "typo");

    var problems = problems(variables);

    assertThat(problems)
        .hasSize(10)
        .anySatisfy(problem -> assertThat(problem).contains("_BUKKET is not a setting"))
        .anySatisfy(problem -> assertThat(problem).contains("_ENDPOINT is minio:9000; it must be"))
        .anySatisfy(problem -> assertThat(problem).contains("need each other"))
        .anySatisfy(problem -> assertThat(problem).contains("key.pem holds no"))
        .noneSatisfy(problem -> assertThat(problem).contains("very/secret"));
    variables.put(ArchiveConfiguration.SIGNING_KEY_FILE, folder.resolve("absent").toString());
    assertThat(problems(variables)).anySatisfy(it -> assertThat(it).contains("cannot be read"));
  }

  @Test
  void refuses_settings_that_nothing_comes_of() {
    assertThat(problems(Map.of(ArchiveConfiguration.REGION, "eu-central-1")))
        .containsExactly(
            "SALLYPORT_ARCHIVE_REGION is set, but without SALLYPORT_ARCHIVE_BUCKET nothing is archived");
  }
}
