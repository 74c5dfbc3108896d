package dev.sallyport.service.pages.settings;

import dev.sallyport.service.management.InvitationJson;
import dev.sallyport.service.pages.Moment;
import org.jspecify.annotations.Nullable;

/**
 * An invitation that waits.
 *
 * @param since null if it is not known
 */
record InvitationRow(String email, String role, @Nullable Moment since, String by) {
  static InvitationRow of(InvitationJson invitation) {
    var since = invitation.invitedAt();
    return new InvitationRow(
        invitation.email(),
        invitation.role(),
        since == null ? null : new Moment(since),
        MemberRow.nameOf(invitation.invitedBy()));
  }
}
