package dev.sallyport.service.integrations;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.AddIntegration;
import dev.sallyport.domain.command.PolicyCommand.ChangeIntegration;
import dev.sallyport.domain.command.PolicyCommand.RemoveIntegration;
import dev.sallyport.domain.command.Refusal.UnknownIntegration;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.SecretsReference;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.service.change.RequestId;
import dev.sallyport.service.config.SinksSettings;
import dev.sallyport.service.management.ChangeRequests;
import dev.sallyport.service.management.ChangeRequests.Answered;
import dev.sallyport.service.management.Dated;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.problem.RequestProblem.NotSetUp;
import dev.sallyport.topology.secrets.IntegrationSecrets;
import dev.sallyport.topology.secrets.SecretsName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adds, changes and removes integrations. Their secrets are kept before the change is asked for,
 * under a name that only this change bears; where it is refused, or it removes them, they are
 * removed again.
 */
@Singleton
public class Integrations {
  private static final Comparator<IntegrationEntry> BY_NAME =
      Comparator.comparing((IntegrationEntry entry) -> entry.integration().name())
          .thenComparing(entry -> entry.integration().id().digits());

  private final Reads reads;
  private final ChangeRequests changes;
  private final KeptSecrets secrets;
  private final SinksSettings sinks;

  @Inject
  Integrations(Reads reads, ChangeRequests changes, KeptSecrets secrets, SinksSettings sinks) {
    this.reads = reads;
    this.changes = changes;
    this.secrets = secrets;
    this.sinks = sinks;
  }

  /**
   * What a change came to.
   *
   * @param signingSecret of a webhook, where it was made just now
   */
  public record Changed(
      Answered answered, IntegrationEntry entry, @Nullable String signingSecret) {}

  public Dated<List<IntegrationEntry>> all(Owner owner) {
    var listed = reads.owner(owner, book -> book.integrations());
    return new Dated<>(listed.value().stream().sorted(BY_NAME).toList(), listed.age());
  }

  public Dated<IntegrationEntry> one(Owner owner, IntegrationId id) {
    return reads.owner(
        owner,
        book -> {
          var entry = book.integration(id);
          if (entry == null) {
            throw new Rejection(new UnknownIntegration(id));
          }
          return entry;
        });
  }

  public Changed add(
      ContainerRequestContext request,
      Owner owner,
      IntegrationJson.Asked asked,
      byte @Nullable [] body) {
    secrets.requireKey();
    return add(
        owner, asked, command -> changes.submitNamed(request, owner, command, secrets.keyed(body)));
  }

  /**
   * The same for what a form asked for.
   *
   * @param form the id that a page gave to it; null if it came without one
   */
  public Changed add(
      ContainerRequestContext request,
      Owner owner,
      IntegrationJson.Asked asked,
      @Nullable String form) {
    secrets.requireKey();
    var id = RequestId.ofForm(form, "integration", secrets.keyed(asked.whole()));
    return add(owner, asked, command -> changes.submitNamed(request, owner, command, id));
  }

  private Changed add(
      Owner owner,
      IntegrationJson.Asked asked,
      Function<Function<CommandId, PolicyCommand>, Answered> submit) {
    var destination = destination(asked, List.of());
    var values = AskedSecrets.of(destination, asked, Map.of());
    var reference = secrets.reference(values);
    var kept = new AtomicReference<SecretsName>();
    try {
      var answered =
          submit.apply(id -> {
            var integration =
                integration(new IntegrationId(digits(id)), asked, destination, reference);
            kept.set(SecretsName.of(owner, integration));
            secrets.keep(SecretsName.of(owner, integration), values);
            return new AddIntegration(integration);
          });
      var entry = here(owner, new IntegrationId(digits(answered.id())));
      var mine = entry.integration().secrets().equals(reference);
      if (!mine) {
        secrets.forget(new SecretsName(owner, entry.integration().id(), reference.version()));
      }
      return new Changed(
          answered,
          entry,
          mine && asked.signingSecret() == null ? values.get(Destination.SIGNING_SECRET) : null);
    } catch (Rejection refused) {
      secrets.forgetAfter(refused, kept.get());
      throw refused;
    }
  }

  public Changed change(
      ContainerRequestContext request,
      Owner owner,
      IntegrationId id,
      IntegrationJson.Asked asked,
      byte @Nullable [] body) {
    secrets.requireKey();
    var before = one(owner, id).value().integration();
    var had = secrets.readable(owner, before);
    var destination =
        destination(
            asked,
            before.destination() instanceof Destination.Webhook(_, var headers)
                ? headers
                : List.of());
    var sameKind = destination.kind().equals(before.destination().kind());
    if (sameKind) {
      requireRead(before, had, asked);
    }
    var values =
        AskedSecrets.of(destination, asked, sameKind ? kept(before, destination, had) : Map.of());
    // The same secrets again are the same version: what changes nothing writes nothing.
    var reference = values.equals(had) ? before.secrets() : secrets.reference(values);
    var integration = integration(id, asked, destination, reference);
    if (reference.equals(before.secrets())) {
      var answered =
          changes.submit(
              request, owner, new ChangeIntegration(integration, before), secrets.keyed(body));
      return new Changed(answered, here(owner, id), null);
    }
    secrets.keep(SecretsName.of(owner, integration), values);
    try {
      var answered =
          changes.submit(
              request, owner, new ChangeIntegration(integration, before), secrets.keyed(body));
      var entry = here(owner, id);
      // Another change may have come after it; or this is a repeat, and was done before others.
      var now = entry.integration().secrets();
      for (var each : List.of(before.secrets(), reference)) {
        if (!each.equals(now)) {
          secrets.forget(new SecretsName(owner, id, each.version()));
        }
      }
      var made = values.get(Destination.SIGNING_SECRET);
      var isMade =
          now.equals(reference)
              && asked.signingSecret() == null
              && !Objects.equals(had.get(Destination.SIGNING_SECRET), made);
      return new Changed(answered, entry, isMade ? made : null);
    } catch (Rejection refused) {
      secrets.forgetAfter(refused, SecretsName.of(owner, integration));
      throw refused;
    }
  }

