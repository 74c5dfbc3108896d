package dev.sallyport.domain.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gives jobs their one-time keys and checks them; any instance with the same secret checks what
 * another gave. Nothing is kept: a key is {@code otk2.<secret's id>.<second of
 * issue>.<run>.<claim>.<mac>}, and the mac is an HMAC-SHA256 over all that comes before, the
 * repository and the correlation id.
 *
 * <p>"One-time" is the agent's word: a job sends it with each of its reports.
 */
public final class OneTimeKeys {
  /**
   * A job on a GitHub-hosted runner ends after 6 hours, one on a self-hosted runner after 5 days
   * (GitHub, "Actions limits"), and its last reports come when it does. Which of the two it is
   * nobody can prove when the key is given.
   */
  public static final Duration VALID = Duration.ofDays(5).plusHours(1);

  private static final String VERSION = "otk2";
  private static final int PARTS = 6;
  private static final int MOST_CHARACTERS = 160;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final OneTimeKeySecret current;
  private final List<OneTimeKeySecret> taken;

  /**
   * @param current that keys are given with
   * @param previous whose keys are still taken, so that running jobs go on after a change
   */
  public OneTimeKeys(OneTimeKeySecret current, Optional<OneTimeKeySecret> previous) {
    this.current = current;
    this.taken = Stream.concat(Stream.of(current), previous.stream()).toList();
  }

  /** What a key turned out to be. */
  public sealed interface Checked {
    /** It is the key of a job of this run, as it was given to whoever has this claim to it. */
    record Good(RunId run, Claim claim) implements Checked {}

    record Refused(Reason reason) implements Checked {}
  }

  /** Why a key is refused. */
  public enum Reason {
    /** There is none: the job's {@code monitor} request had no answer. */
    MISSING,
    /** It is none of ours. */
    MALFORMED,
    /** It was given with a secret that is not known here, or not any more. */
    UNKNOWN_SECRET,
    /** It is made up, or of another repository or job. */
    FORGED,
    EXPIRED
  }

  public String issue(MonitoredJob job, Claim claim, Instant now) {
    var said = said(current, now.getEpochSecond(), job.run(), claim);
    var mac = current.of(authenticated(said, job.repository(), job.correlation()));
    return said + "." + ENCODER.encodeToString(mac);
  }

  /** Whether a key is that of a job of this repository under this correlation id. */
  public Checked check(
      String key, RepositoryFullName repository, CorrelationId correlation, Instant now) {
    if (key.isEmpty()) {
      return new Checked.Refused(Reason.MISSING);
    }
    var parts = key.length() > MOST_CHARACTERS ? List.<String>of() : List.of(key.split("\\.", -1));
    if (parts.size() != PARTS || !parts.getFirst().equals(VERSION)) {
      return new Checked.Refused(Reason.MALFORMED);
    }
    var run = RunId.read(parts.get(3));
    var issued = seconds(parts.get(2));
    var mac = decoded(parts.get(5));
    if (run == null || issued.isEmpty() || !Claim.isOne(parts.get(4)) || mac.length == 0) {
      return new Checked.Refused(Reason.MALFORMED);
    }
    var secret = taken.stream().filter(each -> each.id().equals(parts.get(1))).findFirst();
    if (secret.isEmpty()) {
      return new Checked.Refused(Reason.UNKNOWN_SECRET);
    }
    var said = key.substring(0, key.lastIndexOf('.'));
    if (!secret.get().matches(authenticated(said, repository, correlation), mac)) {
      return new Checked.Refused(Reason.FORGED);
    }
    return now.getEpochSecond() - issued.get() > VALID.toSeconds()
        ? new Checked.Refused(Reason.EXPIRED)
        : new Checked.Good(run, new Claim(parts.get(4)));
  }

  private static String said(OneTimeKeySecret secret, long issued, RunId run, Claim claim) {
    return String.join(
        ".", VERSION, secret.id(), Long.toString(issued), run.digits(), claim.digits());
  }

  // The line feeds keep the parts apart: none of them can hold one.
  private static String authenticated(
      String said, RepositoryFullName repository, CorrelationId correlation) {
    return "one-time-key/2\n" + said + "\n" + repository.key() + "\n" + correlation.text();
  }

  private static Optional<Long> seconds(String text) {
    return text.length() <= 12 && RunId.read(text) != null
        ? Optional.of(Long.parseLong(text))
        : Optional.empty();
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
