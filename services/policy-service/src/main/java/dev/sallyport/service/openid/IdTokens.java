package dev.sallyport.service.openid;

import dev.sallyport.service.openid.Outcome.BadCode;
import dev.sallyport.service.openid.Outcome.Refused;
import dev.sallyport.service.openid.Outcome.Unavailable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Checks what a provider says of who signed in (OpenID Connect Core 1.0, 3.1.3.7): RS256 only. */
final class IdTokens {
  private static final int SKEW_SECONDS = 60;
  private static final AlgorithmConstraints RS256 =
      new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);

  private final Registration registration;
  private final SigningKeys keys;
  private final InstantSource clock;

  IdTokens(Registration registration, SigningKeys keys, InstantSource clock) {
    this.registration = registration;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Waits for the provider's keys, at most as long as it takes to ask for them.
   *
   * @param then with the claims of a token that holds
   */
  Outcome verify(String token, String nonce, Function<JwtClaims, Outcome> then) {
    String keyId;
    try {
      var signature = new JsonWebSignature();
      signature.setCompactSerialization(token);
      if (!AlgorithmIdentifiers.RSA_USING_SHA256.equals(signature.getAlgorithmHeaderValue())) {
        return new Refused("its ID token is not signed with RS256");
      }
      keyId = signature.getKeyIdHeaderValue();
    } catch (JoseException | ClassCastException e) {
      // The latter for a header that is no text: jose4j casts what the token's author chose.
      return new Refused("its ID token is no signed JWT");
    }
    if (keyId == null) {
      return new Refused("its ID token does not name its key");
    }
    return switch (keys.find(keyId).toCompletableFuture().join()) {
      case SigningKeys.Lookup.Found(var key) -> verify(token, nonce, key, then);
      case SigningKeys.Lookup.Unknown _ ->
          new Refused("its ID token is signed with a key that it does not publish");
      case SigningKeys.Lookup.AskedJustNow _, SigningKeys.Lookup.Unreachable _ ->
          new Unavailable("its keys cannot be fetched");
    };
  }

  private Outcome verify(
      String token, String nonce, RSAPublicKey key, Function<JwtClaims, Outcome> then) {
    try {
      var claims = claims(token, key);
      var refusal = refusal(claims, nonce);
      return refusal == null ? then.apply(claims) : refusal;
    } catch (InvalidJwtException e) {
      return new Refused(why(e)); // its own message holds the token
    } catch (MalformedClaimException | ClassCastException e) {
      return new Refused("its ID token's claims are malformed");
    }
  }

  private JwtClaims claims(String token, RSAPublicKey key) throws InvalidJwtException {
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(RS256)
        .setVerificationKey(key)
        .setExpectedIssuer(registration.issuer().toString())
        .setExpectedAudience(registration.clientId())
        .setRequireExpirationTime()
        .setRequireIssuedAt()
        .setRequireSubject()
        .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
        .setAllowedClockSkewInSeconds(SKEW_SECONDS)
        .setIssuedAtRestrictions(0, Integer.MAX_VALUE) // the skew is added
        .build()
        .processToClaims(token);
  }

  private static String why(InvalidJwtException invalid) {
    if (invalid.hasExpired()) {
      return "its ID token has expired";
    }
    if (invalid.hasErrorCode(ErrorCodes.ISSUER_INVALID)) {
      return "its ID token is of another issuer";
    }
    if (invalid.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)) {
      return "its ID token is meant for another client";
    }
    if (invalid.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
      return "its ID token's signature is not valid";
    }
    return "its ID token's claims are not valid";
  }

  private @Nullable Outcome refusal(JwtClaims claims, String nonce) throws MalformedClaimException {
    var given = claims.getStringClaimValue("nonce");
    if (given == null || !equal(given, nonce)) {
      return new BadCode("its ID token is of another attempt to sign in");
    }
    // Core 3.1.3.7, 4 and 5: whom it was issued to, which has to be us wherever it is said.
    var party = claims.getStringClaimValue("azp");
    if (party == null ? claims.getAudience().size() > 1 : !party.equals(registration.clientId())) {
      return new Refused("its ID token was issued to another client");
    }
    if (!allowed(registration.domains(), claims.getStringClaimValue("hd"))) {
      return new Refused("the account is of no domain that may sign in here");
    }
    if (!allowed(registration.tenants(), claims.getStringClaimValue("tid"))) {
      return new Refused("the account is of no tenant that may sign in here");
    }
    return null;
  }

  private static boolean allowed(List<String> names, @Nullable String name) {
    return names.isEmpty() || (name != null && names.contains(name.toLowerCase(Locale.ROOT)));
  }

  private static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
