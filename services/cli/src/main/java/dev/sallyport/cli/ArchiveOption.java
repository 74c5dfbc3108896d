package dev.sallyport.cli;

import dev.sallyport.archive.ArchiveConfiguration;
import dev.sallyport.archive.ArchiveConfiguration.Reading;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Mixed into commands that read an archive: which one. */
final class ArchiveOption {
  private static final Pattern URL = Pattern.compile("s3://([^/]+)/?(.*)");

  @Option(
      names = "--from",
      paramLabel = "s3://BUCKET/PREFIX",
      required = true,
      description =
          "The archive. Endpoint, region and credentials come from SALLYPORT_ARCHIVE_… as for the"
              + " service that writes it, else from where AWS's own clients find them.")
  private String from = "";

  /**
   * @throws CannotStart with all problems at once
   */
  ArchiveConfiguration configuration(Map<String, String> environment) throws CannotStart {
    var url = URL.matcher(from);
    if (!url.matches()) {
      throw new CannotStart(
          "--from is %s; it must be s3://BUCKET or s3://BUCKET/PREFIX.".formatted(from));
    }
    var variables = new TreeMap<>(environment);
    variables.put(ArchiveConfiguration.BUCKET, url.group(1));
    variables.put(ArchiveConfiguration.OBJECT_PREFIX, url.group(2));
    return switch (ArchiveConfiguration.read(variables)) {
      case Reading.Understood(var configuration) -> configuration;
      case Reading.Off _ -> throw new IllegalStateException("a bucket is named");
      case Reading.Refused(var problems) ->
          throw new CannotStart(problems.stream().map(problem -> problem + ".").toList());
    };
  }
}
