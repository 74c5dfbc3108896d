package dev.sallyport.cli;

import dev.sallyport.local.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A child that is kept running: started again with growing pauses when it ends, unless it refused
 * its configuration or was told to stop.
 */
final class SupervisedChild {
  private static final Pattern IMPORTANT = Pattern.compile("\\b(ERROR|FATAL)\\b");
  private static final Duration AFTER_A_KILL = Duration.ofMillis(500);

  private final ChildJvm program;
  private final Optional<String> readyMark;
  private final ChildLog log;
  private final Announcer announcer;
  private final Listener listener;
  private final Surfacing surfacing = new Surfacing();

  private boolean stopping;
  private @Nullable Process process;
  private @Nullable Thread loop;

  SupervisedChild(
      ChildJvm program,
      Optional<String> readyMark,
      ChildLog log,
      Announcer announcer,
      Listener listener) {
    this.program = program;
    this.readyMark = readyMark;
    this.log = log;
    this.announcer = announcer;
    this.listener = listener;
  }

  /** Hears of a child from the child's own thread. */
  interface Listener {
    void started(String child, ProcessIdentity process);

    /** It printed its ready mark; again after every restart. */
    void ready(String child);

    /** It ended on its own account for this many times in a row. */
    void failed(String child, int times);

    /** It will not be started again. */
    void refusedConfiguration(String child);
  }

  String name() {
    return program.name();
  }

  ChildLog log() {
    return log;
  }

  synchronized void start() {
    if (!stopping && loop == null) {
      loop = Thread.ofPlatform().name("supervise-" + name()).daemon().start(this::supervise);
    }
  }

  private void supervise() {
    var backOff = BackOff.NONE;
    try {
      while (pause(backOff.delay())) {
        var began = System.nanoTime();
        var end = runOnce();
        if (end instanceof End.Asked) {
          return;
        }
        if (end instanceof End.Exit(int code) && code == ChildJvm.CONFIGURATION_REFUSED) {
          announcer.say(
              "The %s refuses its configuration and is not started again; see %s"
                  .formatted(name(), log.file()));
          listener.refusedConfiguration(name());
          return;
        }
        backOff = backOff.after(Duration.ofNanos(System.nanoTime() - began));
        announcer.say(
            "The %s ended (%s). Starting it again in %s; its log is %s"
                .formatted(name(), end, Announcer.seconds(backOff.delay()), log.file()));
        listener.failed(name(), backOff.failures());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private sealed interface End {
    record Asked() implements End {}

    record Exit(int code) implements End {
      @Override
      public String toString() {
        return "exit code " + code;
      }
    }

    record NotStarted(IOException reason) implements End {
      @Override
      public String toString() {
        return "not started: " + reason.getMessage();
      }
    }
  }

  private End runOnce() throws InterruptedException {
    try {
      var started = startUnlessStopping();
      if (started == null) {
        return new End.Asked();
      }
      read(started);
      var code = started.waitFor();
      return isStopping() ? new End.Asked() : new End.Exit(code);
    } catch (IOException failure) {
      return new End.NotStarted(failure);
    }
  }

  private synchronized @Nullable Process startUnlessStopping() throws IOException {
    if (stopping) {
      return null;
    }
    process = program.start();
    listener.started(name(), ProcessIdentity.of(process.toHandle()));
    return process;
  }

  private void read(Process started) {
    try (var lines = new BufferedReader(started.inputReader(StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        heard(line);
      }
    } catch (IOException broken) {
      announcer.say("Reading what the %s prints failed: %s".formatted(name(), broken));
    }
  }

  private void heard(String line) throws IOException {
    log.line(line);
    if (readyMark.filter(line::contains).isPresent()) {
      listener.ready(name());
    }
    if (IMPORTANT.matcher(line).find()) {
      surfacing.next().ifPresent(note -> announcer.say("[%s] %s%s".formatted(name(), line, note)));
    }
  }

  /** False once it is to stop. */
  private synchronized boolean pause(Duration delay) throws InterruptedException {
    var end = System.nanoTime() + delay.toNanos();
    for (var left = delay.toNanos(); !stopping && left > 0; left = end - System.nanoTime()) {
      wait(left / 1_000_000 + 1);
    }
    return !stopping;
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  /**
   * Lets it stop in order for so long, then kills it; returns once it is gone. It is not started
   * again.
   */
  void stop(Duration orderly) throws InterruptedException {
    var running = noMoreStarts();
    if (running == null) {
      return;
    }
    // Process.destroy would also close the pipe from which its last words come.
    running.toHandle().destroy();
    if (!running.waitFor(orderly)) {
      running.toHandle().destroyForcibly();
      if (!running.waitFor(AFTER_A_KILL)) {
        announcer.say("The %s (process %d) survives SIGKILL".formatted(name(), running.pid()));
      }
    }
  }

  private synchronized @Nullable Process noMoreStarts() {
    stopping = true;
    notifyAll();
    return process;
  }
}
