package dev.sallyport.topology.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.Replay;
import dev.sallyport.domain.integration.SecretsReference;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.topology.MemoryRows;
import dev.sallyport.topology.WrittenEvents;
import dev.sallyport.topology.delivery.Dispatch.Parcel;
import dev.sallyport.topology.delivery.Dispatch.Report;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DestinationState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** A ledger that is played with by hand: its time passes, and destinations answer, when told. */
final class Played {
  static final Owner ACME = Owner.of("Acme");
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Answer TAKEN = new Answer.Taken("204");
  static final Answer REFUSED = new Answer.NotTaken("500 out of order");
  static final Answer GONE = new Answer.Gone("410");

  final MemoryRows store = new MemoryRows();
  final LedgerRows rows = new LedgerRows(store);
  final ToldInMemory told = new ToldInMemory();

  /** What each integration took, in the order in which it did. */
  private final Map<IntegrationId, List<Parcel>> taken = new HashMap<>();

  private final Map<IntegrationId, Long> settled = new HashMap<>();

  FakeDispatch dispatch = new FakeDispatch();
  double random = 1;
  Instant now = NOON;
  // How long ago happened what is read.
  Duration lag = Duration.ZERO;
  private Ledger ledger = opened();
  private long sequence;
  private long offset;

  private Ledger opened() {
    return new Ledger(rows, dispatch, told, () -> random);
  }

  /** As after a kill: what was under way is lost, and so are its reports. */
  void restarts() {
    dispatch = new FakeDispatch();
    ledger = opened();
  }

  static Integration integration(int number, Happening... about) {
    return new Integration(
        new IntegrationId("%032x".formatted(number)),
        "integration " + number,
        new Destination.SlackWebhook(),
        about.length == 0
            ? EnumSet.complementOf(EnumSet.of(Happening.OTHER_CHANGE))
            : Set.of(about),
        List.of(),
        Standing.ACTIVE,
        SecretsReference.NONE);
  }

  Integration added(int number, Happening... about) {
    return added(ACME, integration(number, about));
  }

  Integration added(Owner owner, Integration integration) {
    happens(owner, new PolicyEvent.IntegrationAdded(integration));
    return integration;
  }

  /** An event of acme's; its value is a text that tells it from others. */
  String happens(PolicyEvent event) {
    return happens(ACME, event);
  }

  String happens(Owner owner, PolicyEvent event) {
    sequence++;
    var meta =
        new EventMeta(
            new UUID(0, sequence),
            owner,
            sequence,
            now.minus(lag),
            WrittenEvents.ALICE,
            Source.API,
            new CommandId(new UUID(1, sequence)),
            EventHash.GENESIS);
    return takes(owner, Happening.of(event), Set.of(), meta.id().toString(), sequence, event, meta);
  }

  /** A policy of acme's is deleted, which is as good an event as any. */
  String deleted() {
    return deleted(ACME);
  }

  String deleted(Owner owner) {
    return happens(owner, new PolicyEvent.PolicyDeleted(PolicyName.of("ci"), 1));
  }

  List<String> deleted(int times) {
    var texts = new ArrayList<String>();
    for (var i = 0; i < times; i++) {
      texts.add(deleted());
    }
    return texts;
  }

  /** A detection; it has no sequence. */
  String found(Happening happening, String... repositories) {
    var of = new HashSet<RepositoryName>();
    List.of(repositories).forEach(name -> of.add(RepositoryName.of(name)));
    return takes(ACME, happening, of, "found " + offset, null, null, null);
  }

  private String takes(
      Owner owner,
      Happening happening,
      Set<RepositoryName> of,
      String id,
      @Nullable Long number,
      @Nullable PolicyEvent event,
      @Nullable EventMeta meta) {
    var text = happening.text() + " " + id;
    ledger.take(
        new Occurrence(
            owner.key(),
            happening,
            of,
            id,
            "dev.sallyport.events.Some",
            null,
            number,
            now.minus(lag),
            new Occurrence.Position("topic", 0, offset++),
            text.getBytes(StandardCharsets.UTF_8)),
        event == null || meta == null ? null : new RecordedEvent(meta, event),
        now);
    return text;
  }

