package dev.sallyport.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A child that runs: its last words, its readiness by a line it prints, its end. */
public final class RunningJvm {
  private static final int LAST_WORDS = 200;
  private static final Duration TO_STOP = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final ArrayDeque<String> lastWords = new ArrayDeque<>();
  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private RunningJvm(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /** Starts a child and returns once it has printed a line that contains {@code readyMark}. */
  public static RunningJvm startAndAwait(ChildJvm child, String readyMark, Duration limit) {
    RunningJvm running;
    try {
      running = new RunningJvm(child.name(), child.start());
    } catch (IOException failure) {
      throw new UncheckedIOException("The " + child.name() + " cannot be started", failure);
    }
    Thread.ofPlatform()
        .name(child.name() + "-output")
        .daemon()
        .start(() -> running.read(readyMark));
    running.awaitReady(limit);
    return running;
  }

  private void read(String readyMark) {
    try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(line);
        if (line.contains(readyMark)) {
          ready.complete(line);
        }
      }
    } catch (IOException broken) {
      keep("output broken off: " + broken);
    }
    ready.completeExceptionally(new IllegalStateException("it ended"));
  }

  private synchronized void keep(String line) {
    if (lastWords.size() == LAST_WORDS) {
      lastWords.removeFirst();
    }
    lastWords.addLast(line);
  }

  private synchronized String lastWords() {
    return String.join(System.lineSeparator(), lastWords);
  }

  private void awaitReady(Duration limit) {
    try {
      ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "The %s did not become ready within %s; it said:%n%s".formatted(name, limit, lastWords()),
          failure);
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "Interrupted while the " + name + " was starting", interrupted);
    }
  }

  /** SIGKILL, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    if (!gone()) {
      throw new IllegalStateException("The " + name + " survives SIGKILL");
    }
  }

  /** Asks it to stop in order, then kills it. */
  public void stop() {
    process.toHandle().destroy();
    if (!gone()) {
      kill();
    }
  }

  private boolean gone() {
    try {
      return process.waitFor(TO_STOP);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return true;
    }
  }
}
