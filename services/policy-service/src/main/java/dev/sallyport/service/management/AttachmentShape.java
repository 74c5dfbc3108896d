package dev.sallyport.service.management;

import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.service.management.AttachmentsJson.Organization;
import dev.sallyport.service.management.AttachmentsJson.Repository;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Attachments between their JSON and scopes; the order of repositories, workflows and clusters is
 * kept both ways.
 */
public final class AttachmentShape {
  private AttachmentShape() {}

  /** The scopes that a body names, in its order; possibly none. */
  static List<Scope> scopes(AttachmentsJson body, Owner owner) {
    Set<Scope> scopes = new LinkedHashSet<>();
    var organization = body.org();
    if (organization != null) {
      addOrganization(scopes, organization, owner);
    }
    for (var cluster : orEmpty(body.clusters())) {
      scopes.add(new Scope.Cluster(new ClusterName(present(cluster, "clusters"))));
    }
    return List.copyOf(scopes);
  }

  /** As {@link #scopes}; a body that names none is refused. */
  public static List<Scope> someScopes(AttachmentsJson body, Owner owner) {
    var scopes = scopes(body, owner);
    if (scopes.isEmpty()) {
      throw malformed("Name at least one scope in org or clusters.");
    }
    return scopes;
  }

  private static void addOrganization(Set<Scope> scopes, Organization organization, Owner owner) {
    var name = organization.name();
    if (name != null && !Owner.organization(name).equals(owner)) {
      throw malformed(
          "org.name is “%s”, but the policy belongs to “%s”: a policy is attached within its own"
                  .formatted(name, owner)
              + " organization.");
    }
    var repositories = orEmpty(organization.repos());
    if (isTrue(organization.applyToOrg())) {
      scopes.add(new Scope.Organization());
    } else if (repositories.isEmpty()) {
      throw malformed(
          "org names nothing: list repos, or set apply_to_org to true for the whole organization.");
    }
    for (var repository : repositories) {
      addRepository(scopes, present(repository, "org.repos"));
    }
  }

  private static void addRepository(Set<Scope> scopes, Repository repository) {
    var name = RepositoryName.of(present(repository.name(), "org.repos[].name"));
    var workflows = orEmpty(repository.workflows());
    if (isTrue(repository.applyToRepo())) {
      scopes.add(new Scope.Repository(name));
    } else if (workflows.isEmpty()) {
      throw malformed(
          "repository “%s” names nothing: list workflows, or set apply_to_repo to true for all."
              .formatted(name));
    }
    for (var workflow : workflows) {
      scopes.add(
          new Scope.Workflow(name, new WorkflowFile(present(workflow, "org.repos[].workflows"))));
    }
  }

  /** Null when a policy stands nowhere. */
  static @Nullable AttachmentsJson of(List<Scope> scopes, String owner) {
    var wholeOrganization = false;
    Map<RepositoryName, Found> repositories = new LinkedHashMap<>();
    var clusters = new ArrayList<@Nullable String>();
    for (var scope : scopes) {
      switch (scope) {
        case Scope.Organization _ -> wholeOrganization = true;
        case Scope.Repository(var name) ->
            repositories.computeIfAbsent(name, Found::new).whole = true;
        case Scope.Workflow(var name, var file) ->
            repositories.computeIfAbsent(name, Found::new).workflows.add(file.name());
        case Scope.Cluster(var name) -> clusters.add(name.name());
      }
    }
    if (scopes.isEmpty()) {
      return null;
    }
    var organization =
        wholeOrganization || !repositories.isEmpty()
            ? new Organization(
                owner,
                wholeOrganization,
                repositories.isEmpty()
                    ? null
                    : new ArrayList<>(repositories.values().stream().map(Found::json).toList()))
            : null;
    return new AttachmentsJson(organization, clusters.isEmpty() ? null : clusters);
  }

  /** What was found of one repository. */
  private static final class Found {
    private final RepositoryName name;
    private final List<@Nullable String> workflows = new ArrayList<>();
    private boolean whole;

    Found(RepositoryName name) {
      this.name = name;
    }

    Repository json() {
      return new Repository(name.name(), whole, workflows.isEmpty() ? null : workflows);
    }
  }

  // What is left out never widens: an empty or misspelt list would mean everything.
  private static boolean isTrue(@Nullable Boolean said) {
    return said != null && said;
  }

  private static <T extends @Nullable Object> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <T> T present(@Nullable T value, String member) {
    if (value == null) {
      throw malformed(member + " holds or is null: remove it, or give it a value.");
    }
    return value;
  }

  private static Rejection malformed(String detail) {
    return new Rejection(new Malformed(detail));
  }
}