  /** Switches it off, or on again; the latter also where its destination said that it is gone. */
  public Answered stand(
      ContainerRequestContext request, Owner owner, IntegrationId id, Standing standing) {
    var before = one(owner, id).value().integration();
    return changes.submit(
        request, owner, new ChangeIntegration(before.standing(standing), before), null);
  }

  public Answered remove(ContainerRequestContext request, Owner owner, IntegrationId id) {
    var before = one(owner, id).value().integration();
    var answered = changes.submit(request, owner, new RemoveIntegration(id), null);
    secrets.forget(SecretsName.of(owner, before));
    return answered;
  }

  // A secret made in place of one that is only not read yet would end what its receiver knows.
  private static void requireRead(
      Integration before, Map<String, String> had, IntegrationJson.Asked asked) {
    if (had.isEmpty()
        && !before.secrets().equals(SecretsReference.NONE)
        && before.destination() instanceof Destination.Webhook
        && asked.signingSecret() == null) {
      throw new IntegrationSecrets.Unavailable(
          "The webhook's secrets are not here yet: repeat in a moment, or send a signingSecret and"
              + " the values of all headers.");
    }
  }

  private IntegrationEntry here(Owner owner, IntegrationId id) {
    return reads.here(
        owner,
        book -> {
          var entry = book.integration(id);
          if (entry == null) {
            throw new Rejection(new UnknownIntegration(id)); // removed by another, just now
          }
          return entry;
        });
  }

  /**
   * Without what must not reach another receiver: whoever may change where a webhook leads must not
   * be able to read the credentials that somebody else put in.
   */
  private static Map<String, String> kept(
      Integration before, Destination now, Map<String, String> had) {
    if (before.destination() instanceof Destination.Webhook(var was, _)
        && now instanceof Destination.Webhook(var is, _)
        && !sameReceiver(was, is)) {
      var kept = new TreeMap<>(had);
      kept.keySet().removeIf(name -> name.startsWith(Destination.HEADER));
      return kept;
    }
    return had;
  }

  private static boolean sameReceiver(URI was, URI is) {
    return was.getScheme().equalsIgnoreCase(is.getScheme())
        && was.getHost().equalsIgnoreCase(is.getHost())
        && was.getPort() == is.getPort();
  }

  private static String digits(CommandId id) {
    return id.toString().replace("-", "");
  }

  private static Integration integration(
      IntegrationId id,
      IntegrationJson.Asked asked,
      Destination destination,
      SecretsReference reference) {
    var name = asked.name();
    if (name == null) {
      throw new Rejection(new Malformed("name must be there."));
    }
    return new Integration(
        id,
        name,
        destination,
        happenings(asked.events()),
        asked.repositories() == null
            ? List.of()
            : asked.repositories().stream().map(RepositoryName::of).toList(),
        Boolean.TRUE.equals(asked.paused()) ? Standing.PAUSED : Standing.ACTIVE,
        reference);
  }

  private static Set<Happening> happenings(@Nullable List<String> names) {
    var happenings = EnumSet.noneOf(Happening.class);
    for (var name : names == null ? List.<String>of() : names) {
      happenings.add(
          Happening.named(name)
              .orElseThrow(() ->
                  new Rejection(
                      new Malformed(
                          "events has no “%s”: it names %s.".formatted(name, Happening.all())))));
    }
    return happenings;
  }

  private Destination destination(IntegrationJson.Asked asked, List<String> headers) {
    return switch (asked.type()) {
      // Headers that a replacement does not name stay.
      case Destination.Webhook.KIND ->
          Destination.Webhook.of(
              present("url", asked.url()),
              asked.headers() == null
                  ? headers
                  : asked.headers().keySet().stream().sorted().toList());
      case Destination.SlackWebhook.KIND -> new Destination.SlackWebhook();
      case Destination.SlackChannel.KIND ->
          new Destination.SlackChannel(present("channel", asked.channel()));
      case Destination.TeamsWebhook.KIND -> new Destination.TeamsWebhook();
      case Destination.Email.KIND -> {
        if (!sinks.mail()) {
          throw new Rejection(NotSetUp.noMail());
        }
        yield new Destination.Email(
            asked.recipients() == null
                ? List.of()
                : asked.recipients().stream().map(EmailAddress::of).toList());
      }
      case null, default ->
          throw new Rejection(
              new Malformed("type is webhook, slack-webhook, slack-bot, teams-webhook or email."));
    };
  }

  private static String present(String what, @Nullable String value) {
    if (value == null) {
      throw new Rejection(new Malformed(what + " must be there."));
    }
    return value;
  }
}
