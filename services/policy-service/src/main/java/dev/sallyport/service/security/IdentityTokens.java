package dev.sallyport.service.security;

import dev.sallyport.domain.access.Principal.WorkflowRun;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.service.config.OidcSettings;
import dev.sallyport.service.openid.SigningKeys;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import dev.sallyport.service.problem.RequestProblem.WrongCredential;
import dev.sallyport.service.security.Authentication.Accepted;
import dev.sallyport.service.security.Authentication.Denied;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * GitHub's identity tokens of workflow runs: RS256 only, of the one issuer, meant for the
 * organization whose repository runs the workflow. Which organization that is, is then a matter of
 * access like any other credential's.
 *
 * <p>Source: wire contract of the Harden-Runner action ({@code policy} input), GitHub's OpenID
 * Connect reference.
 */
@Singleton
class IdentityTokens {
  private static final String AUDIENCE = "https://github.com/";
  private static final int SKEW_SECONDS = 30;
  private static final int RETRY_SECONDS = 2;
  // GitHub's are numbers of eleven digits by now; what is longer than a long is none of them.
  private static final Pattern RUN = Pattern.compile("[0-9]{1,19}");
  private static final AlgorithmConstraints RS256 =
      new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);

  private final SigningKeys keys;
  private final URI issuer;
  private final List<String> audiences;
  private final InstantSource clock;

  @Inject
  IdentityTokens(SigningKeys keys, OidcSettings settings) {
    this(
        keys,
        settings.githubIssuer(),
        settings.githubAudiences().orElse(List.of()),
        InstantSource.system());
  }

  IdentityTokens(SigningKeys keys, URI issuer, List<String> audiences, InstantSource clock) {
    this.keys = keys;
    this.issuer = issuer;
    this.audiences = List.copyOf(audiences);
    this.clock = clock;
  }

  CompletionStage<Authentication> verify(String jwt) {
    String keyId;
    try {
      var signature = new JsonWebSignature();
      signature.setCompactSerialization(jwt);
      if (!AlgorithmIdentifiers.RSA_USING_SHA256.equals(signature.getAlgorithmHeaderValue())) {
        return denied("The identity token is not signed with RS256.");
      }
      keyId = signature.getKeyIdHeaderValue();
    } catch (JoseException | ClassCastException e) {
      // The latter for a header that is no text: jose4j casts what the token's author chose.
      return denied("The bearer token is no signed JWT.");
    }
    if (keyId == null) {
      return denied("The identity token does not name its key.");
    }
    return keys.find(keyId)
        .thenApply(found ->
            switch (found) {
              case SigningKeys.Lookup.Found(var key) -> verify(jwt, key);
              case SigningKeys.Lookup.Unknown _ ->
                  wrong("The identity token is signed with a key that its issuer does not have.");
              case SigningKeys.Lookup.AskedJustNow _ ->
                  new Denied(
                      new Unavailable(
                          "The issuer of identity tokens was asked for its keys a moment ago, and"
                              + " this token's was not among them.",
                          RETRY_SECONDS));
              case SigningKeys.Lookup.Unreachable _ ->
                  new Denied(
                      new Unavailable(
                          "The issuer of identity tokens cannot be reached, so that the token"
                              + " cannot be checked.",
                          RETRY_SECONDS));
            });
  }

  private Authentication verify(String jwt, RSAPublicKey key) {
    try {
      return accept(claims(jwt, key));
    } catch (InvalidJwtException e) {
      return wrong(
          e.hasExpired()
              ? "The identity token has expired."
              : "The identity token's signature or claims are not valid.");
    } catch (MalformedClaimException | InvalidName | ClassCastException e) {
      return wrong("The identity token's claims are malformed.");
    }
  }

  private JwtClaims claims(String jwt, RSAPublicKey key) throws InvalidJwtException {
    var now = NumericDate.fromMilliseconds(clock.millis());
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(RS256)
        .setVerificationKey(key)
        .setExpectedIssuer(issuer.toString())
        .setRequireExpirationTime()
        .setRequireIssuedAt()
        .setEvaluationTime(now)
        .setAllowedClockSkewInSeconds(SKEW_SECONDS)
        .setIssuedAtRestrictions(0, Integer.MAX_VALUE) // the skew is added
        .setSkipDefaultAudienceValidation()
        .build()
        .processToClaims(jwt);
  }

  private Authentication accept(JwtClaims claims) throws MalformedClaimException {
    var ownerName = claims.getStringClaimValue("repository_owner");
    var repository = claims.getStringClaimValue("repository");
    var run = claims.getStringClaimValue("run_id");
    if (ownerName == null || repository == null || run == null) {
      return wrong("The identity token is not one of a workflow run.");
    }
    if (!RUN.matcher(run).matches()) {
      return wrong("The identity token's run_id is no number of a run.");
    }
    var prefix = ownerName + "/";
    if (!repository.regionMatches(true, 0, prefix, 0, prefix.length())) {
      return wrong("The identity token's repository is not of its repository_owner.");
    }
    if (claims.getAudience().stream().noneMatch(audience -> accepts(audience, ownerName))) {
      return wrong(
          "The identity token is meant for another audience than %s%s."
              .formatted(AUDIENCE, ownerName));
    }
    return new Accepted(
        new WorkflowRun(
            Owner.organization(ownerName),
            RepositoryName.of(repository.substring(prefix.length())),
            run));
  }

  private boolean accepts(String audience, String owner) {
    return audience.equalsIgnoreCase(AUDIENCE + owner) || audiences.contains(audience);
  }

  private static CompletionStage<Authentication> denied(String detail) {
    return CompletableFuture.completedStage(wrong(detail));
  }

  private static Authentication wrong(String detail) {
    return new Denied(new WrongCredential(detail));
  }
}
