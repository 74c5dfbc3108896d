package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.book.BookEntry.MemberEntry;
import dev.sallyport.domain.command.PolicyCommand.GrantRole;
import dev.sallyport.domain.command.PolicyCommand.RevokeRole;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Lists members, grants and revokes roles, of an organization or of the tenant. */
@Singleton
class Members {
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
    var listed = reads.owner(owner, book -> new ArrayList<>(book.members()));
    var entries = listed.value().stream().sorted(BY_ADDRESS).toList();
    var page = Pages.after(entries, entry -> entry.member().toString(), cursor, limit);
    return listed.ok(
        new MemberJson.Listing(page.entries().stream().map(MemberJson::of).toList(), page.next()));
  }

  Response grant(ContainerRequestContext request, Owner owner, byte @Nullable [] body)
      throws JsonProcessingException {
    var asked = Bodies.own(body, MemberJson.Asked.class);
    var member = new MemberId(text("issuer", asked.issuer()), text("subject", asked.subject()));
    var email = asked.email() == null ? "" : text("email", asked.email());
    var role = role(asked.role(), owner);
    var answered = changes.submit(request, owner, new GrantRole(member, email, role), body);
    var json = new MemberJson(member.issuer(), member.subject(), email, Words.of(role), null, null);
    return answered.mark(Response.ok(json)).build();
  }

  Response revoke(
      ContainerRequestContext request,
      Owner owner,
      @Nullable String issuer,
      @Nullable String subject) {
    var member = new MemberId(text("issuer", issuer), text("subject", subject));
    var answered = changes.submit(request, owner, new RevokeRole(member), null);
    return answered.mark(Response.noContent()).build();
  }

  private static Role role(@Nullable String word, Owner owner) {
    var role = Words.role(text("role", word));
    if (role == Role.SECURITY && !owner.isTenant()) {
      throw new Rejection(
          new Malformed(
              "The role security is the tenant's: an organization has admin, editor and"
                  + " auditor."));
    }
    return role;
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
