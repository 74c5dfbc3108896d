package dev.sallyport.starting;

import dev.sallyport.logging.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A part that may end by itself, and another in its place whenever it has: after a pause that
 * doubles up to a minute as long as each lives less than ten. Begun and looked at by one thread,
 * read by any.
 */
public final class Reviving<T> {
  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofMinutes(1);
  static final Duration LONG_LIFE = Duration.ofMinutes(10);

  private static final Logger LOG = Logger.getLogger(Reviving.class);

  /** How one is made, what shows that it has ended, and how it is put away then. */
  public interface Life<T> {
    /**
     * @throws RuntimeException if there can be none now
     */
    T begin();

    boolean ended(T part);

    /** May be asked more than once. */
    void bury(T part);
  }

  private final String name;
  private final Life<T> life;
  private final InstantSource clock;
  private volatile @Nullable T current;

  // Of the one thread.
  private Instant born = Instant.MIN;
  private Duration pause = FIRST;
  private @Nullable Instant due;

  public Reviving(String name, Life<T> life, InstantSource clock) {
    this.name = name;
    this.life = life;
    this.clock = clock;
  }

  /** The latest, which may have ended; null before there was one. */
  public @Nullable T current() {
    return current;
  }

  /**
   * The first.
   *
   * @throws RuntimeException if there can be none now
   */
  public T begin() {
    var part = life.begin();
    born = clock.instant();
    current = part;
    return part;
  }

  /** To be called every now and then: replaces what has ended, once its pause is over. */
  public void look() {
    var part = current;
    if (part == null || !life.ended(part)) {
      return;
    }
    var now = clock.instant();
    if (due == null) {
      mourn(now);
    } else if (!now.isBefore(due)) {
      replace(part, now);
    }
  }

  private void mourn(Instant now) {
    if (Duration.between(born, now).compareTo(LONG_LIFE) >= 0) {
      pause = FIRST;
    }
    due = now.plus(pause);
    LOG.error(LogLine.of("a part ended").with("part", name).with("another", pause));
    pause = longer();
  }

  private void replace(T part, Instant now) {
    try {
      life.bury(part);
      var _ = begin();
      due = null;
      LOG.info(LogLine.of("a part was started again").with("part", name));
    } catch (Retrying.Closed closed) {
      throw closed;
    } catch (RuntimeException failure) {
      due = now.plus(pause);
      LOG.warn(
          LogLine.of("a part cannot be started again").with("part", name).with("again", pause),
          failure);
      pause = longer();
    }
  }

  private Duration longer() {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
