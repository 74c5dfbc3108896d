package dev.sallyport.service.security;

import dev.sallyport.domain.access.Access;
import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.access.Principal;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.access.Principal.Member;
import dev.sallyport.domain.access.Principal.WorkflowRun;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.logging.LogLine;
import dev.sallyport.service.config.InstallationSettings;
import dev.sallyport.service.problem.ProblemResponses;
import dev.sallyport.service.problem.RequestProblem;
import dev.sallyport.service.problem.RequestProblem.Forbidden;
import dev.sallyport.service.problem.RequestProblem.UnknownTenant;
import dev.sallyport.service.security.Authentication.Accepted;
import dev.sallyport.service.security.Authentication.Denied;
import dev.sallyport.service.security.BrowserAccess.Visit;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through to an operation if its caller has the permission that it {@link Needs}.
 */
@Singleton
class AccessFilter {
  private static final Logger LOG = Logger.getLogger("sallyport.access");

  // Filters are made before settings can be read, so these are got when they are first needed.
  private final Provider<Authenticator> authenticator;
  private final Provider<BrowserAccess> browsers;
  private final Provider<InstallationSettings> installation;

  @Inject
  AccessFilter(
      Provider<Authenticator> authenticator,
      Provider<BrowserAccess> browsers,
      Provider<InstallationSettings> installation) {
    this.authenticator = authenticator;
    this.browsers = browsers;
    this.installation = installation;
  }

  @Needs(Permission.READ) // the binding: which permission is meant stands at the operation
  @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
  Uni<@Nullable Response> check(ContainerRequestContext request, ResourceInfo operation) {
    var parameters = request.getUriInfo().getPathParameters();
    var customer = parameters.getFirst("customer");
    var named = parameters.getFirst("owner");
    var owner = named == null ? Owner.TENANT : Owner.organization(named);
    var needs = operation.getResourceMethod().getAnnotation(Needs.class);
    var authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      switch (browsers.get().visit(request)) {
        case Visit.SignedIn(var identity) -> {
          return Uni.createFrom()
              .item(admit(new Caller(identity, Source.UI), needs, owner, customer, request));
        }
        case Visit.SentToSignIn(var answer) -> {
          return Uni.createFrom().item(answer);
        }
        case Visit.Refused(var problem) -> {
          return Uni.createFrom().item(refused(problem, request));
        }
        case Visit.NoBrowser _ -> {} // the answer is the one for a credential that is missing
      }
    }
    var credential = Credential.of(authorization);
    return Uni.createFrom()
        .completionStage(() -> authenticator.get().authenticate(credential, owner))
        .map(authentication ->
            switch (authentication) {
              case Denied(var problem) -> refused(problem, request);
              case Accepted(var principal) -> {
                yield admit(
                    new Caller(principal, source(operation, principal, request)),
                    needs,
                    owner,
                    customer,
                    request);
              }
            });
  }

  private static Source source(
      ResourceInfo operation, Principal principal, ContainerRequestContext request) {
    return operation.getResourceMethod().isAnnotationPresent(Page.class)
        ? Source.UI
        : Sources.of(request.getHeaderString(HttpHeaders.USER_AGENT), principal);
  }

  private @Nullable Response admit(
      Caller caller,
      Needs needs,
      Owner owner,
      @Nullable String customer,
      ContainerRequestContext request) {
    if (customer != null && !customer.equals(installation.get().tenant())) {
      return refused(new UnknownTenant(customer), request);
    }
    if (!allowed(caller.identity(), needs, owner)) {
      return forbidden(caller.identity(), needs.value(), owner, request);
    }
    caller.put(request);
    return null;
  }

  private static boolean allowed(Identity identity, Needs needs, Owner owner) {
    return identity.may(needs.value(), owner)
        || (needs.anywhere() && identity.mayAnywhere(needs.value()))
        || (needs.orWorkflowRun()
            && identity instanceof Identity.Shown(WorkflowRun _)
            && identity.may(Permission.LOOK_UP, owner));
  }

  private static Response refused(RequestProblem problem, ContainerRequestContext request) {
    var response = ProblemResponses.of(problem);
    LOG.info(
        LogLine.of("refused")
            .with("status", response.getStatus())
            .with("method", request.getMethod())
            .with("path", request.getUriInfo().getPath()));
    return response;
  }

  private static Response forbidden(
      Identity identity, Permission permission, Owner owner, ContainerRequestContext request) {
    LOG.warn(
        LogLine.of("forbidden")
            .with("who", describe(identity))
            .with("permission", permission)
            .with("owner", owner)
            .with("method", request.getMethod())
            .with("path", request.getUriInfo().getPath()));
    return ProblemResponses.of(
        switch (identity) {
          case Identity.Shown(var principal) -> forbidden(principal, permission, owner);
          case Identity.SignedIn(_, _, var roles) -> forbidden(roles, permission, owner);
        });
  }

  private static RequestProblem forbidden(MemberRoles roles, Permission permission, Owner owner) {
    var where = owner.isTenant() ? "this installation" : owner.name();
    return new Forbidden(
        roles.at(owner).isEmpty()
            ? "You have no role in %s. Ask one of its administrators for one.".formatted(where)
            : "Your role in %s lacks the permission “%s”.".formatted(where, words(permission)));
  }

  /** What is answered to a good credential that does not reach this far. */
  private static RequestProblem forbidden(Principal principal, Permission permission, Owner owner) {
    return new Forbidden(
        Access.reaches(principal, owner)
            ? "The credential lacks the permission “%s”.".formatted(words(permission))
            : owner.isTenant()
                ? "The credential is of one organization; this needs a tenant-wide key."
                : "The credential belongs to another organization than %s.".formatted(owner));
  }

  private static String words(Permission permission) {
    return permission.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String describe(Identity identity) {
    return switch (identity) {
      case Identity.Shown(KeyHolder(var home, var key)) ->
          "key %s of %s".formatted(key.id(), home.key());
      case Identity.Shown(Member(_, var id, _)) -> "member " + id;
      case Identity.Shown(WorkflowRun(var home, var repository, var run)) ->
          "run %s of %s/%s".formatted(run, home, repository);
      case Identity.SignedIn(var id, _, _) -> "member " + id;
    };
  }
}
