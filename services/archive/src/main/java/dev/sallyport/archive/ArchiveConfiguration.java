package dev.sallyport.archive;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An archive as settings describe it, the same for the service that writes it and for commands that
 * read it.
 *
 * @param key to sign manifests with
 */
public record ArchiveConfiguration(S3Settings s3, Cutting cutting, Optional<PrivateKey> key) {
  public static final String BUCKET = "SALLYPORT_ARCHIVE_BUCKET";
  public static final String OBJECT_PREFIX = "SALLYPORT_ARCHIVE_PREFIX";
  public static final String ENDPOINT = "SALLYPORT_ARCHIVE_ENDPOINT";
  public static final String REGION = "SALLYPORT_ARCHIVE_REGION";
  public static final String PATH_STYLE = "SALLYPORT_ARCHIVE_PATH_STYLE";
  public static final String ACCESS_KEY_ID = "SALLYPORT_ARCHIVE_ACCESS_KEY_ID";
  public static final String SECRET_ACCESS_KEY = "SALLYPORT_ARCHIVE_SECRET_ACCESS_KEY";
  public static final String ROLE_ARN = "SALLYPORT_ARCHIVE_ROLE_ARN";
  public static final String CUT_BYTES = "SALLYPORT_ARCHIVE_CUT_BYTES";
  public static final String CUT_AFTER = "SALLYPORT_ARCHIVE_CUT_AFTER";
  public static final String SIGNING_KEY_FILE = "SALLYPORT_ARCHIVE_SIGNING_KEY_FILE";

  /** Every setting, by its variable. */
  public static final List<String> ALL =
      List.of(
          BUCKET,
          OBJECT_PREFIX,
          ENDPOINT,
          REGION,
          PATH_STYLE,
          ACCESS_KEY_ID,
          SECRET_ACCESS_KEY,
          ROLE_ARN,
          CUT_BYTES,
          CUT_AFTER,
          SIGNING_KEY_FILE);

  /** What every setting of the archive begins with. */
  public static final String VARIABLES = "SALLYPORT_ARCHIVE_";

