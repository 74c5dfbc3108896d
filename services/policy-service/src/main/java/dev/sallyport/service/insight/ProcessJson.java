package dev.sallyport.service.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.telemetry.ProcessChain;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A program and what started it, as agents report it.
 *
 * @param parent null, and not left out, where there is none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Process")
record ProcessJson(String name, String sha256, @Nullable ProcessJson parent) {
  /** The innermost program; one without a name if none is known. */
  static ProcessJson of(ProcessChain chain) {
    ProcessJson innermost = null;
    for (var process : chain.processes().reversed()) {
      innermost = new ProcessJson(process.name(), process.sha256(), innermost);
    }
    return innermost == null ? new ProcessJson("", "", null) : innermost;
  }
}
