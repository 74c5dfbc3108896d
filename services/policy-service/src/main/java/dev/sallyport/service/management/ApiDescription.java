package dev.sallyport.service.management;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Adds to the OpenAPI document what holds for all operations alike. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
  private static final String KEY = "key";
  private static final List<HttpMethod> CHANGES =
      List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE);

  // What changes nothing, and what is the same however often it is done.
  private static final Set<String> WITHOUT_KEY =
      Set.of("validatePolicy", "whatIf", "resolveDetection", "reopenDetection");

  @Override
  public void filterOpenAPI(OpenAPI api) {
    var components =
        api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
    components.addSecurityScheme(
        KEY,
        OASFactory.createSecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .description("An API key."));
    api.setComponents(components);
    api.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(KEY));
    var paths = api.getPaths() == null ? null : api.getPaths().getPathItems();
    if (paths != null) {
      paths.forEach(ApiDescription::describe);
    }
  }

  private static void describe(String path, PathItem item) {
    if (!path.startsWith("/v1/")) {
      return;
    }
    item.getOperations()
        .forEach((method, operation) -> {
          problem(operation);
          if (CHANGES.contains(method) && !WITHOUT_KEY.contains(operation.getOperationId())) {
            operation.addParameter(idempotencyKey());
          }
        });
  }

  private static void problem(Operation operation) {
    var responses =
        operation.getResponses() == null
            ? OASFactory.createAPIResponses()
            : operation.getResponses();
    responses.addAPIResponse(
        "default",
        OASFactory.createAPIResponse()
            .description("A problem (RFC 9457); see docs/reference/problems.md.")
            .content(
                OASFactory.createContent()
                    .addMediaType("application/problem+json", OASFactory.createMediaType())));
    operation.setResponses(responses);
  }

  private static Parameter idempotencyKey() {
    return OASFactory.createParameter()
        .name("Idempotency-Key")
        .in(Parameter.In.HEADER)
        .description(
            "A repeat under the same key within a day gets the first answer and does nothing.")
        .schema(OASFactory.createSchema().type(List.of(SchemaType.STRING)).maxLength(255));
  }
}