  private static final String STANDARD_BYTES = "8M";
  private static final String STANDARD_AGE = "5m";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");
  private static final Pattern PREFIX = Pattern.compile("[^/\\p{Cntrl}][^\\p{Cntrl}]{0,199}");
  private static final Pattern REGION_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern ROLE = Pattern.compile("arn:[^\\s:]+:iam::[^\\s]+:role/[^\\s]+");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,9})([KM]?)");
  private static final Pattern AGE = Pattern.compile("(\\d{1,6})(s|m|h)");
  private static final long LEAST_BYTES = 64 << 10;
  private static final long MOST_BYTES = 64 << 20;
  private static final Duration MOST_AGE = Duration.ofHours(24);

  /** What came of reading. */
  public sealed interface Reading {
    /** No bucket is named: nothing is archived. */
    record Off() implements Reading {}

    record Understood(ArchiveConfiguration configuration) implements Reading {}

    /**
     * @param problems all of them; none tells a secret
     */
    record Refused(List<String> problems) implements Reading {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * Reads settings; one that is blank counts as not set.
   *
   * @param variables by their names; others than those of the archive are left alone
   */
  public static Reading read(Map<String, String> variables) {
    return new Reader(variables).read();
  }

  private static final class Reader {
    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    Reader(Map<String, String> variables) {
      this.variables = variables;
    }

    Reading read() {
      variables.keySet().stream()
          .filter(name -> name.startsWith(VARIABLES) && !ALL.contains(name))
          .sorted()
          .forEach(name ->
              problems.add(name + " is not a setting: compare the spelling with the reference"));
      var bucket = matching(BUCKET, NAME, "the name of a bucket");
      if (bucket == null && problems.isEmpty()) {
        ALL.stream()
            .filter(name -> value(name).isPresent())
            .forEach(name ->
                problems.add(
                    "%s is set, but without %s nothing is archived".formatted(name, BUCKET)));
        return problems.isEmpty() ? new Reading.Off() : new Reading.Refused(problems);
      }
      var configuration =
          new ArchiveConfiguration(s3(bucket == null ? "" : bucket), cutting(), key());
      return problems.isEmpty()
          ? new Reading.Understood(configuration)
          : new Reading.Refused(problems);
    }

    private S3Settings s3(String bucket) {
      var endpoint = parsed(ENDPOINT, "an http or https URL", Reader::url);
      var prefix =
          matching(
              OBJECT_PREFIX, PREFIX, "a path of at most 200 characters, without a slash first");
      return new S3Settings(
          bucket,
          prefix == null ? "" : prefix.replaceAll("/+$", ""),
          Optional.ofNullable(endpoint),
          Optional.ofNullable(matching(REGION, REGION_NAME, "the name of a region"))
              .orElse(S3Settings.REGION),
          pathStyle(endpoint != null),
          credentials(),
          Optional.ofNullable(
              matching(ROLE_ARN, ROLE, "the ARN of a role, arn:aws:iam::ACCOUNT:role/NAME")));
    }

    private boolean pathStyle(boolean standard) {
      var given =
          parsed(
              PATH_STYLE,
              "true or false",
              text ->
                  switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> null;
                  });
      return given == null ? standard : given;
    }

    private Optional<S3Settings.Credentials> credentials() {
      var id = value(ACCESS_KEY_ID);
      var secret = value(SECRET_ACCESS_KEY);
      if (id.isPresent() != secret.isPresent()) {
        problems.add(
            "%s and %s need each other: set both or neither"
                .formatted(ACCESS_KEY_ID, SECRET_ACCESS_KEY));
      }
      return id.flatMap(one -> secret.map(other -> new S3Settings.Credentials(one, other)));
    }

    private Cutting cutting() {
      var bytes = parsed(CUT_BYTES, "64K to 64M", Reader::bytes);
      var age = parsed(CUT_AFTER, "1s to 24h, such as 90s or 5m", Reader::age);
      return Cutting.of(
          bytes == null ? required(bytes(STANDARD_BYTES)) : bytes,
          age == null ? required(age(STANDARD_AGE)) : age);
    }

    private static <T> T required(@Nullable T standard) {
      return Optional.ofNullable(standard).orElseThrow();
    }

    private Optional<PrivateKey> key() {
      var file = value(SIGNING_KEY_FILE);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(ManifestKey.privateKey(Path.of(file.get())));
      } catch (ManifestKey.Unusable unusable) {
        problems.add(SIGNING_KEY_FILE + " cannot be used: " + unusable.getMessage());
      } catch (IOException unreadable) {
        problems.add("%s is %s, which cannot be read".formatted(SIGNING_KEY_FILE, file.get()));
      }
      return Optional.empty();
    }

    private Optional<String> value(String name) {
      return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    private @Nullable String matching(String name, Pattern pattern, String expected) {
      return parsed(name, expected, text -> pattern.matcher(text).matches() ? text : null);
    }

    private <T> @Nullable T parsed(
        String name, String expected, Function<String, @Nullable T> parse) {
      var value = value(name);
      if (value.isEmpty()) {
        return null;
      }
      var parsed = parse.apply(value.get());
      if (parsed == null) {
        problems.add("%s is %s; it must be %s".formatted(name, value.get(), expected));
      }
      return parsed;
    }

    private static @Nullable URI url(String text) {
      try {
        var url = new URI(text);
        var web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        return web && url.getHost() != null && url.getUserInfo() == null ? url : null;
      } catch (URISyntaxException malformed) {
        return null;
      }
    }

    private static @Nullable Long bytes(String text) {
      var parts = BYTES.matcher(text.toUpperCase(Locale.ROOT));
      if (!parts.matches()) {
        return null;
      }
      var bytes =
          Long.parseLong(parts.group(1))
              * switch (parts.group(2)) {
                case "K" -> 1L << 10;
                case "M" -> 1L << 20;
                default -> 1L;
              };
      return bytes >= LEAST_BYTES && bytes <= MOST_BYTES ? bytes : null;
    }

    private static @Nullable Duration age(String text) {
      var parts = AGE.matcher(text);
      if (!parts.matches()) {
        return null;
      }
      var number = Long.parseLong(parts.group(1));
      var age =
          switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
          };
      return age.isPositive() && age.compareTo(MOST_AGE) <= 0 ? age : null;
    }
  }
}
