package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.names.Scope;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One place at which a policy can stand.
 *
 * @param level {@code workflow}, {@code repository}, {@code organization} or {@code cluster}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Scope")
public record ScopeJson(
    String level,
    @Nullable String repository,
    @Nullable String workflow,
    @Nullable String cluster) {
  public static ScopeJson of(Scope scope) {
    return switch (scope) {
      case Scope.Workflow(var repository, var file) ->
          new ScopeJson("workflow", repository.name(), file.name(), null);
      case Scope.Repository(var repository) ->
          new ScopeJson("repository", repository.name(), null, null);
      case Scope.Organization _ -> new ScopeJson("organization", null, null, null);
      case Scope.Cluster(var name) -> new ScopeJson("cluster", null, null, name.name());
    };
  }

  static List<ScopeJson> of(List<Scope> scopes) {
    return scopes.stream().map(ScopeJson::of).toList();
  }
}
