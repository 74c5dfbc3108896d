package dev.sallyport.service.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.domain.document.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A problem as {@code application/problem+json} (RFC 9457). */
public final class ProblemJson {
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final JsonFactory JSON = new JsonFactory();

  private ProblemJson() {}

  public static byte[] render(Problem problem) {
    var bytes = new ByteArrayOutputStream(256);
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", problem.type().uri());
      json.writeStringField("title", problem.type().title());
      json.writeNumberField("status", problem.type().status());
      json.writeStringField("detail", problem.detail());
      if (problem.commandId() != null) {
        json.writeStringField("commandId", problem.commandId());
      }
      if (problem.incidentId() != null) {
        json.writeStringField("incidentId", problem.incidentId());
      }
      if (problem.currentRevision() != null) {
        json.writeNumberField("currentRevision", problem.currentRevision());
      }
      if (!problem.findings().isEmpty()) {
        json.writeArrayFieldStart("findings");
        for (var finding : problem.findings()) {
          write(json, finding);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory takes every byte", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField(
        "severity",
        switch (finding.severity()) {
          case WARNING -> "warning";
          case PROBLEM -> "problem";
        });
    json.writeStringField("code", finding.code().id());
    if (finding.line() > 0) {
      json.writeNumberField("line", finding.line());
      json.writeNumberField("column", finding.column());
    }
    if (finding.member() != null) {
      json.writeStringField("member", finding.member());
    }
    json.writeStringField("message", finding.message());
    json.writeEndObject();
  }
}
