package dev.sallyport.service.management;

import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.UnknownEvent;
import dev.sallyport.topology.history.History.AuditFilter;
import dev.sallyport.topology.history.History.Page;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;

/** Answers from the audit log, of an organization or of the tenant. */
@Singleton
public class AuditLog {
  private final Reads reads;
  private final Streamed streamed;

  @Inject
  AuditLog(Reads reads, Streamed streamed) {
    this.reads = reads;
    this.streamed = streamed;
  }

  /** A page, or an export: what the query and the headers ask for. */
  Response list(Owner owner, AuditQuery query, HttpHeaders headers) {
    var filter = query.filter();
    return switch (AuditExport.form(query.format(), headers)) {
      case PAGE -> {
        var found = page(owner, filter, Cursor.number(query.cursor()), Limit.of(query.limit()));
        yield found
            .mark(
                Response.ok(
                    streamed.json(EventListing.of(found.value())), MediaType.APPLICATION_JSON_TYPE))
            .build();
      }
      case NDJSON -> ndjson(owner, filter);
      case CSV -> csv(owner, filter);
    };
  }

  Response event(Owner owner, long sequence) {
    var found = linked(owner, sequence);
    return found.ok(streamed.json(found.value().json()));
  }

  /**
   * An event and its own hash.
   *
   * @param hash null while it cannot be told
   */
  public record Linked(RecordedEvent event, @Nullable String hash) {
    /** As the API shows it. */
    public LinkedEventJson json() {
      return new LinkedEventJson(EventJson.of(event), hash);
    }
  }

  /** The events that pass a filter, newest first. */
  public Dated<Page> page(Owner owner, AuditFilter filter, @Nullable Long before, int limit) {
    return reads.history(owner, _ -> {}, log -> log.audit(owner, filter, before, limit));
  }

  /** One event with its link of the chain; rejected where there is none of that sequence. */
  public Dated<Linked> linked(Owner owner, long sequence) {
    var found = reads.history(owner, _ -> {}, log -> log.event(owner, sequence));
    var event = found.value();
    if (event == null) {
      throw new Rejection(new UnknownEvent(sequence));
    }
    return new Dated<>(new Linked(event, hash(owner, sequence)), found.age());
  }

  /** Everything that passes a filter, as a file. */
  public Response ndjson(Owner owner, AuditFilter filter) {
    return export(owner, filter, AuditExport.Form.NDJSON);
  }

  /** Everything that passes a filter, as a file that spreadsheets open. */
  public Response csv(Owner owner, AuditFilter filter) {
    return export(owner, filter, AuditExport.Form.CSV);
  }

  /** An event's own hash: the next event names it, or the head if there is no next one. */
  private @Nullable String hash(Owner owner, long sequence) {
    var next = reads.history(owner, _ -> {}, log -> log.event(owner, sequence + 1)).value();
    if (next != null) {
      return next.meta().previous().hex();
    }
    return reads.here(
        owner,
        book -> {
          var head = book.head();
          return head != null && head.sequence() == sequence ? head.hash().hex() : null;
        });
  }

  private Response export(Owner owner, AuditFilter filter, AuditExport.Form form) {
    // The first page is read before the answer begins: what can be refused, is refused properly.
    var found = reads.export(owner, log -> AuditExport.begin(log, owner, filter, form));
    StreamingOutput output = found.value()::write;
    return found
        .mark(Response.ok(output, AuditExport.mediaType(form)))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"audit-log.%s\""
                .formatted(form == AuditExport.Form.CSV ? "csv" : "ndjson"))
        .build();
  }
}