  void changed(Integration integration) {
    changed(ACME, integration);
  }

  void changed(Owner owner, Integration integration) {
    happens(owner, new PolicyEvent.IntegrationChanged(integration, integration));
  }

  void replayed(Integration integration, Replay replay) {
    replayed(ACME, integration, replay);
  }

  void replayed(Owner owner, Integration integration, Replay replay) {
    happens(
        owner, new PolicyEvent.DeliveriesReplayed(integration.id(), integration.name(), replay));
  }

  String tried(Owner owner, Integration integration) {
    return happens(owner, new PolicyEvent.IntegrationTested(integration.id(), integration.name()));
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  void hands() {
    ledger.hand(now);
  }

  void reports(List<Report> reports) {
    reports.forEach(report -> ledger.settle(report, now));
  }

  /** What an integration was handed and has not been answered. */
  List<String> handed(Integration integration) {
    return dispatch.parcels(integration.id()).stream().map(Played::text).toList();
  }

  /** It is handed what is due, and answers the first of it. */
  void answers(Integration integration, Answer answer) {
    hands();
    if (answer instanceof Answer.Taken) {
      arrives(integration);
      settled.merge(integration.id(), 1L, Long::sum);
    }
    reports(dispatch.answer(integration.id(), answer, now));
  }

  private void arrives(Integration integration) {
    taken
        .computeIfAbsent(integration.id(), _ -> new ArrayList<>())
        .add(dispatch.parcels(integration.id()).getFirst());
  }

  /** It took what it was handed first, and the ledger never learns. */
  void takesAndTheReportIsLost(Integration integration) {
    arrives(integration);
    var _ = dispatch.answer(integration.id(), TAKEN, now);
  }

  /** How often the ledger learned that something was taken. */
  long settled(Integration integration) {
    return settled.getOrDefault(integration.id(), 0L);
  }

  /** It takes all that is due, whatever comes of it. */
  void takesAll(Integration integration) {
    for (hands(); !handed(integration).isEmpty(); hands()) {
      answers(integration, TAKEN);
    }
  }

  /** So many attempts fail, each as soon as it may be made. */
  void fails(Integration integration, int times) {
    for (var i = 0; i < times; i++) {
      waitsUntilHanded(integration);
      answers(integration, REFUSED);
    }
  }

  void waitsUntilHanded(Integration integration) {
    hands();
    for (var seconds = 0; handed(integration).isEmpty(); seconds++) {
      assertThat(seconds).as("seconds until something is handed over").isLessThan(100_000);
      passes(Duration.ofSeconds(1));
      hands();
    }
  }

  List<String> taken(Integration integration) {
    return parcelsTaken(integration).stream().map(Played::text).toList();
  }

  List<Parcel> parcelsTaken(Integration integration) {
    return taken.getOrDefault(integration.id(), List.of());
  }

  boolean sweeps() {
    ledger.remind();
    return ledger.sweep(now);
  }

  DestinationState state(Integration integration) {
    ledger.tellChanged();
    return Objects.requireNonNull(told.destinations.get(integration.id().digits()));
  }

  DeliveryId id(Integration integration, String text) {
    return DeliveryId.of(integration.id(), text.substring(text.indexOf(' ') + 1));
  }

  static String text(Parcel parcel) {
    return new String(parcel.value(), StandardCharsets.UTF_8);
  }

  /** The rows of an integration's deliveries, in the order of their numbers. */
  List<Delivery> rows(Integration integration) {
    var found = new ArrayList<Delivery>();
    try (var all = store.all()) {
      all.forEachRemaining(row -> {
        var key = text(row.key);
        if (key.startsWith("q/") && key.contains(integration.id().digits())) {
          found.add(SingleObject.decode(row.value, Delivery.class));
        }
      });
    }
    return found;
  }

  /** Keys of a kind of rows: by the letter that they begin with. */
  List<String> keys(String kind) {
    var keys = new ArrayList<String>();
    try (var all = store.all()) {
      all.forEachRemaining(row -> keys.add(text(row.key)));
    }
    return keys.stream().filter(key -> key.startsWith(kind)).toList();
  }

  private static String text(Bytes key) {
    return new String(key.get(), StandardCharsets.UTF_8);
  }
}
