package dev.sallyport.service.integrations;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All integrations of an organization, by name. */
@Schema(name = "IntegrationListing")
public record IntegrationListing(List<IntegrationJson> integrations) {}
