package dev.sallyport.service.pages.baseline;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.service.pages.Address;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Of what a baseline is asked for, as an address says.
 *
 * @param of {@code organization}, {@code repository}, {@code workflow}, {@code job} or {@code
 *     cluster}; empty if for none
 */
public record ScopeQuery(
    @QueryParam("of") @DefaultValue("") String of,
    @QueryParam("repo") @DefaultValue("") String repo,
    @QueryParam("workflow") @DefaultValue("") String workflow,
    @QueryParam("job") @DefaultValue("") String job,
    @QueryParam("cluster") @DefaultValue("") String cluster) {

  public static ScopeQuery of(BaselineScope scope) {
    return switch (scope) {
      case BaselineScope.OfOrganization _ -> new ScopeQuery("organization", "", "", "", "");
      case BaselineScope.OfCluster(_, var name) ->
          new ScopeQuery("cluster", "", "", "", name.name());
      case BaselineScope.OfRepository(var repository) ->
          new ScopeQuery("repository", name(repository), "", "", "");
      case BaselineScope.OfWorkflow(var repository, var file) ->
          new ScopeQuery("workflow", name(repository), file.name(), "", "");
      case BaselineScope.OfJob(var repository, var file, var job) ->
          new ScopeQuery("job", name(repository), file.name(), job.name(), "");
    };
  }

  private static String name(RepositoryFullName repository) {
    return repository.repository().name();
  }

  /** Reads what {@link #text} wrote. */
  public static ScopeQuery read(String text) {
    Map<String, String> fields = new HashMap<>();
    for (var parameter : text.split("&", -1)) {
      var equals = parameter.indexOf('=');
      if (equals > 0) {
        fields.put(parameter.substring(0, equals), decoded(parameter.substring(equals + 1)));
      }
    }
    return new ScopeQuery(
        fields.getOrDefault("of", ""),
        fields.getOrDefault("repo", ""),
        fields.getOrDefault("workflow", ""),
        fields.getOrDefault("job", ""),
        fields.getOrDefault("cluster", ""));
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new Rejection(new Malformed("“%s” is not percent-encoded.".formatted(value)));
    }
  }

  public boolean none() {
    return of.isEmpty();
  }

  /** Throws what makes an answer of its own where it is none. */
  public BaselineScope scope(Owner owner) {
    return switch (of) {
      case "organization" -> new BaselineScope.OfOrganization(owner);
      case "cluster" -> new BaselineScope.OfCluster(owner, new ClusterName(cluster));
      case "repository" -> new BaselineScope.OfRepository(repository(owner));
      case "workflow" ->
          new BaselineScope.OfWorkflow(repository(owner), new WorkflowFile(workflow));
      case "job" ->
          new BaselineScope.OfJob(repository(owner), new WorkflowFile(workflow), new JobName(job));
      default ->
          throw new Rejection(
              new Malformed("of is organization, repository, workflow, job or cluster."));
    };
  }

  private RepositoryFullName repository(Owner owner) {
    return RepositoryFullName.of(owner.name(), repo);
  }

  /** An address with this in it. */
  public Address at(String path) {
    return Address.of(path)
        .with("of", of)
        .with("repo", repo)
        .with("workflow", workflow)
        .with("job", job)
        .with("cluster", cluster);
  }

  /** As one text. */
  public String text() {
    return at("").query();
  }

  /** For people: {@code job build of app/ci.yml}. */
  public static String describe(BaselineScope scope) {
    return switch (scope) {
      case BaselineScope.OfOrganization(var owner) -> "organization " + owner;
      case BaselineScope.OfCluster(_, var cluster) -> "cluster " + cluster;
      case BaselineScope.OfRepository(var repository) -> "repository " + name(repository);
      case BaselineScope.OfWorkflow(var repository, var file) ->
          "workflow %s/%s".formatted(name(repository), file);
      case BaselineScope.OfJob(var repository, var file, var job) ->
          "job %s of %s/%s".formatted(job, name(repository), file);
    };
  }
}
