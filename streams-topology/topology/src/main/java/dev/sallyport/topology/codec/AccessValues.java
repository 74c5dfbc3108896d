package dev.sallyport.topology.codec;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.events.SessionHolderKind;
import org.jspecify.annotations.Nullable;

/** Who may do what. */
final class AccessValues {
  private AccessValues() {}

  static dev.sallyport.events.ApiKey encode(ApiKey key) {
    ClusterName cluster = key.cluster();
    return new dev.sallyport.events.ApiKey(
        key.hash().hex(),
        encode(key.kind()),
        key.name(),
        cluster == null ? null : cluster.name(),
        key.bootstrap());
  }

  static ApiKey decode(dev.sallyport.events.ApiKey key) {
    String cluster = key.getCluster();
    return new ApiKey(
        new KeyHash(key.getHash()),
        decode(key.getKind()),
        key.getName(),
        cluster == null ? null : new ClusterName(cluster),
        key.getBootstrap());
  }

  private static dev.sallyport.events.KeyKind encode(KeyKind kind) {
    return switch (kind) {
      case ADMIN -> dev.sallyport.events.KeyKind.ADMIN;
      case READ_ONLY -> dev.sallyport.events.KeyKind.READ_ONLY;
      case RUNNER -> dev.sallyport.events.KeyKind.RUNNER;
      case TENANT_ADMIN -> dev.sallyport.events.KeyKind.TENANT_ADMIN;
      case TENANT_READ_ONLY -> dev.sallyport.events.KeyKind.TENANT_READ_ONLY;
      case TENANT_SECURITY -> dev.sallyport.events.KeyKind.TENANT_SECURITY;
    };
  }

  private static KeyKind decode(dev.sallyport.events.KeyKind kind) {
    return switch (kind) {
      case ADMIN -> KeyKind.ADMIN;
      case READ_ONLY -> KeyKind.READ_ONLY;
      case RUNNER -> KeyKind.RUNNER;
      case TENANT_ADMIN -> KeyKind.TENANT_ADMIN;
      case TENANT_READ_ONLY -> KeyKind.TENANT_READ_ONLY;
      case TENANT_SECURITY -> KeyKind.TENANT_SECURITY;
      case UNKNOWN ->
          throw new IllegalArgumentException("a key of a kind that a newer version knows");
    };
  }

  static dev.sallyport.events.MemberId encode(MemberId member) {
    return new dev.sallyport.events.MemberId(member.issuer(), member.subject());
  }

  static MemberId decode(dev.sallyport.events.MemberId member) {
    return new MemberId(member.getIssuer(), member.getSubject());
  }

  static dev.sallyport.events.SessionHolder encode(SessionHolder holder) {
    return switch (holder) {
      case SessionHolder.OfKey(var key) ->
          new dev.sallyport.events.SessionHolder(SessionHolderKind.API_KEY, key.value(), null);
      case SessionHolder.OfMember(var member) ->
          new dev.sallyport.events.SessionHolder(SessionHolderKind.MEMBER, null, encode(member));
    };
  }

  static SessionHolder decode(dev.sallyport.events.SessionHolder holder) {
    return switch (holder.getKind()) {
      case API_KEY -> new SessionHolder.OfKey(new KeyId(set(holder.getKeyId(), "key")));
      case MEMBER -> new SessionHolder.OfMember(decode(set(holder.getMember(), "member")));
      case UNKNOWN ->
          throw new IllegalArgumentException("sessions of a kind that a newer version knows");
    };
  }

  private static <T> T set(@Nullable T field, String name) {
    if (field == null) {
      throw new IllegalArgumentException("a holder of sessions without its " + name);
    }
    return field;
  }

  static dev.sallyport.events.Role encode(Role role) {
    return switch (role) {
      case ADMIN -> dev.sallyport.events.Role.ADMIN;
      case EDITOR -> dev.sallyport.events.Role.EDITOR;
      case AUDITOR -> dev.sallyport.events.Role.AUDITOR;
      case SECURITY -> dev.sallyport.events.Role.SECURITY;
    };
  }

  static Role decode(dev.sallyport.events.Role role) {
    return switch (role) {
      case ADMIN -> Role.ADMIN;
      case EDITOR -> Role.EDITOR;
      case AUDITOR -> Role.AUDITOR;
      case SECURITY -> Role.SECURITY;
      case UNKNOWN -> throw new IllegalArgumentException("a role that a newer version knows");
    };
  }
}
