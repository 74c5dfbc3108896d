package dev.sallyport.archive;

import java.net.URI;
import java.util.Optional;

/**
 * Which bucket, and how to speak to it.
 *
 * @param prefix stands before every name; empty, or a path without a slash at either end
 * @param endpoint of anything that speaks S3; AWS itself without one
 * @param pathStyle whether the bucket stands in the path of a URL, as most others than AWS need it
 * @param credentials without them, those that AWS's own clients would find: environment, profile,
 *     web identity, container or instance
 * @param role to be assumed with those credentials
 */
public record S3Settings(
    String bucket,
    String prefix,
    Optional<URI> endpoint,
    String region,
    boolean pathStyle,
    Optional<Credentials> credentials,
    Optional<String> role) {

  /** The region where none is named. */
  public static final String REGION = "us-east-1";

  /** An access key with its secret, which is never shown. */
  public record Credentials(String accessKeyId, String secretAccessKey) {
    @Override
    public String toString() {
      return accessKeyId;
    }
  }

  /** {@code s3://bucket/prefix}. */
  public String url() {
    return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
