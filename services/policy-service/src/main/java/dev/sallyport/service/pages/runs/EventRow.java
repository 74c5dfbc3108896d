package dev.sallyport.service.pages.runs;

import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.insight.Verdict;
import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.topology.insight.NetworkEvent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call of a job.
 *
 * @param processes innermost first; none if unknown
 * @param cut whether more started them
 * @param address that it went to, where the endpoint tells a name
 * @param reason of the global block list
 * @param blocker what stopped it; null if nothing did
 * @param others whether somebody else reports it who asked for the job, too
 */
public record EventRow(
    Moment moment,
    List<ObservedProcess> processes,
    boolean cut,
    String endpoint,
    @Nullable String address,
    Verdict verdict,
    @Nullable String reason,
    @Nullable Blocker blocker,
    boolean others) {

  public EventRow {
    processes = List.copyOf(processes);
  }

  /**
   * Which policy stopped a call.
   *
   * @param policy the one that the job was served, if it was that one
   */
  public record Blocker(String words, @Nullable ServedPolicy policy) {}

  static EventRow of(NetworkEvent event, @Nullable ServedPolicy served) {
    var address = event.address();
    var destination = event.destination();
    return new EventRow(
        new Moment(event.at()),
        event.processes().processes(),
        event.processes().cut(),
        destination.toString(),
        address == null || destination.isAddress() ? null : address.text(),
        event.verdict(),
        event.reason(),
        blocker(event.verdict(), served),
        event.others());
  }

  // Agents do not say by which policy; one in audit mode stops nothing, so another was in force.
  private static @Nullable Blocker blocker(Verdict verdict, @Nullable ServedPolicy served) {
    return switch (verdict) {
      case ALLOWED, RESOLVED -> null;
      case GLOBALLY_BLOCKED -> new Blocker("the global block list", null);
      case BLOCKED -> {
        if (served == null || served.mode() == EgressMode.AUDIT) {
          yield new Blocker("an inline policy", null);
        }
        yield served.mode() == null
            ? new Blocker("an inline policy or", served)
            : new Blocker("", served);
      }
    };
  }

  public boolean blocked() {
    return verdict.isBlocked();
  }

  boolean passes(RunQuery query) {
    var wanted =
        query.verdict().isEmpty()
            ? verdict.isCall() || query.showsNames()
            : query.verdict().equals(RunQuery.word(verdict));
    return wanted && holds(query.search().toLowerCase(Locale.ROOT));
  }

  private boolean holds(String part) {
    return part.isEmpty()
        || Stream.concat(
                Stream.of(endpoint, text(address), text(reason)),
                processes.stream().map(ObservedProcess::name))
            .anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(part));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
