package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.book.BookEntry.InvitationEntry;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A role that waits for whoever signs in with this address.
 *
 * @param email without outer blanks and in lower case
 * @param role {@code admin}, {@code editor}, {@code auditor}; of the tenant also {@code security}
 * @param invitedAt in lists only, like {@code invitedBy}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Invitation")
public record InvitationJson(
    String email, String role, @Nullable Instant invitedAt, @Nullable ActorJson invitedBy) {

  static InvitationJson of(InvitationEntry entry) {
    return new InvitationJson(
        entry.email().value(),
        Words.of(entry.role()),
        entry.invitedAt(),
        ActorJson.of(entry.invitedBy()));
  }

  /** Somebody who is to be invited. */
  @Schema(name = "NewInvitation")
  public record Asked(@Nullable String email, @Nullable String role) {}

  /**
   * A page of invitations.
   *
   * @param next goes into {@code cursor} for the next page; null at the end
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "InvitationListing")
  public record Listing(List<InvitationJson> entries, @Nullable String next) {}
}
