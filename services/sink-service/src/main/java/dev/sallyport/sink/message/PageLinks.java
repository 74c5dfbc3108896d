package dev.sallyport.sink.message;

import dev.sallyport.domain.event.PolicyEvent.AboutPolicy;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.insight.Detection;
import dev.sallyport.domain.names.Owner;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Addresses of the web pages, where people go on from a message. */
final class PageLinks {
  private final @Nullable String base;

  /**
   * @param publicUrl under which people reach this installation; without it there are no links
   */
  PageLinks(@Nullable URI publicUrl) {
    base = publicUrl == null ? null : publicUrl.toString().replaceAll("/+$", "");
  }

  /** Its entry in the history of its policy, or in the audit log. */
  @Nullable URI to(RecordedEvent event) {
    var meta = event.meta();
    return event.event() instanceof AboutPolicy about
        ? page(
            "/github/%s/actions/policies/%s/history/%d"
                .formatted(
                    segment(meta.owner().name()), segment(about.policy().value()), meta.sequence()))
        : page(auditLog(meta.owner()) + "/" + meta.sequence());
  }

  /** The run it was detected in; if that is not known, the detections of its kind. */
  @Nullable URI to(Detection detection) {
    var job = detection.job();
    var owner = segment(job.repository().owner().name());
    var repository = segment(job.repository().repository().name());
    return job.run() == null
        ? page(
            "/github/%s/actions/detections?type=%s&repository=%s"
                .formatted(owner, segment(detection.type().text()), repository))
        : page("/github/%s/%s/actions/runs/%s".formatted(owner, repository, job.run()));
  }

  /** Everything that happened. */
  @Nullable URI toAuditLog(Owner owner) {
    return page(auditLog(owner));
  }

  private static String auditLog(Owner owner) {
    return owner.isTenant() ? "/audit-log" : "/github/" + segment(owner.name()) + "/audit-log";
  }

  private @Nullable URI page(String path) {
    return base == null ? null : URI.create(base + path);
  }

  private static String segment(String name) {
    var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    // These alone would be taken for steps within the path.
    return switch (encoded) {
      case "." -> "%2E";
      case ".." -> "%2E%2E";
      default -> encoded;
    };
  }
}
