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
import dev.sallyport.service.change.RequestId;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.security.KeyUse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Issues, lists and revokes API keys, of an organization or of the tenant. */
@Singleton
public class ApiKeys {
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

  /**
   * A key that was issued just now, with its secret, which nobody can be shown again.
   *
   * @param cluster that its jobs run on; null if on any
   */
  public record Issued(String id, String secret, String name, @Nullable String cluster) {}

  private record Sent(ChangeRequests.Answered answered, ApiKey key, String secret, boolean mine) {}

  Response issue(ContainerRequestContext request, Owner owner, byte @Nullable [] body)
      throws JsonProcessingException {
    var sent =
        send(
            owner,
            Bodies.own(body, KeyJson.Asked.class),
            command -> changes.submit(request, owner, command, body));
    if (sent.mine()) {
      return sent.answered()
          .mark(
              Response.status(Response.Status.CREATED)
                  .entity(KeyJson.issued(sent.key(), sent.secret())))
          .header("Cache-Control", "no-store")
          .build();
    }
    return earlier(owner, sent.answered());
  }

  /**
   * The same for what a form asked for.
   *
   * @return nothing if this repeats a request that has issued its key before
   */
  public Optional<Issued> issue(
      ContainerRequestContext request, Owner owner, KeyJson.Asked asked, RequestId id) {
    var sent = send(owner, asked, command -> changes.submitOnce(request, owner, command, id));
    if (!sent.mine()) {
      return Optional.empty();
    }
    var key = sent.key();
    var cluster = key.cluster();
    return Optional.of(
        new Issued(
            key.id().value(), sent.secret(), key.name(), cluster == null ? null : cluster.name()));
  }

  private Sent send(
      Owner owner, KeyJson.Asked asked, Function<IssueApiKey, ChangeRequests.Answered> submit) {
    var secret = Secrets.next();
    var key = key(asked, owner, secret);
    var answered = submit.apply(new IssueApiKey(key));
    // Under an idempotency key the command that was done may be an earlier one, with another
    // secret.
    var mine = reads.here(owner, book -> book.apiKey(key.id()) != null);
    return new Sent(answered, key, secret, mine);
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
    throw issuedBefore();
  }

  private static Rejection issuedBefore() {
    return new Rejection(
        new Malformed(
            "The key of this Idempotency-Key was issued before, and its secret is shown only once:"
                + " list the keys, revoke that one, and issue another."));
  }

  Response list(Owner owner, boolean revoked, int limit, @Nullable String cursor) {
    var listed = newestFirst(owner, revoked);
    var entries = listed.value();
    var page = Pages.after(entries, entry -> entry.apiKey().id().value(), cursor, limit);
    return listed.ok(
        new KeyListing(
            page.entries().stream()
                .map(entry -> KeyJson.listed(entry, use.lastUsed(entry.apiKey().hash())))
                .toList(),
            page.next()));
  }

  /** All keys of the owner, newest first. */
  public Dated<List<KeyJson>> all(Owner owner, boolean revoked) {
    var listed = newestFirst(owner, revoked);
    return new Dated<>(
        listed.value().stream()
            .map(entry -> KeyJson.listed(entry, use.lastUsed(entry.apiKey().hash())))
            .toList(),
        listed.age());
  }

  private Dated<List<ApiKeyEntry>> newestFirst(Owner owner, boolean revoked) {
    var listed = reads.owner(owner, book -> new ArrayList<>(book.apiKeys()));
    return new Dated<>(
        listed.value().stream()
            .filter(entry -> entry.live() != revoked)
            .sorted(NEWEST_FIRST)
            .toList(),
        listed.age());
  }

  public Response revoke(ContainerRequestContext request, Owner owner, String id) {
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
