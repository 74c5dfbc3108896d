package dev.sallyport.simulator;

import dev.sallyport.domain.blocklist.GlobalBlockList;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Runs an organization's workflows against a running Sallyport, over its public API. */
public final class Simulator {
  private final HttpClient http;
  private final URI url;
  private final Organization organization;
  private final RunnerKeys keys;
  private final InstantSource clock = InstantSource.system();

  public Simulator(HttpClient http, URI url, Organization organization, RunnerKeys keys) {
    this.http = http;
    this.url = url;
    this.organization = organization;
    this.keys = keys;
  }

  /**
   * How much, and how fast.
   *
   * @param runs of workflows altogether
   * @param seed of what happens in them, whatever the server's answers
   * @param jobsPerSecond that start; 0: as many as there is room for
   * @param atOnce jobs that may be running
   */
  public record Pace(int runs, long seed, double jobsPerSecond, int atOnce) {
    public Pace {
      if (runs < 1 || jobsPerSecond < 0 || atOnce < 1) {
        throw new IllegalArgumentException("A simulation has runs, a rate and room for a job.");
      }
    }
  }

  /** Is told how far it is; never by two threads at once. */
  @FunctionalInterface
  public interface Progress {
    void at(int done, int total, String job);
  }

  /** Runs all of it, whatever fails on the way. */
  public Summary run(Pace pace, Progress progress) throws InterruptedException {
    var api = new RunnerApi(http, url, organization.name());
    var tally = new Tally();
    var plan = Plan.of(organization, pace.runs(), pace.seed(), clock.instant());
    var play = new JobPlay(api, keys, blockList(api, tally), clock, tally);
    var show = new Show(play, pace, progress, plan.all().size());
    show.together(plan.before());
    show.oneByOne(plan.incident());
    show.together(plan.after());
    return tally.summary(pace.runs(), plan.all().size(), show.soFar());
  }

  // As agents have it, which go on without one.
  private static GlobalBlockList blockList(RunnerApi api, Tally tally) throws InterruptedException {
    try {
      return api.blockList();
    } catch (IOException missing) {
      tally.fail(missing);
      return GlobalBlockList.empty();
    }
  }

  private static final class Show {
    private final JobPlay play;
    private final Pace pace;
    private final Progress progress;
    private final int total;
    private final long began = System.nanoTime();
    private int started;
    private int done;

    Show(JobPlay play, Pace pace, Progress progress, int total) {
      this.play = play;
      this.pace = pace;
      this.progress = progress;
      this.total = total;
    }

    Duration soFar() {
      return Duration.ofNanos(System.nanoTime() - began);
    }

    void together(List<PlannedJob> jobs) throws InterruptedException {
      var room = new Semaphore(pace.atOnce());
      var running = new ArrayList<Future<?>>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var job : jobs) {
          awaitTurn();
          room.acquire();
          running.add(
              threads.submit(() -> {
                try {
                  var _ = play.play(job, false);
                  tell(job);
                } finally {
                  room.release();
                }
                return null;
              }));
        }
      }
      for (var each : running) {
        try {
          each.get();
        } catch (ExecutionException broken) {
          throw new IllegalStateException("A job could not be played", broken.getCause());
        }
      }
    }

    // The first job that its policy would have stopped has a list of its own in its workflow file.
    void oneByOne(List<PlannedJob> jobs) throws InterruptedException {
      var inlineList = false;
      for (var job : jobs) {
        awaitTurn();
        inlineList |= play.play(job, job.part() != PlannedJob.Part.NONE && !inlineList);
        tell(job);
      }
    }

    private void awaitTurn() throws InterruptedException {
      if (pace.jobsPerSecond() > 0) {
        var due = (long) (started / pace.jobsPerSecond() * 1e9);
        Thread.sleep(Duration.ofNanos(Math.max(0, due - soFar().toNanos())));
      }
      started++;
    }

    private synchronized void tell(PlannedJob job) {
      progress.at(++done, total, job.repository() + " " + job.workflow() + " " + job.name());
    }
  }
}
