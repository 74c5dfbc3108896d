package dev.sallyport.sink.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sallyport.sink.courier.CloudEvent;
import java.time.format.DateTimeFormatter;

/** Writes an event in the structured mode of the JSON format of CloudEvents 1.0.2. */
final class StructuredEvent {
  static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

  private StructuredEvent() {}

  static String of(CloudEvent event) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("specversion", "1.0");
    json.put("id", event.id());
    json.put("source", event.source());
    json.put("type", event.type());
    if (event.subject() != null) {
      json.put("subject", event.subject());
    }
    json.put("time", DateTimeFormatter.ISO_INSTANT.format(event.time()));
    // Section 3.1: binary data stands under a name of its own.
    json.put("datacontenttype", event.binary() ? "application/avro" : "application/json");
    json.set(event.binary() ? "data_base64" : "data", event.data());
    return json.toString();
  }
}
