package dev.sallyport.topology.delivery;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.wire.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
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
  private static final String REMOVED = "x/";

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

  /** When a delivery that is aside from the order is attempted next. */
  static Bytes later(Delivery delivery, Instant at) {
    return bytes(
        later(delivery.getOwnerKey(), delivery.getIntegrationId())
            + HEX.toHexDigits(at.toEpochMilli())
            + "/"
            + HEX.toHexDigits(delivery.getNumber()));
  }

  static Bytes laters(String ownerKey, IntegrationId integration) {
    return bytes(later(ownerKey, integration.digits()));
  }

  /** Before this are those of an integration whose time has come. */
  static Bytes laterThan(String ownerKey, IntegrationId integration, Instant now) {
    return bytes(later(ownerKey, integration.digits()) + HEX.toHexDigits(now.toEpochMilli() + 1));
  }

  // Each integration's by themselves: what one cannot be told now stands in no other's way.
  private static String later(String ownerKey, String integration) {
    return LATER + ownerKey + "/" + integration + "/";
  }

  /** The number of the delivery of a {@link #later} time. */
  static long number(Bytes later) {
    var bytes = later.get();
    var digits = new String(bytes, bytes.length - 16, 16, StandardCharsets.US_ASCII);
    return HexFormat.fromHexDigitsToLong(digits);
  }

  /** An integration that was removed, of whose deliveries some are left. */
  static Bytes removed(String ownerKey, IntegrationId integration) {
    return bytes(REMOVED + ownerKey + "/" + integration.digits());
  }

  static Bytes removed() {
    return bytes(REMOVED);
  }

  /** What all deliveries, and all times, of a removed integration begin with. */
  static List<Bytes> left(Bytes removed) {
    var name = new String(removed.get(), StandardCharsets.UTF_8).substring(REMOVED.length());
    return List.of(bytes(DELIVERY + name + "/"), bytes(LATER + name + "/"));
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

  private static Bytes bytes(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
