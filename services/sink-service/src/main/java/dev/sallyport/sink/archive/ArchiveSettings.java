package dev.sallyport.sink.archive;

import dev.sallyport.archive.ArchiveConfiguration;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * The archive, which is off unless a bucket is named. Texts as they are set: {@link
 * ArchiveConfiguration} reads them, here and in the commands.
 */
@ConfigMapping(prefix = "sallyport.archive")
public interface ArchiveSettings {
  Optional<String> bucket();

  /** Stands before every name. */
  Optional<String> prefix();

  /** Of anything that speaks S3; AWS itself without one. */
  Optional<String> endpoint();

  Optional<String> region();

  /** Whether the bucket stands in the path; true by default where an endpoint is named. */
  Optional<String> pathStyle();

  Optional<String> accessKeyId();

  /** Never shown. */
  Optional<String> secretAccessKey();

  /** To be assumed with the credentials. */
  Optional<String> roleArn();

  /** The size of an object, before it is compressed; 8M by default. */
  Optional<String> cutBytes();

  /** How long a record waits for others; 5m by default. */
  Optional<String> cutAfter();

  /** PEM file with the Ed25519 key that manifests are signed with. */
  Optional<String> signingKeyFile();
}
