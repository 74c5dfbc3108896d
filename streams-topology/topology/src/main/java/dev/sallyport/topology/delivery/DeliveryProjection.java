package dev.sallyport.topology.delivery;

import dev.sallyport.topology.delivery.Dispatch.Report;
import dev.sallyport.topology.delivery.Occurrence.Position;
import dev.sallyport.topology.delivery.OccurrenceReader.Reading;
import dev.sallyport.topology.topics.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Runs the ledger of one partition: takes in what happened, hands over what is due, and takes in
 * what became of it. Everything it holds besides its store is dropped when it is initialized again,
 * as after an aborted transaction.
 */
final class DeliveryProjection implements Processor<String, byte[], String, Told> {
  /** How often reports are taken in and parcels handed over; reading a record does so too. */
  static final Duration TICK = Duration.ofMillis(20);

  private static final Duration BETWEEN_TELLING = Duration.ofSeconds(1);
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);
  private static final String NOBODYS = "a record without a key belongs to nobody";

  private final Topics topics;
  private final OccurrenceReader reader;
  private final Dispatch.Opening opening;
  private final InstantSource clock;
  private final DoubleSupplier random;
  private final LedgerGauges gauges;
  private @Nullable ProcessorContext<String, Told> context;
  private @Nullable Records records;
  private @Nullable Dispatch dispatch;
  private @Nullable Ledger ledger;
  private boolean sweeping;
  private final List<Cancellable> scheduled = new ArrayList<>();
  private ConcurrentLinkedQueue<Report> reports = new ConcurrentLinkedQueue<>();

  DeliveryProjection(
      Topics topics,
      OccurrenceReader reader,
      Dispatch.Opening opening,
      InstantSource clock,
      DoubleSupplier random,
      LedgerGauges gauges) {
    this.topics = topics;
    this.reader = reader;
    this.opening = opening;
    this.clock = clock;
    this.random = random;
    this.gauges = gauges;
  }

  @Override
  public void init(ProcessorContext<String, Told> opened) {
    close();
    context = opened;
    KeyValueStore<Bytes, byte[]> rows = opened.getStateStore(DeliveryTopology.STORE);
    // Reports of what was handed over before come to a queue that nobody reads any more.
    var heard = new ConcurrentLinkedQueue<Report>();
    reports = heard;
    var out = new Records(topics, clock, opened::forward);
    records = out;
    var handing = opening.open(heard::add);
    dispatch = handing;
    ledger = new Ledger(new LedgerRows(rows), handing, out, random);
    every(TICK, this::tick);
    every(BETWEEN_TELLING, this::tellChanged);
    every(BETWEEN_SWEEPS, this::sweep);
  }

  // Cancelled when it is closed: a task that is initialized again keeps what was scheduled before.
  private void every(Duration pause, Runnable doing) {
    scheduled.add(
        running(context).schedule(pause, PunctuationType.WALL_CLOCK_TIME, _ -> doing.run()));
  }

  @Override
  public void process(Record<String, byte[]> record) {
    var value = record.value();
    if (value == null) {
      return; // nothing
    }
    var now = clock.instant();
    var metadata = running(context).recordMetadata().orElseThrow();
    var isEvent = metadata.topic().equals(topics.policyEvents().name());
    var position =
        isEvent
            ? new Position(metadata.topic(), metadata.partition(), metadata.offset())
            : original(record);
    var key = record.key();
    if (key == null) {
      running(records).unreadable("", value, position, NOBODYS);
      return;
    }
    var reading =
        isEvent
            ? reader.event(key, value, record.headers(), position)
            : reader.detection(key, value, position);
    switch (reading) {
      case Reading.Read(var occurrence, var event) -> running().take(occurrence, event, now);
      case Reading.Suppressed _ -> {} // a rule says that nobody needs to look at it
      case Reading.Unreadable(var reason) ->
          running(records).unreadable(key, value, position, reason);
    }
  }

  private Position original(Record<String, byte[]> record) {
    return new Position(
        topics.detections().name(),
        Integer.parseInt(header(record, DetectionsByOwner.PARTITION)),
        Long.parseLong(header(record, DetectionsByOwner.OFFSET)));
  }

  private static String header(Record<String, byte[]> record, String name) {
    return Objects.requireNonNull(OccurrenceReader.text(record.headers(), name), name);
  }

  private void tick() {
    var now = clock.instant();
    var ledger = running();
    for (var report = reports.poll(); report != null; report = reports.poll()) {
      ledger.settle(report, now);
    }
    ledger.hand(now);
  }

  private void tellChanged() {
    var ledger = running();
    sweeping = sweeping && ledger.sweep(clock.instant());
    ledger.tellChanged();
    gauges.show(running(context).taskId().partition(), ledger.queues());
  }

  // What one sweep leaves is not left for a minute: more than that may come in a minute.
  private void sweep() {
    var ledger = running();
    ledger.remind();
    sweeping = ledger.sweep(clock.instant());
  }

  private Ledger running() {
    return running(ledger);
  }

  private static <T> T running(@Nullable T part) {
    return Objects.requireNonNull(part, "not initialized");
  }

  @Override
  public void close() {
    scheduled.forEach(Cancellable::cancel);
    scheduled.clear();
    var open = dispatch;
    dispatch = null;
    if (open != null) {
      open.close();
      gauges.hide(running(context).taskId().partition());
    }
  }
}
