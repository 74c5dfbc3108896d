package dev.sallyport.service.openid;

import dev.sallyport.domain.access.MemberId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has signed in at the provider.
 *
 * @param shownAs what people know them by; tells nothing for certain, only {@code id} does
 * @param email their address, if the provider says that it has verified it
 * @param groups values of the claim that roles are taken from
 */
public record Person(MemberId id, String shownAs, Optional<String> email, Set<String> groups) {
  // The longest address there is.
  private static final int LONGEST_NAME = 254;

  /**
   * @throws IllegalArgumentException if they are nobody that can be told from others
   */
  static Person of(String issuer, JwtClaims claims, Optional<String> rolesClaim) {
    var email = text(claims, "email").filter(_ -> verified(claims));
    var id = new MemberId(issuer, text(claims, "sub").orElse(""));
    // An address that nobody has verified may be somebody else's: any other name comes before it.
    var shownAs =
        Stream.of(
                email,
                text(claims, "preferred_username"),
                text(claims, "email"),
                text(claims, "name"))
            .flatMap(Optional::stream)
            .map(Person::shown)
            .filter(name -> !name.isBlank())
            .findFirst()
            .orElse(id.subject());
    return new Person(
        id,
        shownAs,
        email,
        rolesClaim.map(claim -> texts(claims.getClaimValue(claim))).orElse(Set.of()));
  }

  private static Optional<String> text(JwtClaims claims, String name) {
    return claims.getClaimValue(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  // Some providers send a text.
  private static boolean verified(JwtClaims claims) {
    var verified = claims.getClaimValue("email_verified");
    return Boolean.TRUE.equals(verified) || "true".equals(verified);
  }

  private static Set<String> texts(@Nullable Object claim) {
    var values = claim instanceof List<?> list ? list : Stream.ofNullable(claim).toList();
    var texts = new LinkedHashSet<String>();
    values.stream()
        .filter(Objects::nonNull)
        .filter(String.class::isInstance)
        .forEach(value -> texts.add((String) value));
    return texts;
  }

  private static String shown(String name) {
    var shown = new StringBuilder();
    name.codePoints()
        .filter(c -> !Character.isISOControl(c))
        .limit(LONGEST_NAME)
        .forEach(shown::appendCodePoint);
    return shown.toString().strip();
  }
}
