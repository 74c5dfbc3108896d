package dev.sallyport.archive;

import dev.sallyport.locals3.LocalS3;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The S3 that the integration tests of this JVM ask, each in a bucket of its own. */
final class S3UnderTest {
  private static final AtomicInteger NAMES = new AtomicInteger();

  private S3UnderTest() {}

  /** An empty bucket, and a prefix in it. */
  static S3Settings fresh() {
    var name = "archive-" + NAMES.incrementAndGet();
    Shared.S3.makeBucket(name);
    return settings(name, LocalS3.SECRET_ACCESS_KEY);
  }

  static S3Settings settings(String bucket, String secret) {
    return new S3Settings(
        bucket,
        "of/one installation",
        Optional.of(Shared.S3.endpoint()),
        S3Settings.REGION,
        true,
        Optional.of(new S3Settings.Credentials(LocalS3.ACCESS_KEY_ID, secret)),
        Optional.empty());
  }

  private static final class Shared {
    static final LocalS3 S3 = started();

    private static LocalS3 started() {
      var s3 = LocalS3.start();
      Runtime.getRuntime().addShutdownHook(new Thread(s3::close, "close-s3"));
      return s3;
    }
  }
}
