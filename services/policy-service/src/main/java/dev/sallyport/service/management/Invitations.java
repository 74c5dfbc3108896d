package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.book.BookEntry.InvitationEntry;
import dev.sallyport.domain.command.PolicyCommand.InviteMember;
import dev.sallyport.domain.command.PolicyCommand.WithdrawInvitation;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.ChangeRequests.Answered;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists, makes and withdraws invitations, of an organization or of the tenant. */
@Singleton
public class Invitations {
  private static final Comparator<InvitationEntry> BY_ADDRESS =
      Comparator.comparing(entry -> entry.email().value());

  private final Reads reads;
  private final ChangeRequests changes;

  @Inject
  Invitations(Reads reads, ChangeRequests changes) {
    this.reads = reads;
    this.changes = changes;
  }

  Response list(Owner owner, int limit, @Nullable String cursor) {
    var listed = all(owner);
    var page = Pages.after(listed.value(), InvitationJson::email, cursor, limit);
    return listed.ok(new InvitationJson.Listing(page.entries(), page.next()));
  }

  /** All of the owner, by address. */
  public Dated<List<InvitationJson>> all(Owner owner) {
    var listed = reads.owner(owner, book -> new ArrayList<>(book.invitations()));
    return new Dated<>(
        listed.value().stream().sorted(BY_ADDRESS).map(InvitationJson::of).toList(), listed.age());
  }

  Response invite(ContainerRequestContext request, Owner owner, byte @Nullable [] body)
      throws JsonProcessingException {
    var command = command(Bodies.own(body, InvitationJson.Asked.class), owner);
    var answered = changes.submit(request, owner, command, body);
    var status = answered.done().changed() ? Response.Status.CREATED : Response.Status.OK;
    var json = new InvitationJson(command.email().value(), Words.of(command.role()), null, null);
    return answered.mark(Response.status(status).entity(json)).build();
  }

  /** The same for what a form asked for. */
  public Answered invite(ContainerRequestContext request, Owner owner, InvitationJson.Asked asked) {
    return changes.submit(request, owner, command(asked, owner), null);
  }

  Response withdraw(ContainerRequestContext request, Owner owner, @Nullable String email) {
    return withdrawn(request, owner, email).mark(Response.noContent()).build();
  }

  /** The same for a form. */
  public Answered withdrawn(ContainerRequestContext request, Owner owner, @Nullable String email) {
    return changes.submit(request, owner, new WithdrawInvitation(address(email)), null);
  }

  private static InviteMember command(InvitationJson.Asked asked, Owner owner) {
    return new InviteMember(address(asked.email()), Words.role(asked.role(), owner.isTenant()));
  }

  private static EmailAddress address(@Nullable String text) {
    return EmailAddress.of(text == null ? "" : text);
  }
}
