package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.advice.Advice;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that whoever attaches or detaches a policy should know.
 *
 * @param code stable, such as {@code displaces-stricter}
 * @param scopes where it matters
 * @param policy the other policy that it is about
 * @param message what will happen and what to do about it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Advice")
public record AdviceJson(
    String code, List<ScopeJson> scopes, @Nullable String policy, String message) {
  static List<AdviceJson> of(List<Advice> advice) {
    return advice.stream().map(AdviceJson::of).toList();
  }

  private static AdviceJson of(Advice advice) {
    var other = advice.other();
    return new AdviceJson(
        advice.kind().id(),
        ScopeJson.of(advice.scopes()),
        other == null ? null : other.value(),
        advice.message());
  }
}
