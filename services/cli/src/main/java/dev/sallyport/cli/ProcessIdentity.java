package dev.sallyport.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A process, told apart from a later one with the same id by its start.
 *
 * @param started by the operating system's account, whose seconds shift when the clock is set
 */
record ProcessIdentity(long pid, Instant started) {
  private static final Duration SHIFT = Duration.ofSeconds(2);

  static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  /** The inverse of {@link #toString}; empty for anything else. */
  static Optional<ProcessIdentity> parse(String text) {
    var parts = text.strip().split(" ", 2);
    try {
      return parts.length == 2
          ? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), Instant.parse(parts[1])))
          : Optional.empty();
    } catch (NumberFormatException | DateTimeParseException malformed) {
      return Optional.empty();
    }
  }

  /** The process itself, if it still runs. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
  }

  private boolean isSame(ProcessHandle process) {
    var theirs = process.info().startInstant().orElse(Instant.EPOCH);
    return Duration.between(started, theirs).abs().compareTo(SHIFT) <= 0;
  }

  @Override
  public String toString() {
    return pid + " " + started;
  }
}
