package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.book.BookEntry.MemberEntry;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A person with a role. Issuer and subject are as an identity provider names them; the address is
 * only shown.
 *
 * @param role {@code admin}, {@code editor}, {@code auditor}; of the tenant also {@code security}
 * @param grantedAt in answers only, like {@code grantedBy}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Member")
public record MemberJson(
    String issuer,
    String subject,
    String email,
    String role,
    @Nullable Instant grantedAt,
    @Nullable ActorJson grantedBy) {

  static MemberJson of(MemberEntry entry) {
    return new MemberJson(
        entry.member().issuer(),
        entry.member().subject(),
        entry.email(),
        Words.of(entry.role()),
        entry.grantedAt(),
        ActorJson.of(entry.grantedBy()));
  }

  /** A role that is asked for. */
  @Schema(name = "NewMember")
  public record Asked(
      @Nullable String issuer,
      @Nullable String subject,
      @Nullable String email,
      @Nullable String role) {}

  /**
   * A page of members.
   *
   * @param next goes into {@code cursor} for the next page; null at the end
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "MemberListing")
  public record Listing(List<MemberJson> entries, @Nullable String next) {}
}
