package dev.sallyport.service.pages.integrations;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.wire.DestinationState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An integration as people see it.
 *
 * @param type for people
 * @param kind its type in interfaces
 * @param where as far as it is no secret; empty where all of it is
 * @param headers names of a webhook's further headers
 * @param events what it is told of
 * @param repositories names; none: of all
 * @param fingerprint of its secrets; empty where there are none
 * @param health null if nothing was told yet
 */
record IntegrationRow(
    String id,
    String name,
    String type,
    String kind,
    String where,
    List<String> headers,
    List<String> events,
    List<String> repositories,
    Standing standing,
    String fingerprint,
    String who,
    Moment when,
    @Nullable Health health) {
  private static final int NAMED = 3;

  /**
   * How it does.
   *
   * @param failure what was answered to the attempt that failed last; empty if none did
   */
  record Health(
      long waiting,
      @Nullable Moment waitingSince,
      long delivered,
      @Nullable Moment deliveredAt,
      long dead,
      int failures,
      @Nullable Moment failedAt,
      String failure,
      @Nullable Moment restsUntil) {
    static Health of(DestinationState state) {
      var failure = state.getFailure();
      return new Health(
          state.getWaiting(),
          moment(state.getOldestWaiting()),
          state.getDelivered(),
          moment(state.getDeliveredAt()),
          state.getDead(),
          state.getFailures(),
          moment(state.getFailedAt()),
          failure == null ? "" : failure,
          moment(state.getUntil()));
    }

    public boolean fails() {
      return failures > 0;
    }
  }

  static IntegrationRow of(IntegrationEntry entry, @Nullable DestinationState state) {
    var integration = entry.integration();
    return new IntegrationRow(
        integration.id().digits(),
        integration.name(),
        TypeWords.titleOf(integration.destination().kind()),
        integration.destination().kind(),
        where(integration.destination()),
        integration.destination() instanceof Destination.Webhook(_, var headers)
            ? headers
            : List.of(),
        integration.about().stream().map(Happening::title).toList(),
        integration.repositories().stream().map(RepositoryName::name).toList(),
        integration.standing(),
        integration.secrets().fingerprint(),
        entry.updatedBy().name(),
        new Moment(entry.updatedAt()),
        state == null ? null : Health.of(state));
  }

  private static String where(Destination destination) {
    return switch (destination) {
      case Destination.Webhook(var url, _) -> url.toString();
      case Destination.SlackChannel(var channel) -> channel;
      case Destination.Email(var to) ->
          String.join(", ", to.stream().map(EmailAddress::value).toList());
      case Destination.SlackWebhook _, Destination.TeamsWebhook _ -> "";
    };
  }

  private static @Nullable Moment moment(@Nullable Instant at) {
    return at == null ? null : new Moment(at);
  }

  public boolean active() {
    return standing == Standing.ACTIVE;
  }

  public boolean gone() {
    return standing == Standing.GONE;
  }

  /** What it is told of, in short. */
  public String told() {
    if (events.size() == Happening.values().length) {
      return "Everything";
    }
    var named = String.join(", ", events.stream().limit(NAMED).toList());
    return events.size() <= NAMED ? named : named + " and %d more".formatted(events.size() - NAMED);
  }
}
