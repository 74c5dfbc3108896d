package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Of Member Invited, Invitation Withdrawn and Invitation Accepted.
 *
 * @param before the role of the invitation that this one replaces
 * @param issuer of whoever accepted, like {@code subject}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "InvitationChange")
public record InvitationChange(
    String email,
    String role,
    @Nullable String before,
    @Nullable String issuer,
    @Nullable String subject)
    implements EventJson.ChangeJson {

  static InvitationChange of(EmailAddress email, Role role, @Nullable Role before) {
    return new InvitationChange(
        email.value(), Words.of(role), before == null ? null : Words.of(before), null, null);
  }

  static InvitationChange accepted(EmailAddress email, MemberId member, Role role) {
    return new InvitationChange(
        email.value(), Words.of(role), null, member.issuer(), member.subject());
  }
}
