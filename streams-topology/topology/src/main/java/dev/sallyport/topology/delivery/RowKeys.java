package dev.sallyport.topology.delivery;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.wire.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of the ledger's rows: a letter for the kind, and what names the row. Numbers and times are
 * hexadecimal digits of one length, so that rows lie in their order. Stored: must never change.
 */
final class RowKeys {
  private static final HexFormat HEX = HexFormat.of();
  private static final String DESTINATION = "i/";
  private static final String DELIVERY = "q/";
  private static final String LATER = "w/";
  private static final String PAYLOAD = "b/";

  private RowKeys() {}

  static Bytes destination(String ownerKey, IntegrationId integration) {
    return bytes(DESTINATION + ownerKey + "/" + integration.digits());
  }

  static Bytes destinations() {
    return bytes(DESTINATION);
  }

  static Bytes delivery(String ownerKey, IntegrationId integration, long number) {
    return bytes(DELIVERY + ownerKey + "/" + integration.digits() + "/" + HEX.toHexDigits(number));
  }

  static Bytes deliveries(String ownerKey, IntegrationId integration) {
    return bytes(DELIVERY + ownerKey + "/" + integration.digits() + "/");
  }

  /** When a delivery that was set aside is attempted next. */
  static Bytes later(Delivery delivery, Instant at) {
    return bytes(
        LATER
            + HEX.toHexDigits(at.toEpochMilli())
            + "/"
            + delivery.getOwnerKey()
            + "/"
            + delivery.getIntegrationId()
            + "/"
            + HEX.toHexDigits(delivery.getNumber()));
  }

  static Bytes laterFrom() {
    return bytes(LATER);
  }

  /** Before this are those whose time has come. */
  static Bytes laterThan(Instant now) {
    return bytes(LATER + HEX.toHexDigits(now.toEpochMilli() + 1));
  }

  static Bytes payload(Instant keptSince, String ownerKey, String happenedId) {
    return bytes(
        PAYLOAD + HEX.toHexDigits(keptSince.toEpochMilli()) + "/" + ownerKey + "/" + happenedId);
  }

  static Bytes payloadsFrom() {
    return bytes(PAYLOAD);
  }

  static Bytes payloadsSince(Instant time) {
    return bytes(PAYLOAD + HEX.toHexDigits(time.toEpochMilli()));
  }

  /** The key's parts; of a {@link #later} time, owner, integration and number. */
  static String[] parts(Bytes key) {
    return new String(key.get(), StandardCharsets.UTF_8).split("/");
  }

  private static Bytes bytes(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
