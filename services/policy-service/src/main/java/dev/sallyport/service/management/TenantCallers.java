package dev.sallyport.service.management;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.access.Principal.WorkflowRun;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.config.InstallationSettings;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Forbidden;
import dev.sallyport.service.problem.RequestProblem.UnknownTenant;
import dev.sallyport.service.security.Authentication.Accepted;
import dev.sallyport.service.security.Authentication.Denied;
import dev.sallyport.service.security.Authenticator;
import dev.sallyport.service.security.Caller;
import dev.sallyport.service.security.Credential;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Identifies whoever asks something of the tenant that is not for tenant-wide credentials only:
 * what is in the tenant's paths but open to an organization's keys as well.
 */
@Singleton
class TenantCallers {
  private final Authenticator authenticator;
  private final InstallationSettings installation;

  @Inject
  TenantCallers(Authenticator authenticator, InstallationSettings installation) {
    this.authenticator = authenticator;
    this.installation = installation;
  }

  /**
   * Any good key, and any member. No workflow run: every repository on GitHub has an identity token
   * for the asking, and strangers must not even cause an event.
   */
  Caller any(ContainerRequestContext request, String customer) {
    var credential = Credential.of(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    var authentication =
        Uni.createFrom()
            .completionStage(() -> authenticator.authenticate(credential, Owner.TENANT))
            .await()
            .indefinitely();
    return switch (authentication) {
      case Denied(var problem) -> throw new Rejection(problem);
      case Accepted _ when !customer.equals(installation.tenant()) ->
          throw new Rejection(new UnknownTenant(customer));
      case Accepted(WorkflowRun _) ->
          throw new Rejection(
              new Forbidden(
                  "A workflow run's identity token opens policies by name only: take an API key."));
      case Accepted(var principal) ->
          Caller.of(principal, request.getHeaderString(HttpHeaders.USER_AGENT));
    };
  }

  /** A credential that may read the owner it belongs to. */
  Caller reading(ContainerRequestContext request, String customer) {
    var caller = any(request, customer);
    if (!caller.identity().mayAnywhere(Permission.READ)) {
      throw new Rejection(new Forbidden("The credential lacks the permission “read”."));
    }
    return caller;
  }
}
