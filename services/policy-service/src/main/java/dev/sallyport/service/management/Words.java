package dev.sallyport.service.management;

import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.history.EventType;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words of the API for what the domain names by constants. */
public final class Words {
  private Words() {}

  public static String of(Source source) {
    return word(source);
  }

  static String of(Role role) {
    return word(role);
  }

  /** The tenant alone has somebody who keeps the global block list. */
  static Role role(@Nullable String word, boolean ofTenant) {
    return roles(ofTenant)
        .filter(role -> of(role).equals(word))
        .findFirst()
        .orElseThrow(() -> unknown("role", roles(ofTenant).map(Words::of)));
  }

  static KeyKind keyKind(String word, boolean tenantWide) {
    return kinds(tenantWide)
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> unknown("kind", kinds(tenantWide).map(KeyKind::word)));
  }

  /** The type of {@code Policy Attached}, {@code PolicyAttached} or {@code policy-attached}. */
  public static EventType eventType(String written) {
    var letters = letters(written);
    return Stream.of(EventType.values())
        .filter(type -> letters(type.title()).equals(letters))
        .findFirst()
        .orElseThrow(() -> unknown("type", Stream.of(EventType.values()).map(EventType::title)));
  }

  private static Stream<Role> roles(boolean ofTenant) {
    return Stream.of(Role.values()).filter(role -> ofTenant || role != Role.SECURITY);
  }

  private static Stream<KeyKind> kinds(boolean tenantWide) {
    return Stream.of(KeyKind.values()).filter(kind -> kind.tenantWide() == tenantWide);
  }

  private static String letters(String text) {
    return text.replaceAll("[ _+-]", "").toLowerCase(Locale.ROOT);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Rejection unknown(String what, Stream<String> known) {
    return new Rejection(
        new Malformed(what + " is one of " + known.collect(Collectors.joining(", ")) + "."));
  }
}
