package dev.sallyport.sink.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import dev.sallyport.sink.courier.CloudEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.time.format.DateTimeFormatter;

/** Writes an event in the structured mode of the JSON format of CloudEvents 1.0.2. */
final class StructuredEvent {
  static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

  private static final JsonFactory JSON = new JsonFactory();

  private StructuredEvent() {}

  static String of(CloudEvent event) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("specversion", "1.0");
      json.writeStringField("id", event.id());
      json.writeStringField("source", event.source());
      json.writeStringField("type", event.type());
      if (event.subject() != null) {
        json.writeStringField("subject", event.subject());
      }
      json.writeStringField("time", DateTimeFormatter.ISO_INSTANT.format(event.time()));
      if (event.binary()) {
        // Section 3.1: binary data stands under a name of its own.
        json.writeStringField("datacontenttype", "application/avro");
        json.writeStringField("data_base64", event.data());
      } else {
        json.writeStringField("datacontenttype", "application/json");
        json.writeFieldName("data");
        json.writeRawValue(event.data());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail", e);
    }
    return text.toString();
  }
}
