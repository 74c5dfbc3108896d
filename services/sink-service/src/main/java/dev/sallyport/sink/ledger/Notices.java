package dev.sallyport.sink.ledger;

import dev.sallyport.domain.event.PolicyEvent.IntegrationTested;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.events.DetectionFound;
import dev.sallyport.schemas.serde.AvroJson;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.schemas.serde.WireFormatReader;
import dev.sallyport.sink.courier.CloudEvent;
import dev.sallyport.sink.courier.Notice;
import dev.sallyport.sink.courier.Notice.Happened;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.codec.InsightRecords;
import dev.sallyport.topology.delivery.Dispatch.Parcel;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.wire.DeliveryFailed;
import java.util.Base64;
import java.util.Locale;

/** Makes notices of parcels. Thread-safe. */
final class Notices {
  private final Topics topics;
  private final EventDecoder events;
  private final WireFormatReader reader;
  private final AvroJson json;

  Notices(Topics topics, SchemaIds ids) {
    this.topics = topics;
    this.events = new EventDecoder(ids);
    this.reader = new WireFormatReader(ids);
    this.json = new AvroJson(ids);
  }

  /** Throws {@link dev.sallyport.schemas.serde.RegistryException.Unavailable}. */
  Notice of(Owner owner, Parcel parcel) {
    if (parcel.topic().equals(topics.policyEvents().name())) {
      return notice(owner, parcel, "/github/" + owner.key(), changed(parcel));
    }
    if (parcel.topic().equals(topics.detections().name())) {
      var found = (DetectionFound) reader.read(parcel.value());
      return notice(
          owner,
          parcel,
          "/github/" + found.getMeta().getKey(),
          new Happened.Detected(InsightRecords.decode(found)));
    }
    var failed = SingleObject.decode(parcel.value(), DeliveryFailed.class);
    return new Notice(
        parcel.id(),
        owner,
        event(parcel, "/github/" + owner.key(), AvroJson.of(failed), false),
        new Happened.NotDelivered(
            failed.getIntegration(),
            failed.getHappening().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            failed.getHappenedAt(),
            failed.getSaid()));
  }

  private Happened changed(Parcel parcel) {
    try {
      var recorded = events.decode(parcel.value());
      return recorded.event() instanceof IntegrationTested(_, var name)
          ? new Happened.Tried(name, recorded.meta().actor().name())
          : new Happened.Changed(recorded);
    } catch (UndecodableException e) {
      return new Happened.Unknown(); // of a newer version, which the ledger passed on
    }
  }

  private Notice notice(Owner owner, Parcel parcel, String source, Happened happened) {
    try {
      return new Notice(
          parcel.id(), owner, event(parcel, source, json.of(parcel.value()), false), happened);
    } catch (UndecodableException e) {
      var raw = Base64.getEncoder().encodeToString(parcel.value());
      return new Notice(parcel.id(), owner, event(parcel, source, raw, true), happened);
    }
  }

  private static CloudEvent event(Parcel parcel, String source, String data, boolean binary) {
    return new CloudEvent(
        parcel.happenedId(), source, parcel.type(), parcel.at(), parcel.subject(), data, binary);
  }
}
