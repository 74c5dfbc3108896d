package dev.sallyport.service.integrations;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
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
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Adds, changes and removes integrations. Their secrets are kept before the change is asked for,
 * under a name that only this change bears; where it is refused, or it removes them, they are
 * removed again.
 */
@Singleton
public class Integrations {
  private static final Logger LOG = Logger.getLogger(Integrations.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int VERSION_BYTES = 16;
  private static final Comparator<IntegrationEntry> BY_NAME =
      Comparator.comparing((IntegrationEntry entry) -> entry.integration().name())
          .thenComparing(entry -> entry.integration().id().digits());

  private final Reads reads;
  private final ChangeRequests changes;
  private final IntegrationSecrets secrets;
  private final SinksSettings sinks;

  @Inject
  Integrations(
      Reads reads, ChangeRequests changes, IntegrationSecrets secrets, SinksSettings sinks) {
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
    requireKey();
    var destination = destination(asked, List.of());
    var values = AskedSecrets.of(destination, asked, Map.of());
    var reference = reference(values);
    var answered =
        changes.submitNamed(
            request,
            owner,
            id -> {
              var integration =
                  integration(new IntegrationId(digits(id)), asked, destination, reference);
              keep(SecretsName.of(owner, integration), values);
              return new AddIntegration(integration);
            },
            body);
    var entry = here(owner, new IntegrationId(digits(answered.id())));
    var mine = entry.integration().secrets().equals(reference);
    if (!mine) {
      forget(new SecretsName(owner, entry.integration().id(), reference.version()));
    }
    return new Changed(
        answered,
        entry,
        mine && asked.signingSecret() == null ? values.get(Destination.SIGNING_SECRET) : null);
  }

  public Changed change(
      ContainerRequestContext request,
      Owner owner,
      IntegrationId id,
      IntegrationJson.Asked asked,
      byte @Nullable [] body) {
    requireKey();
    var before = one(owner, id).value().integration();
    var had = values(owner, before);
    var destination =
        destination(
            asked,
            before.destination() instanceof Destination.Webhook(_, var headers)
                ? headers
                : List.of());
    var sameKind = destination.kind().equals(before.destination().kind());
    var values = AskedSecrets.of(destination, asked, sameKind ? had : Map.of());
    // The same secrets again are the same version: what changes nothing writes nothing.
    var reference = values.equals(had) ? before.secrets() : reference(values);
    var integration = integration(id, asked, destination, reference);
    var isNew = !reference.equals(before.secrets());
    if (isNew) {
      keep(SecretsName.of(owner, integration), values);
    }
    Answered answered;
    try {
      answered = changes.submit(request, owner, new ChangeIntegration(integration), body);
    } catch (Rejection refused) {
      if (isNew) {
        forget(SecretsName.of(owner, integration));
      }
      throw refused;
    }
    if (isNew) {
      forget(SecretsName.of(owner, before));
    }
    var made = values.get(Destination.SIGNING_SECRET);
    var isMade = asked.signingSecret() == null && !had.containsValue(made == null ? "" : made);
    return new Changed(answered, here(owner, id), isMade ? made : null);
  }

  public Answered remove(ContainerRequestContext request, Owner owner, IntegrationId id) {
    var before = one(owner, id).value().integration();
    var answered = changes.submit(request, owner, new RemoveIntegration(id), null);
    forget(SecretsName.of(owner, before));
    return answered;
  }

  private void requireKey() {
    if (sinks.secretsKey().isEmpty()) {
      throw new Rejection(
          new NotSetUp(
              "This installation delivers nothing: its operator has to set"
                  + " SALLYPORT_SINKS_SECRETS_KEY and to run the sink service."));
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

  private Map<String, String> values(Owner owner, Integration integration) {
    return integration.secrets().equals(SecretsReference.NONE)
        ? Map.of()
        : secrets.get(SecretsName.of(owner, integration)).orElse(Map.of());
  }

  private SecretsReference reference(Map<String, String> values) {
    if (values.isEmpty()) {
      return SecretsReference.NONE;
    }
    var version = new byte[VERSION_BYTES];
    RANDOM.nextBytes(version);
    return new SecretsReference(HexFormat.of().formatHex(version), secrets.fingerprint(values));
  }

  private void keep(SecretsName name, Map<String, String> values) {
    if (!values.isEmpty()) {
      secrets.put(name, values);
    }
  }

  // What is left behind is encrypted and named by nothing: no reason to fail what was done.
  private void forget(SecretsName name) {
    if (name.version().isEmpty()) {
      return;
    }
    try {
      secrets.remove(name);
    } catch (IntegrationSecrets.Unavailable e) {
      LOG.warnf("Secrets that nothing needs any more were left behind: %s", name);
    }
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
          throw new Rejection(
              new NotSetUp(
                  "This installation sends no mail: its operator has to set"
                      + " SALLYPORT_SINKS_MAIL_HOST and SALLYPORT_SINKS_MAIL_FROM."));
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
