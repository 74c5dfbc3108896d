package dev.sallyport.sink.archive;

import dev.sallyport.archive.ArchiveConfiguration;
import io.smallrye.config.ConfigMapping;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The archive, which is off unless a bucket is named. Texts as they are set: {@link
 * ArchiveConfiguration} reads them, here and in the commands.
 */
@ConfigMapping(prefix = "sallyport.archive")
interface ArchiveSettings {
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

  /** By their variables, those that are set. */
  default Map<String, String> variables() {
    var variables = new TreeMap<String, String>();
    bucket().ifPresent(value -> variables.put(ArchiveConfiguration.BUCKET, value));
    prefix().ifPresent(value -> variables.put(ArchiveConfiguration.OBJECT_PREFIX, value));
    endpoint().ifPresent(value -> variables.put(ArchiveConfiguration.ENDPOINT, value));
    region().ifPresent(value -> variables.put(ArchiveConfiguration.REGION, value));
    pathStyle().ifPresent(value -> variables.put(ArchiveConfiguration.PATH_STYLE, value));
    accessKeyId().ifPresent(value -> variables.put(ArchiveConfiguration.ACCESS_KEY_ID, value));
    secretAccessKey()
        .ifPresent(value -> variables.put(ArchiveConfiguration.SECRET_ACCESS_KEY, value));
    roleArn().ifPresent(value -> variables.put(ArchiveConfiguration.ROLE_ARN, value));
    cutBytes().ifPresent(value -> variables.put(ArchiveConfiguration.CUT_BYTES, value));
    cutAfter().ifPresent(value -> variables.put(ArchiveConfiguration.CUT_AFTER, value));
    signingKeyFile()
        .ifPresent(value -> variables.put(ArchiveConfiguration.SIGNING_KEY_FILE, value));
    return variables;
  }
}
