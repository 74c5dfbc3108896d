package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that whoever attaches or detaches a policy should know.
 *
 * @param code stable
 * @param scope where it matters
 * @param policy another policy that it is about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Advice")
public record AdviceJson(
    String code, @Nullable ScopeJson scope, @Nullable String policy, String message) {}
