package dev.sallyport.topology.codec;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.blocklist.BlockListMembers;
import dev.sallyport.domain.blocklist.BlockedHost;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.delivery.DeliveryId;
import dev.sallyport.domain.document.Detection;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.document.HostPattern;
import dev.sallyport.domain.document.Lockdown;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.Part;
import dev.sallyport.domain.event.Placement;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.insight.SuppressionRule;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.NotificationChannel;
import dev.sallyport.domain.integration.NotificationSettings;
import dev.sallyport.domain.integration.Replay;
import dev.sallyport.domain.integration.SecretsReference;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.ListArbitrary;

/** Arbitrary values that events, commands and entries are made of. */
public final class ArbitraryValues {
  private ArbitraryValues() {}

  public static Arbitrary<Owner> owners() {
    Arbitrary<Owner> regular =
        Arbitraries.strings()
            .alpha()
            .numeric()
            .withChars("._-")
            .ofMaxLength(20)
            .map(tail -> Owner.of("Ac" + tail));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(9, regular),
        net.jqwik.api.Tuple.of(1, Arbitraries.just(Owner.TENANT)),
        net.jqwik.api.Tuple.of(1, Arbitraries.just(Owner.of("Customer::GHES::Acme"))));
  }

  /** Texts without control characters, slashes or outer blanks. */
  public static Arbitrary<String> plainTexts() {
    return Arbitraries.of("", "policy ", "ci.", "ü", "漢字 ", "🚪 ")
        .flatMap(start ->
            Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars(" .:*?=_-~\\'\"üß漢")
                .ofMaxLength(40)
                .map(rest -> (start + rest + "x").strip()));
  }

  /** Any texts, line breaks included. */
  public static Arbitrary<String> texts() {
    return Arbitraries.strings().ascii().withChars("\n\t\u0000é漢\u200d").ofMaxLength(200);
  }

  public static Arbitrary<PolicyName> policyNames() {
    return plainTexts().map(PolicyName::of);
  }

  public static Arbitrary<RepositoryName> repositories() {
    return Arbitraries.strings()
        .alpha()
        .numeric()
        .withChars("._-")
        .ofMaxLength(30)
        .map(tail -> RepositoryName.of("Re" + tail));
  }

  public static Arbitrary<Scope> scopes() {
    return Arbitraries.oneOf(
        Combinators.combine(repositories(), plainTexts())
            .as((repository, file) -> new Scope.Workflow(repository, new WorkflowFile(file))),
        repositories().map(Scope.Repository::new),
        Arbitraries.just(new Scope.Organization()),
        plainTexts().map(name -> new Scope.Cluster(new ClusterName(name))));
  }

  public static ListArbitrary<Scope> scopeLists() {
    return scopes().list().ofMaxSize(8);
  }

  static ListArbitrary<Placement> placements() {
    return Combinators.combine(scopes(), positions()).as(Placement::new).list().ofMaxSize(8);
  }

  static Arbitrary<Long> positions() {
    return Arbitraries.longs().greaterOrEqual(0);
  }

  static Arbitrary<Long> counts() {
    return Arbitraries.longs().greaterOrEqual(1);
  }

  static Arbitrary<HostPattern> hosts() {
    return Arbitraries.oneOf(
        Arbitraries.strings()
            .alpha()
            .numeric()
            .ofMaxLength(20)
            .map(label -> HostPattern.of("h" + label + ".example.com")),
        Arbitraries.of(
                "*.example.com", "prefix*.example.com", "10.1.2.3", "_https._tcp.example.com")
            .map(HostPattern::of));
  }

  public static Arbitrary<PolicyRules> rules() {
    Arbitrary<List<Endpoint>> endpoints =
        Combinators.combine(hosts(), Arbitraries.integers().between(1, 65_535))
            .as(Endpoint::new)
            .list()
            .uniqueElements()
            .ofMaxSize(8);
    Arbitrary<List<HostPattern>> denied = hosts().list().uniqueElements().ofMinSize(1).ofMaxSize(3);
    return Arbitraries.oneOf(
        rules(endpoints, Arbitraries.just(List.of())), rules(Arbitraries.just(List.of()), denied));
  }

  private static Arbitrary<PolicyRules> rules(
      Arbitrary<List<Endpoint>> allowed, Arbitrary<List<HostPattern>> denied) {
    Arbitrary<Lockdown> lockdowns =
        Combinators.combine(
                Arbitraries.of(true, false),
                Arbitraries.of(Detection.values()).list().uniqueElements())
            .as(Lockdown::new);
    Arbitrary<Boolean> switches = Arbitraries.of(true, false).injectNull(0.3);
    return Combinators.combine(
            Arbitraries.of(EgressMode.values()),
            allowed,
            denied,
            switches,
            switches,
            switches,
            switches,
            lockdowns.injectNull(0.3))
        .as(PolicyRules::new);
  }

  public static Arbitrary<PolicyContent> contents() {
    return Combinators.combine(texts(), rules()).as(PolicyContent::new);
  }

  public static Arbitrary<Actor> actors() {
    return Combinators.combine(Arbitraries.of(Actor.Kind.values()), plainTexts(), plainTexts())
        .as(Actor::new);
  }

  static Arbitrary<Source> sources() {
    return Arbitraries.of(Source.values());
  }

  static Arbitrary<Role> roles() {
    return Arbitraries.of(Role.values());
  }

  static Arbitrary<MemberId> members() {
    return Combinators.combine(
            plainTexts().map(path -> "https://issuer.example/" + path), plainTexts())
        .as(MemberId::new);
  }

  static Arbitrary<EmailAddress> emails() {
    return plainTexts().map(text -> EmailAddress.of(text.replaceAll("\\s", "") + "@acme.example"));
  }

  static Arbitrary<SessionHolder> sessionHolders() {
    return Arbitraries.oneOf(
        keyIds().map(SessionHolder.OfKey::new), members().map(SessionHolder.OfMember::new));
  }

  static Arbitrary<RuleId> ruleIds() {
    return Arbitraries.strings().withChars("0123456789abcdef").ofLength(32).map(RuleId::new);
  }

  static Arbitrary<SuppressionRule> suppressionRules() {
    var conditions =
        Arbitraries.maps(Arbitraries.of(SuppressionRule.CONDITIONS), plainTexts()).ofMaxSize(12);
    return Combinators.combine(ruleIds(), plainTexts(), plainTexts(), plainTexts(), conditions)
        .as(SuppressionRule::new);
  }

  static Arbitrary<IntegrationId> integrationIds() {
    return hexadecimal(32).map(IntegrationId::new);
  }

  private static Arbitrary<String> hexadecimal(int digits) {
    return Arbitraries.strings().withChars("0123456789abcdef").ofLength(digits);
  }

  static Arbitrary<Replay> replays() {
    return Arbitraries.oneOf(
        hexadecimal(32).map(DeliveryId::new).map(Replay.One::new),
        moments().map(Replay.Since::new),
        Arbitraries.longs().greaterOrEqual(1).map(Replay.FromSequence::new));
  }

  static Arbitrary<NotificationSettings> notificationSettings() {
    return Combinators.combine(
            Arbitraries.maps(Arbitraries.of(NotificationChannel.class), integrationIds()),
            Arbitraries.of(
                    "notifyWhenDomainBlocked", "notifyForWhatIsToCome", "notifyOnFileOverwrite")
                .set(),
            Arbitraries.of("", "C024BE91L"),
            Arbitraries.of("", "off", "all"))
        .as(NotificationSettings::new);
  }

  static Arbitrary<Integration> integrations() {
    Arbitrary<SecretsReference> secrets =
        Combinators.combine(hexadecimal(32), hexadecimal(16))
            .as(SecretsReference::new)
            .injectDuplicates(0.1);
    return Combinators.combine(
            integrationIds(),
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(100),
            destinations(),
            Arbitraries.of(Happening.class).set().ofMinSize(1),
            repositories().list().uniqueElements().ofMaxSize(5),
            Arbitraries.of(Integration.Standing.class),
            Arbitraries.oneOf(secrets, Arbitraries.just(SecretsReference.NONE)))
        .as(Integration::new);
  }

  private static Arbitrary<Destination> destinations() {
    return Arbitraries.oneOf(
        Arbitraries.of("https://hooks.example.com/a?b=c", "http://[::1]:8080/")
            .map(url -> Destination.Webhook.of(url, List.of("X-Token"))),
        Arbitraries.just(new Destination.SlackWebhook()),
        Arbitraries.of("C024BE91L", "#security").map(Destination.SlackChannel::new),
        Arbitraries.just(new Destination.TeamsWebhook()),
        emails().list().uniqueElements().ofMinSize(1).ofMaxSize(20).map(Destination.Email::new));
  }

  static Arbitrary<KeyHash> keyHashes() {
    return Arbitraries.strings().ascii().map(KeyHash::of);
  }

  static Arbitrary<KeyId> keyIds() {
    return keyHashes().map(KeyHash::id);
  }

  public static Arbitrary<ApiKey> apiKeys() {
    Arbitrary<ApiKey> bootstrap =
        keyHashes().map(hash -> new ApiKey(hash, KeyKind.TENANT_ADMIN, "bootstrap", null, true));
    Arbitrary<ApiKey> runner =
        Combinators.combine(keyHashes(), plainTexts(), plainTexts())
            .as((hash, name, cluster) ->
                new ApiKey(hash, KeyKind.RUNNER, name, new ClusterName(cluster), false));
    Arbitrary<ApiKey> others =
        Combinators.combine(keyHashes(), Arbitraries.of(KeyKind.values()), plainTexts())
            .as((hash, kind, name) -> new ApiKey(hash, kind, name, null, false));
    return Arbitraries.oneOf(bootstrap, runner, others);
  }

  static Arbitrary<GlobalBlockList> blockLists() {
    Arbitrary<String> notes = plainTexts().injectNull(0.3);
    return Combinators.combine(
            blocked(
                Arbitraries.integers().between(1, 250).map(last -> "198.51.100." + last), notes),
            blocked(label().map(label -> label + ".example"), notes),
            blocked(label().map(label -> "*." + label + ".example"), notes))
        .as((addresses, domains, wildcards) ->
            GlobalBlockList.ofStored(new BlockListMembers(addresses, domains, wildcards)));
  }

  private static Arbitrary<String> label() {
    return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(12);
  }

  private static Arbitrary<List<BlockedHost>> blocked(
      Arbitrary<String> hosts, Arbitrary<String> notes) {
    return Combinators.combine(hosts, notes, notes)
        .as(BlockedHost::new)
        .list()
        .uniqueElements(BlockedHost::endpoint)
        .ofMaxSize(5);
  }

  public static Arbitrary<Instant> moments() {
    return Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
  }

  public static Arbitrary<CommandId> commandIds() {
    return uuids().map(CommandId::new);
  }

  static Arbitrary<UUID> uuids() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
  }

  static Arbitrary<EventHash> hashes() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofSize(EventHash.GENESIS.bytes().length)
        .map(EventHash::of);
  }

  static Arbitrary<Part> parts() {
    return Arbitraries.integers()
        .between(1, 100)
        .flatMap(of ->
            Arbitraries.integers()
                .between(1, of)
                .map(number -> new Part(number, Objects.requireNonNull(of))));
  }
}
