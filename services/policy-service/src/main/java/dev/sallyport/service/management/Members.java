package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.book.BookEntry.MemberEntry;
import dev.sallyport.domain.command.PolicyCommand.EndSessions;
import dev.sallyport.domain.command.PolicyCommand.GrantRole;
import dev.sallyport.domain.command.PolicyCommand.RevokeRole;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.ChangeRequests.Answered;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists members, grants and revokes roles, of an organization or of the tenant. */
@Singleton
public class Members {
  private static final int MAX_TEXT = 255;
  private static final Comparator<MemberEntry> BY_ADDRESS =
      Comparator.comparing(MemberEntry::email).thenComparing(entry -> entry.member().toString());

  private final Reads reads;
  private final ChangeRequests changes;

  @Inject
  Members(Reads reads, ChangeRequests changes) {
    this.reads = reads;
    this.changes = changes;
  }

  Response list(Owner owner, int limit, @Nullable String cursor) {
    var listed = byAddress(owner);
    var entries = listed.value();
    var page = Pages.after(entries, entry -> entry.member().toString(), cursor, limit);
    return listed.ok(
        new MemberJson.Listing(page.entries().stream().map(MemberJson::of).toList(), page.next()));
  }

  /** All of the owner, by address. */
  public Dated<List<MemberJson>> all(Owner owner) {
    var listed = byAddress(owner);
    return new Dated<>(listed.value().stream().map(MemberJson::of).toList(), listed.age());
  }

  private Dated<List<MemberEntry>> byAddress(Owner owner) {
    var listed = reads.owner(owner, book -> new ArrayList<>(book.members()));
    return new Dated<>(listed.value().stream().sorted(BY_ADDRESS).toList(), listed.age());
  }

  Response grant(ContainerRequestContext request, Owner owner, byte @Nullable [] body)
      throws JsonProcessingException {
    var command = command(Bodies.own(body, MemberJson.Asked.class), owner);
    var answered = changes.submit(request, owner, command, body);
    var json =
        new MemberJson(
            command.member().issuer(),
            command.member().subject(),
            command.email(),
            Words.of(command.role()),
            null,
            null);
    return answered.mark(Response.ok(json)).build();
  }

  /** The same for what a form asked for. */
  public Answered grant(ContainerRequestContext request, Owner owner, MemberJson.Asked asked) {
    return changes.submit(request, owner, command(asked, owner), null);
  }

  Response revoke(
      ContainerRequestContext request,
      Owner owner,
      @Nullable String issuer,
      @Nullable String subject) {
    return revoked(request, owner, issuer, subject).mark(Response.noContent()).build();
  }

  /** The same for a form. */
  public Answered revoked(
      ContainerRequestContext request,
      Owner owner,
      @Nullable String issuer,
      @Nullable String subject) {
    return changes.submit(request, owner, new RevokeRole(id(issuer, subject)), null);
  }

  /** Ends all sessions of a person, with a role in the books or without. */
  public Answered endSessions(
      ContainerRequestContext request, @Nullable String issuer, @Nullable String subject) {
    var command = new EndSessions(new SessionHolder.OfMember(id(issuer, subject)));
    return changes.submit(request, Owner.TENANT, command, null);
  }

  private static GrantRole command(MemberJson.Asked asked, Owner owner) {
    return new GrantRole(
        id(asked.issuer(), asked.subject()),
        asked.email() == null ? "" : text("email", asked.email()),
        Words.role(asked.role(), owner.isTenant()));
  }

  private static MemberId id(@Nullable String issuer, @Nullable String subject) {
    return new MemberId(text("issuer", issuer), text("subject", subject));
  }

  private static String text(String what, @Nullable String value) {
    if (value == null
        || value.isBlank()
        || value.length() > MAX_TEXT
        || value.codePoints().anyMatch(Character::isISOControl)) {
      throw new Rejection(
          new Malformed(what + " has 1 to 255 characters and no control characters."));
    }
    return value;
  }
}
