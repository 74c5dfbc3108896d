package dev.sallyport.sink.courier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of CloudEvents 1.0.
 *
 * @param id names the event; the same for every destination
 * @param source whose it is, such as {@code /github/acme}
 * @param type the full name of its Avro record
 * @param subject the policy it is about, if it is about one
 * @param data its Avro JSON, or the base64 of its bytes where they are not understood
 * @param binary whether {@code data} is base64
 */
public record CloudEvent(
    String id,
    String source,
    String type,
    Instant time,
    @Nullable String subject,
    String data,
    boolean binary) {}
