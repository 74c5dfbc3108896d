package dev.sallyport.service.management;

import dev.sallyport.domain.names.Owner;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An organization as the MCP server reads it (api-use-cases.ts).
 *
 * @param organization its bare name
 * @param owner its name in paths; differs on a GitHub Enterprise Server
 * @param server empty for github.com
 */
@Schema(name = "Organization")
public record OrganizationJson(String organization, String owner, String customer, String server) {
  static OrganizationJson of(Owner owner, String customer) {
    var parts = owner.name().split("::", -1);
    return new OrganizationJson(
        parts[parts.length - 1],
        owner.name(),
        customer,
        parts.length > 1 ? parts[parts.length - 2] : "");
  }

  /** An organization that is to come into being. */
  @Schema(name = "NewOrganization")
  public record Asked(@Nullable String organization) {}
}
