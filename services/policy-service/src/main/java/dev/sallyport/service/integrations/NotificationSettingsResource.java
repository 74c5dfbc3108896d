package dev.sallyport.service.integrations;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.management.Bodies;
import dev.sallyport.service.security.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is told of detections, in the way of existing clients, Terraform among them. */
@Path("/v1/github/{owner}/actions/runs/notification-settings")
@RunOnVirtualThread
@Tag(name = "Integrations")
public class NotificationSettingsResource {
  private final Notifications notifications;

  @Inject
  NotificationSettingsResource(Notifications notifications) {
    this.notifications = notifications;
  }

  @GET
  @Needs(Permission.READ)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getNotificationSettings",
      summary = "Get notification settings; addresses of webhooks are never shown.",
      description = "Each switch is a member of its own, with the text true or false.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = NotificationSettingsJson.class)))
  public Response get(@PathParam("owner") String owner) {
    var standing = notifications.standing(Owner.organization(owner));
    return standing.ok(json(standing.value()));
  }

  private static NotificationSettingsJson json(Notifications.Standings standing) {
    return NotificationSettingsJson.of(standing.settings(), standing.channels());
  }

  @POST
  @Needs(Permission.MANAGE_INTEGRATIONS)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "replaceNotificationSettings",
      summary = "Say what is told of detections, by Slack, Teams and e-mail.",
      description =
          "A member that is left out or empty stays as it is; a single blank, or the word empty, clears it. Switches are the"
              + " texts true and false. Each channel is an integration, with all that integrations have."
              + " Switches that nothing here fires are kept and told back as neverFires.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Map.class),
              examples =
                  @ExampleObject(
                      name = "Slack",
                      value =
                          """
                          {"slackWebhookURL": "https://hooks.slack.com/services/…",
                           "notifyWhenDomainBlocked": "true", "notifyWhenEndpointDiscovered": "false"}\
                          """)))
  @APIResponse(
      responseCode = "200",
      description = "So it is now",
      content = @Content(schema = @Schema(implementation = NotificationSettingsJson.class)))
  public Response replace(
      @PathParam("owner") String name,
      @Context ContainerRequestContext request,
      byte @Nullable [] body)
      throws JsonProcessingException {
    var owner = Owner.organization(name);
    var asked = AskedNotifications.of(owner, Bodies.wire(body, Map.class));
    var changed = notifications.replace(request, owner, asked, Objects.requireNonNull(body));
    return changed.answered().mark(Response.ok(json(changed.standing()))).build();
  }
}
