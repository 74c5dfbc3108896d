package dev.sallyport.service.security;

import dev.sallyport.domain.access.Principal;
import dev.sallyport.domain.event.Source;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * By which way a change comes in. The Terraform provider sends Go's own user agent ({@code
 * internal/stepsecurity-api/client.go} sets none), Terraform's SDK names itself.
 */
final class Sources {
  private Sources() {}

  static Source of(@Nullable String userAgent, Principal principal) {
    return switch (principal) {
      case Principal.Member _ -> Source.UI;
      case Principal.WorkflowRun _ -> Source.API;
      case Principal.KeyHolder _ -> of(userAgent == null ? "" : userAgent);
    };
  }

  private static Source of(String userAgent) {
    var agent = userAgent.toLowerCase(Locale.ROOT);
    if (agent.startsWith("go-http-client/") || agent.contains("terraform")) {
      return Source.TERRAFORM;
    }
    if (agent.startsWith("stepsecurity-mcp/")) {
      return Source.MCP;
    }
    if (agent.startsWith("sallyport/")) {
      return Source.COMMAND_LINE;
    }
    return Source.API;
  }
}
