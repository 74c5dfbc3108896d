package dev.sallyport.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Loads the demo organization through the public API. */
@Command(
    name = "demo",
    sortOptions = false,
    description = {
      "Loads a believable organization into a running Sallyport: 40 repositories,"
          + " 60 policies, attachments at every scope, and some history. Takes the"
          + " admin key from SALLYPORT_ADMIN_KEY, or asks for it. Loading it twice"
          + " changes nothing the second time within a day.",
      ""
    })
public final class Demo implements Callable<Integer> {
  private static final String KEY = "SALLYPORT_ADMIN_KEY";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Where Sallyport is (environment: SALLYPORT_PUBLIC_URL, else http://127.0.0.1:8080).",
      defaultValue = "${env:SALLYPORT_PUBLIC_URL:-http://127.0.0.1:8080}")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "The certificate (PEM) of a private CA to trust.")
  private @Nullable Path ca;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var out = System.out;
    var story = Story.load();
    var client = HttpClient.newBuilder();
    if (ca != null) {
      client.sslContext(TrustedCertificates.only(ca));
    }
    try (var http = client.build()) {
      var api = new ManagementApi(http, url, key());
      var bar = new ProgressBar(out, terminal(), story.steps().size());
      var done = 0;
      for (var step : story.steps()) {
        api.take(story.organization(), step, "demo-" + done);
        bar.at(++done, step.getClass().getSimpleName() + " " + step.policy());
      }
    } catch (ManagementApi.Declined declined) {
      out.println();
      System.err.println(declined.getMessage());
      return 1;
    } catch (IOException unreachable) {
      out.println();
      System.err.println(
          "No answer from %s (%s). Is it running? Start it with ./sallyport up, or name it with --url."
              .formatted(url, unreachable));
      return 1;
    }
    out.printf(
        "%s is there. See it with:%n  curl %s-H \"Authorization: Bearer $%s\" %s/v1/github/%s/actions/policies%n",
        story.organization(),
        ca == null ? "" : "--cacert " + ca + " ",
        KEY,
        url,
        story.organization());
    return 0;
  }

  // Never an option: what stands on a command line can be read by every user of the machine.
  private String key() {
    var preset = System.getenv(KEY);
    if (preset != null && !preset.isBlank()) {
      return preset.strip();
    }
    if (!terminal()) {
      throw new ParameterException(
          spec.commandLine(), "Put the admin key that ./sallyport up printed into " + KEY + ".");
    }
    var typed = Objects.requireNonNull(System.console()).readPassword("Admin key: ");
    return typed == null ? "" : new String(typed).strip();
  }

  // Null where neither end is a terminal, whatever the analysis expects of newer JDKs.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean terminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }
}
