package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.book.BookEntry.ApiKeyEntry;
import dev.sallyport.domain.command.PolicyCommand.IssueApiKey;
import dev.sallyport.domain.command.PolicyCommand.RevokeApiKey;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.security.KeyUse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Issues, lists and revokes API keys, of an organization or of the tenant. */
@Singleton
class ApiKeys {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
  private static final Comparator<ApiKeyEntry> NEWEST_FIRST =
      Comparator.comparing(ApiKeyEntry::issuedAt)
          .reversed()
          .thenComparing(entry -> entry.apiKey().id().value());

  private final Reads reads;
  private final ChangeRequests changes;
  private final KeyUse use;

  @Inject
  ApiKeys(Reads reads, ChangeRequests changes, KeyUse use) {
    this.reads = reads;
    this.changes = changes;
    this.use = use;
  }

  Response issue(ContainerRequestContext request, Owner owner, byte @Nullable [] body)
      throws JsonProcessingException {
    var secret = Secrets.next();
    var key = key(Bodies.own(body, KeyJson.Asked.class), owner, secret);
    var answered = changes.submit(request, owner, new IssueApiKey(key), body);
    // Under an idempotency key the command that was done may be an earlier one, with another
    // secret.
    var mine = reads.here(owner, book -> book.apiKey(key.id())) != null;
    if (mine) {
      return answered
          .mark(Response.status(Response.Status.CREATED).entity(KeyJson.issued(key, secret)))
          .header("Cache-Control", "no-store")
          .build();
    }
    return earlier(owner, answered);
  }

  private Response earlier(Owner owner, ChangeRequests.Answered answered) {
    var issued = reads.history(owner, _ -> {}, log -> log.event(owner, answered.done().head()));
    if (issued.value() != null
        && issued.value().event()
            instanceof dev.sallyport.domain.event.PolicyEvent.ApiKeyIssued(var key)) {
      return new ChangeRequests.Answered(answered.id(), answered.done(), true)
          .mark(Response.ok(KeyJson.issued(key, null)))
          .build();
    }
    throw new Rejection(
        new Malformed(
            "The key of this Idempotency-Key was issued before, and its secret is shown only once:"
                + " list the keys, revoke that one, and issue another."));
  }

  Response list(Owner owner, boolean revoked, int limit, @Nullable String cursor) {
    var listed = reads.owner(owner, book -> new ArrayList<>(book.apiKeys()));
    var entries =
        listed.value().stream()
            .filter(entry -> entry.live() != revoked)
            .sorted(NEWEST_FIRST)
            .toList();
    var page = Pages.after(entries, entry -> entry.apiKey().id().value(), cursor, limit);
    return listed.ok(
        new KeyListing(
            page.entries().stream()
                .map(entry -> KeyJson.listed(entry, use.lastUsed(entry.apiKey().hash())))
                .toList(),
            page.next()));
  }

  Response revoke(ContainerRequestContext request, Owner owner, String id) {
    if (!ID.matcher(id).matches()) {
      throw new Rejection(new Malformed("An API key's id has 16 hexadecimal digits."));
    }
    var answered = changes.submit(request, owner, new RevokeApiKey(new KeyId(id)), null);
    return answered.mark(Response.noContent()).build();
  }

  private static ApiKey key(KeyJson.Asked asked, Owner owner, String secret) {
    var kind = asked.kind();
    var name = asked.name();
    if (kind == null || name == null) {
      throw new Rejection(new Malformed("kind and name must be there."));
    }
    var cluster = asked.cluster() == null ? null : new ClusterName(asked.cluster());
    var kindOfKey = Words.keyKind(kind, owner.isTenant());
    if (cluster != null && kindOfKey != KeyKind.RUNNER) {
      throw new Rejection(new Malformed("Only a runner key can be bound to a cluster."));
    }
    if (name.isBlank()
        || name.length() > 100
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new Rejection(new Malformed("name has 1 to 100 characters and no control characters."));
    }
    return new ApiKey(KeyHash.of(secret), kindOfKey, name, cluster, false);
  }
}
