package dev.sallyport.service.pages.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.AuditLog;
import dev.sallyport.service.management.Cursor;
import dev.sallyport.service.management.Dated;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Staleness;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.NoSuchResource;
import dev.sallyport.topology.history.History.Page;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages of an audit log, whosever it is. */
@Singleton
public class AuditPages {
  private static final int ROWS = 50;

  private final AuditLog log;
  private final ObjectMapper json;

  @Inject
  AuditPages(AuditLog log, ObjectMapper json) {
    this.log = log;
    this.json = json;
  }

  @CheckedTemplate(basePath = "audit")
  static final class Templates {
    private Templates() {}

    /**
     * @param path of the log
     * @param policies the path of the owner's policies; null in the tenant's log
     * @param next where the next page begins; null on the last
     */
    static native TemplateInstance log(
        Frame frame,
        String path,
        @Nullable String policies,
        AuditForm form,
        List<EventView> events,
        @Nullable String next,
        boolean first,
        @Nullable String mistake,
        @Nullable String stale);

    /**
     * @param exact the event as the API answers it
     */
    static native TemplateInstance event(
        Frame frame,
        String path,
        @Nullable String policies,
        EventView event,
        String id,
        String previousHash,
        @Nullable String hash,
        String exact,
        @Nullable String stale);
  }

  TemplateInstance list(
      Owner owner, Frame frame, Room room, AuditForm form, @Nullable String cursor) {
    try {
      var before = Cursor.number(cursor);
      Dated<Page> found = log.page(owner, form.filter(), before, ROWS);
      return Templates.log(
          frame,
          room.path(),
          room.policies(),
          form,
          found.value().entries().stream().map(EventView::row).toList(),
          Cursor.ofNumber(found.value().next()),
          before == null,
          null,
          Staleness.words(found.age()));
    } catch (InvalidName invalid) {
      return mistaken(frame, room, form, String.valueOf(invalid.getMessage()));
    } catch (Rejection mistyped) {
      if (mistyped.problem().type().status() != 400) {
        throw mistyped;
      }
      return mistaken(frame, room, form, mistyped.problem().detail());
    }
  }

  private static TemplateInstance mistaken(Frame frame, Room room, AuditForm form, String words) {
    return Templates.log(
        frame, room.path(), room.policies(), form, List.of(), null, true, words, null);
  }

  TemplateInstance event(Owner owner, Frame frame, Room room, long sequence)
      throws JsonProcessingException {
    var found = log.linked(owner, sequence);
    var linked = found.value();
    var meta = linked.event().meta();
    return Templates.event(
        frame,
        room.path(),
        room.policies(),
        EventView.whole(linked.event()),
        meta.id().toString(),
        meta.previous().hex(),
        linked.hash(),
        json.writerWithDefaultPrettyPrinter().writeValueAsString(linked.json()),
        Staleness.words(found.age()));
  }

  Response export(Owner owner, AuditForm form, String format) {
    return switch (format) {
      case "csv" -> log.csv(owner, form.filter());
      case "ndjson" -> log.ndjson(owner, form.filter());
      default -> throw new Rejection(new NoSuchResource());
    };
  }

  /**
   * Where a log's pages are.
   *
   * @param policies null where there are none
   */
  record Room(String path, @Nullable String policies) {}
}
