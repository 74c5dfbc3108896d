package dev.sallyport.archive;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * A bucket of Amazon S3 or of anything that speaks its API. Requests take a minute at most, with
 * the attempts of the SDK itself.
 */
public final class S3Bucket implements Bucket {
  private static final Duration ATTEMPT = Duration.ofSeconds(25);
  private static final Duration ALTOGETHER = Duration.ofSeconds(60);
  private static final int NOT_FOUND = 404;
  private static final int THERE_ALREADY = 412;
  private static final String SESSION = "sallyport-archive";

  private final S3Settings settings;
  private final S3Client client;
  private final List<AutoCloseable> closedLast;

  private S3Bucket(S3Settings settings, S3Client client, List<AutoCloseable> closedLast) {
    this.settings = settings;
    this.client = client;
    this.closedLast = closedLast;
  }

  /** Asks nothing yet. */
  public static S3Bucket of(S3Settings settings) {
    var base =
        settings
            .credentials()
            .<AwsCredentialsProvider>map(given ->
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(given.accessKeyId(), given.secretAccessKey())))
            .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    if (settings.role().isEmpty()) {
      return new S3Bucket(settings, client(settings, base), List.of());
    }
    var sts =
        StsClient.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(base)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    var assumed =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(
                request -> request.roleArn(settings.role().orElseThrow()).roleSessionName(SESSION))
            .build();
    return new S3Bucket(settings, client(settings, assumed), List.of(assumed, sts));
  }

  private static S3Client client(S3Settings settings, AwsCredentialsProvider credentials) {
    var builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials)
            .forcePathStyle(settings.pathStyle())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            // Checksums in trailers and signed chunks are more than many others than AWS speak.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
            .overrideConfiguration(
                override -> override.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(ALTOGETHER));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  @Override
  public boolean putIfAbsent(String name, byte[] content, Map<String, String> metadata) {
    try {
      return asked(
          "write " + name,
          () -> {
            client.putObject(
                request ->
                    request
                        .bucket(settings.bucket())
                        .key(key(name))
                        .metadata(metadata)
                        .contentType(contentType(name))
                        .ifNoneMatch("*"),
                RequestBody.fromBytes(content));
            return true;
          });
    } catch (BucketFailure failure) {
      if (status(failure) == THERE_ALREADY) {
        return false;
      }
      // 409 among them: another writer is at it just now, and it is not known how that ends.
      throw failure;
    }
  }

  // Not as Content-Encoding gzip: clients that undo that by themselves would see other bytes.
  private static String contentType(String name) {
    return name.endsWith(".gz") ? "application/gzip" : "application/octet-stream";
  }

  @Override
  public Optional<Map<String, String>> metadata(String name) {
    return found(() ->
        asked(
            "look at " + name,
            () ->
                client
                    .headObject(request -> request.bucket(settings.bucket()).key(key(name)))
                    .metadata()));
  }

  @Override
  public Optional<Stored> get(String name) {
    return found(() ->
        asked(
            "read " + name,
            () -> {
              var answer =
                  client.getObjectAsBytes(
                      request -> request.bucket(settings.bucket()).key(key(name)));
              return new Stored(answer.asByteArrayUnsafe(), answer.response().metadata());
            }));
  }

  @Override
  public List<String> list(String folder, String after, int limit) {
    return asked(
        "list " + folder,
        () ->
            client
                .listObjectsV2(request -> {
                  request.bucket(settings.bucket()).prefix(key(folder) + "/").maxKeys(limit);
                  if (!after.isEmpty()) {
                    request.startAfter(key(after));
                  }
                })
                .contents()
                .stream()
                .map(S3Object::key)
                .map(this::name)
                .toList());
  }

  private String key(String name) {
    return settings.prefix().isEmpty() ? name : settings.prefix() + "/" + name;
  }

  private String name(String key) {
    return settings.prefix().isEmpty() ? key : key.substring(settings.prefix().length() + 1);
  }

  private <T> T asked(String what, Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException failure) {
      throw new BucketFailure(
          "Cannot %s in %s: %s".formatted(what, settings.url(), failure.getMessage()), failure);
    }
  }

  // A bucket that is not there answers 404, too: that is an object missing for nobody.
  private static <T> Optional<T> found(Supplier<T> request) {
    try {
      return Optional.of(request.get());
    } catch (BucketFailure failure) {
      if (failure.getCause() instanceof NoSuchKeyException && status(failure) == NOT_FOUND) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private static int status(BucketFailure failure) {
    return failure.getCause() instanceof S3Exception answered ? answered.statusCode() : 0;
  }

  @Override
  public void close() {
    client.close();
    for (var each : closedLast) {
      closeQuietly(each);
    }
  }

  private static void closeQuietly(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception failure) {
      throw new IllegalStateException("A client of AWS cannot be closed", failure);
    }
  }
}
