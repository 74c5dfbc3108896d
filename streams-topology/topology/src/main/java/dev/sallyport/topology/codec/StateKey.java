package dev.sallyport.topology.codec;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.book.BookKey;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.schemas.serde.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the store {@code policy-state} and its changelog: the owner's key, a slash, a letter for
 * the kind of entry, and what names the entry, in UTF-8. An owner's entries are neighbours, and a
 * policy's placements stand in the order of their positions. Stored: must never change.
 *
 * <p>Unambiguous since neither owner, policy, repository, file nor cluster may hold a slash, and
 * neither members nor actors a control character.
 */
public record StateKey(Owner owner, BookKey key) {
  private static final HexFormat HEX = HexFormat.of();

  public byte[] encode() {
    return bytes(owner, text(key));
  }

  /** What all keys of an owner, and no others, begin with. */
  public static byte[] prefix(Owner owner) {
    return bytes(owner, "");
  }

  /** What the keys of a policy's placements, and no others, begin with. */
  public static byte[] placements(Owner owner, PolicyName policy) {
    return bytes(owner, "a/" + policy.value() + "/");
  }

  /** What the keys of an owner's suppression rules, and no others, begin with. */
  public static byte[] suppressionRules(Owner owner) {
    return bytes(owner, "r/");
  }

  /** What the keys of an owner's integrations, and no others, begin with. */
  public static byte[] integrations(Owner owner) {
    return bytes(owner, "g/");
  }

  /**
   * The owner's key, which can be read even where the rest cannot.
   *
   * @throws UndecodableException when not even that can be
   */
  public static String ownerKey(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int slash = text.indexOf('/');
    if (slash < 1) {
      throw new UndecodableException("not a key of the policy state: " + HEX.formatHex(bytes));
    }
    return text.substring(0, slash);
  }

  /** The same, and an empty string for what is no such key at all: nobody's. */
  public static String ownerKeyOrNobody(byte @Nullable [] bytes) {
    try {
      return bytes == null ? "" : ownerKey(bytes);
    } catch (UndecodableException notOurs) {
      return "";
    }
  }

  /**
   * The owner is spelled as its key: only its head knows how it was first written. So are
   * repositories.
   *
   * @throws UndecodableException when this is no such key, or one of a newer version
   */
  public static StateKey decode(byte[] bytes) {
    String owner = ownerKey(bytes);
    String rest = new String(bytes, StandardCharsets.UTF_8).substring(owner.length() + 1);
    try {
      return new StateKey(Owner.of(owner), key(rest));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw new UndecodableException("not a key of the policy state: " + owner + "/" + rest, e);
    }
  }

  private static byte[] bytes(Owner owner, String rest) {
    return (owner.key() + "/" + rest).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(BookKey key) {
    return switch (key) {
      case BookKey.PolicyKey(var policy) -> "p/" + policy.value();
      case BookKey.TextKey(var policy) -> "t/" + policy.value();
      case BookKey.ScopeKey(var scope) -> "s/" + scope.key();
      case BookKey.PlacementKey(var policy, var position) ->
          "a/" + policy.value() + "/" + HEX.toHexDigits(position);
      case BookKey.ApiKeyKey(var id) -> "k/" + id.value();
      case BookKey.BootstrapKey() -> "b/";
      case BookKey.MemberKey(var member) -> "m/" + text(member);
      case BookKey.InvitationKey(var email) -> "i/" + email.value();
      case BookKey.SessionsEndKey(SessionHolder.OfKey(var id)) -> "e/k/" + id.value();
      case BookKey.SessionsEndKey(SessionHolder.OfMember(var member)) -> "e/m/" + text(member);
      case BookKey.BlockListKey() -> "l/";
      case BookKey.DenialKey(var actor) ->
          "d/" + actor.kind() + "\n" + actor.id() + "\n" + actor.name();
      case BookKey.SuppressionRuleKey(var rule) -> "r/" + rule.digits();
      case BookKey.IntegrationKey(var integration) -> "g/" + integration.digits();
      case BookKey.NotificationSettingsKey() -> "o/";
      case BookKey.TotalsKey() -> "n/";
      case BookKey.HeadKey() -> "h/";
    };
  }

  private static String text(MemberId member) {
    return member.issuer() + "\n" + member.subject();
  }

  private static BookKey key(String text) {
    String rest = text.substring(2);
    return switch (text.substring(0, 2)) {
      case "p/" -> new BookKey.PolicyKey(new PolicyName(rest));
      case "t/" -> new BookKey.TextKey(new PolicyName(rest));
      case "s/" -> new BookKey.ScopeKey(scope(rest));
      case "a/" -> placement(rest);
      case "k/" -> new BookKey.ApiKeyKey(new KeyId(rest));
      case "b/" -> new BookKey.BootstrapKey();
      case "m/" -> new BookKey.MemberKey(member(rest));
      case "i/" -> new BookKey.InvitationKey(new EmailAddress(rest));
      case "e/" -> new BookKey.SessionsEndKey(holder(rest));
      case "l/" -> new BookKey.BlockListKey();
      case "d/" -> {
        int first = rest.indexOf('\n');
        int second = rest.indexOf('\n', first + 1);
        yield new BookKey.DenialKey(
            new Actor(
                Actor.Kind.valueOf(rest.substring(0, first)),
                rest.substring(first + 1, second),
                rest.substring(second + 1)));
      }
      case "r/" -> new BookKey.SuppressionRuleKey(new RuleId(rest));
      case "g/" -> new BookKey.IntegrationKey(new IntegrationId(rest));
      case "o/" -> new BookKey.NotificationSettingsKey();
      case "n/" -> new BookKey.TotalsKey();
      case "h/" -> new BookKey.HeadKey();
      default ->
          throw new IllegalArgumentException("an entry of a kind that a newer version knows");
    };
  }

  private static MemberId member(String text) {
    int line = text.indexOf('\n');
    return new MemberId(text.substring(0, line), text.substring(line + 1));
  }

  private static SessionHolder holder(String text) {
    String rest = text.substring(2);
    return switch (text.substring(0, 2)) {
      case "k/" -> new SessionHolder.OfKey(new KeyId(rest));
      case "m/" -> new SessionHolder.OfMember(member(rest));
      default ->
          throw new IllegalArgumentException("sessions of a kind that a newer version knows");
    };
  }

  private static BookKey placement(String text) {
    int slash = text.indexOf('/');
    return new BookKey.PlacementKey(
        new PolicyName(text.substring(0, slash)),
        HexFormat.fromHexDigitsToLong(text.substring(slash + 1)));
  }

  private static Scope scope(String text) {
    if (text.equals("o")) {
      return new Scope.Organization();
    }
    String rest = text.substring(2);
    return switch (text.substring(0, 2)) {
      case "w/" -> {
        int slash = rest.indexOf('/');
        yield new Scope.Workflow(
            RepositoryName.of(rest.substring(0, slash)),
            new WorkflowFile(rest.substring(slash + 1)));
      }
      case "r/" -> new Scope.Repository(RepositoryName.of(rest));
      case "c/" -> new Scope.Cluster(new ClusterName(rest));
      default -> throw new IllegalArgumentException("a scope of a kind that a newer version knows");
    };
  }
}
