package dev.sallyport.service.management;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.EventJson.BlockListChange;
import dev.sallyport.service.management.EventJson.DenialChange;
import dev.sallyport.service.management.EventJson.EndChange;
import dev.sallyport.service.management.EventJson.KeyChange;
import dev.sallyport.service.management.EventJson.MemberChange;
import dev.sallyport.service.management.EventJson.OrganizationChange;
import dev.sallyport.service.management.EventJson.PlacementChange;
import dev.sallyport.service.management.EventJson.TextChange;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.problem.RequestProblem.NotAcceptable;
import dev.sallyport.topology.history.History;
import dev.sallyport.topology.history.History.AuditFilter;
import dev.sallyport.topology.history.History.Page;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes all events that pass a filter, newest first, a page in memory at a time. */
final class AuditExport {
  static final String NDJSON = "application/x-ndjson";
  static final String CSV = "text/csv";

  private static final int PAGE = 100;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /** How the log is answered. */
  enum Form {
    PAGE,
    NDJSON,
    CSV
  }

  private final History history;
  private final Owner owner;
  private final AuditFilter filter;
  private final Form form;
  private @Nullable Page next; // let go as it is written

  private AuditExport(History history, Owner owner, AuditFilter filter, Form form, Page first) {
    this.history = history;
    this.owner = owner;
    this.filter = filter;
    this.form = form;
    this.next = first;
  }

  static AuditExport begin(History history, Owner owner, AuditFilter filter, Form form) {
    return new AuditExport(history, owner, filter, form, history.audit(owner, filter, null, PAGE));
  }

  static Form form(@Nullable String format, HttpHeaders headers) {
    if (format != null && !format.isEmpty()) {
      return switch (format) {
        case "json" -> Form.PAGE;
        case "ndjson" -> Form.NDJSON;
        case "csv" -> Form.CSV;
        default -> throw new Rejection(new Malformed("format is json, ndjson or csv."));
      };
    }
    for (var type : headers.getAcceptableMediaTypes()) {
      if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return Form.PAGE;
      }
      if (type.isCompatible(MediaType.valueOf(NDJSON))) {
        return Form.NDJSON;
      }
      if (type.isCompatible(MediaType.valueOf(CSV))) {
        return Form.CSV;
      }
    }
    throw new Rejection(new NotAcceptable());
  }

  static String mediaType(Form form) {
    return switch (form) {
      case PAGE -> MediaType.APPLICATION_JSON;
      case NDJSON -> NDJSON;
      case CSV -> CSV + "; charset=utf-8; header=present";
    };
  }

  void write(OutputStream output) throws IOException {
    if (form == Form.CSV) {
      output.write(
          Csv.line(
                  "sequence",
                  "at",
                  "type",
                  "policy",
                  "actor_kind",
                  "actor_id",
                  "actor_name",
                  "source",
                  "change",
                  "event_id",
                  "command_id",
                  "previous_hash")
              .getBytes(StandardCharsets.UTF_8));
    }
    while (next != null) {
      var page = next;
      for (var event : page.entries()) {
        output.write(line(event));
      }
      next = page.next() == null ? null : history.audit(owner, filter, page.next(), PAGE);
    }
  }

  private byte[] line(RecordedEvent recorded) throws IOException {
    var json = EventJson.of(recorded);
    return (form == Form.CSV ? csv(json) : JSON.writeValueAsString(json) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String csv(EventJson event) throws IOException {
    return Csv.line(
        event.sequence(),
        event.at(),
        event.type(),
        event.policy() == null ? "" : event.policy(),
        event.actor().kind(),
        event.actor().id(),
        event.actor().name(),
        event.source(),
        brief(event.change()),
        event.eventId(),
        event.commandId(),
        event.previousHash());
  }

  // Texts of policies would fill a cell beyond what spreadsheets take.
  private static String brief(EventJson.ChangeJson change) throws IOException {
    return switch (change) {
      case TextChange(var version, _, _, var restored) ->
          restored == null
              ? "version " + version
              : "version %d restores %d".formatted(version, restored);
      case EndChange(var lastVersion) -> "last version " + lastVersion;
      case OrganizationChange(var owner) -> owner;
      case DenialChange(var attempts) -> attempts + " attempts";
      case HistoryEntryJson.OtherChange(var words) -> words;
      case PlacementChange _,
          KeyChange _,
          MemberChange _,
          InvitationChange _,
          SessionsChange _,
          BlockListChange _,
          SuppressionRuleChange _,
          IntegrationChange _,
          NotificationsChange _ ->
          JSON.writeValueAsString(change);
    };
  }
}
