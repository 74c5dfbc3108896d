package dev.sallyport.service.config;

import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * The role that one value of a claim stands for, written {@code value=role} for the whole
 * installation or {@code value=role@owner}.
 *
 * @param owner the tenant where the role is of the whole installation
 */
public record RoleOfClaim(String value, Owner owner, Role role) {

  /** Reads the text of a setting. */
  public static final class Text implements Converter<RoleOfClaim> {
    private static final long serialVersionUID = 1L;

    @Override
    public RoleOfClaim convert(String text) {
      // The last one: a group may be named by a distinguished name, such as cn=admins.
      var equals = text.lastIndexOf('=');
      if (equals < 1 || text.substring(0, equals).isBlank()) {
        throw new IllegalArgumentException(
            "holds “%s”; write value=role or value=role@organization".formatted(text));
      }
      var granted = text.substring(equals + 1).strip();
      var at = granted.indexOf('@');
      var role = role(at < 0 ? granted : granted.substring(0, at));
      if (at >= 0 && role == Role.SECURITY) {
        throw new IllegalArgumentException(
            "holds “%s”; the role security is of the whole installation only".formatted(text));
      }
      return new RoleOfClaim(
          text.substring(0, equals).strip(),
          at < 0 ? Owner.TENANT : owner(granted.substring(at + 1)),
          role);
    }

    private static Role role(String word) {
      return Arrays.stream(Role.values())
          .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(word))
          .findAny()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "names the role “%s”; roles are %s"
                      .formatted(
                          word,
                          Arrays.stream(Role.values())
                              .map(role -> role.name().toLowerCase(Locale.ROOT))
                              .collect(Collectors.joining(", ")))));
    }

    private static Owner owner(String name) {
      try {
        return Owner.organization(name);
      } catch (InvalidName e) {
        throw new IllegalArgumentException(
            "names the organization “%s”. %s".formatted(name, e.getMessage()), e);
      }
    }
  }
}
