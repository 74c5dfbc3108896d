package dev.sallyport.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against a server that checks signatures. */
class KeepingInS3IT extends BucketContract {
  @Override
  Bucket bucket() {
    return S3Bucket.of(S3UnderTest.fresh());
  }

  @Test
  void is_refused_with_another_secret_and_does_not_tell_it() {
    var bucket = S3UnderTest.fresh().bucket();
    try (var s3 = S3Bucket.of(S3UnderTest.settings(bucket, "not-the-secret"))) {
      assertThatExceptionOfType(BucketFailure.class)
          .isThrownBy(() -> s3.putIfAbsent("topics/one", bytes("content"), Map.of()))
          .withMessageContaining("Cannot write topics/one in s3://" + bucket)
          .withMessageNotContaining("not-the-secret");
    }
  }

  @Test
  void tells_a_bucket_that_is_not_there_from_an_object_that_is_not() {
    try (var s3 = S3Bucket.of(S3UnderTest.settings("nowhere", "local-credential"))) {
      assertThatExceptionOfType(BucketFailure.class)
          .isThrownBy(() -> s3.get("topics/one"))
          .withMessageContaining("s3://nowhere");
      assertThatExceptionOfType(BucketFailure.class).isThrownBy(() -> s3.list("topics", "", 1));
      assertThat(S3UnderTest.settings("nowhere", "local-credential").toString())
          .doesNotContain("local-credential");
    }
  }
}
