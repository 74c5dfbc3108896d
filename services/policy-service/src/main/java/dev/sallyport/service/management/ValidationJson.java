package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a policy if it were saved.
 *
 * @param valid whether it could be saved
 * @param findings problems and warnings in the order of the text
 * @param policy what it means: canonical endpoints, explicit mode; left out unless valid
 * @param served what a runner would be served; likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Validation")
public record ValidationJson(
    boolean valid,
    List<FindingJson> findings,
    @Nullable PolicyJson policy,
    @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable String served) {}
