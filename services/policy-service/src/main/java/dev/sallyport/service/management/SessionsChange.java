package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.access.SessionHolder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Of Sessions Ended: whose they were.
 *
 * @param key the id of the key that they were begun with, unless by a member
 * @param issuer of the member, like {@code subject}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SessionsChange")
public record SessionsChange(
    @Nullable String key, @Nullable String issuer, @Nullable String subject)
    implements EventJson.ChangeJson {

  static SessionsChange of(SessionHolder holder) {
    return switch (holder) {
      case SessionHolder.OfKey(var id) -> new SessionsChange(id.value(), null, null);
      case SessionHolder.OfMember(var member) ->
          new SessionsChange(null, member.issuer(), member.subject());
    };
  }
}
