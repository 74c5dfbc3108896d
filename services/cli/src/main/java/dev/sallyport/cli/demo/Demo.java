package dev.sallyport.cli.demo;

import dev.sallyport.simulator.Simulator.Pace;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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
          + " 60 policies, attachments at every scope, and some history. Then lets its"
          + " workflows run: jobs look their policies up and report what they call, and in"
          + " the middle a package that several of them install turns out to be compromised."
          + " Takes the admin key from SALLYPORT_ADMIN_KEY, or asks for it. Loading it twice"
          + " changes no policy the second time within a day; the runs are others each time."
          + " Their runner keys are revoked at the end; if it is interrupted, those named"
          + " “demo runners” are left for you to revoke.",
      ""
    })
public final class Demo implements Callable<Integer> {
  private static final String KEY = "SALLYPORT_ADMIN_KEY";
  private static final long SEED = 7;
  private static final int JOBS_AT_ONCE = 16;

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

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How many workflows run; 0: none (default: ${DEFAULT-VALUE}).",
      defaultValue = "140")
  private int runs = 140;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "How many jobs start a second (default: as many as are answered).",
      defaultValue = "0",
      showDefaultValue = CommandLine.Help.Visibility.NEVER)
  private double rate;

  @Option(
      names = "--repositories",
      paramLabel = "N",
      description =
          "How many repositories have runs: beyond the first 40, ones without a policy of their own"
              + " (default: ${DEFAULT-VALUE}).",
      defaultValue = "40")
  private int repositories = 40;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (runs < 0 || rate < 0 || repositories < 0) {
      throw new ParameterException(spec.commandLine(), "None of the numbers can be negative.");
    }
    var out = System.out;
    var story = Story.load();
    var client = HttpClient.newBuilder();
    if (ca != null) {
      client.sslContext(TrustedCertificates.only(ca));
    }
    var failed = false;
    try (var http = client.build()) {
      var api = new ManagementApi(http, url, key());
      load(story, api, out);
      if (runs > 0) {
        failed = !run(new Runs(http, url, api, story, repositories), out);
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
    return failed ? 1 : 0;
  }

  private static void load(Story story, ManagementApi api, PrintStream out)
      throws IOException, InterruptedException {
    var bar = new ProgressBar(out, terminal());
    var done = 0;
    for (var step : story.steps()) {
      api.take(story.organization(), step, "demo-" + done);
      bar.at(++done, story.steps().size(), step.getClass().getSimpleName() + " " + step.policy());
    }
  }

  /** Whether all went well. */
  private boolean run(Runs workflows, PrintStream out) throws IOException, InterruptedException {
    var bar = new ProgressBar(out, terminal());
    var summary = workflows.run(new Pace(runs, SEED, rate, JOBS_AT_ONCE), bar::at);
    out.println(summary);
    if (summary.failed() > 0) {
      System.err.printf(
          "%d requests of these runs failed, among them:%n  %s%n",
          summary.failed(), String.join("\n  ", summary.failures()));
    }
    return summary.failed() == 0;
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
