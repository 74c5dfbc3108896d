package dev.sallyport.domain.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.book.Resolution.Rung;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The resolver against a model that knows no ladder: four questions, asked one after the other. */
class ResolvingAJobProperties {
  private static final int NAMES = 3;

  @Property
  void takes_the_most_specific_scope_that_holds_a_policy(
      @ForAll @Size(max = 12) Map<@IntRange(max = 17) Integer, @IntRange(max = 5) Integer> books,
      @ForAll @IntRange(max = NAMES - 1) int repository,
      @ForAll @IntRange(max = NAMES) int workflow,
      @ForAll @IntRange(max = NAMES) int cluster) {
    var standing = new HashMap<Scope, PolicyName>();
    books.forEach((scope, policy) -> standing.put(scope(scope), PolicyName.of("p" + policy)));
    var job =
        new Job(
            Desk.ACME,
            RepositoryName.of("R" + repository),
            workflow == NAMES ? null : new WorkflowFile("w" + workflow),
            cluster == NAMES ? null : new ClusterName("c" + cluster));

    var winner = Resolution.resolve(standing::get, job).winner().flatMap(Rung::policy);

    assertThat(winner).isEqualTo(Optional.ofNullable(model(standing, job)));
  }

  private static @Nullable PolicyName model(Map<Scope, PolicyName> standing, Job job) {
    if (job.workflow() != null) {
      var ofWorkflow = standing.get(new Scope.Workflow(job.repository(), job.workflow()));
      if (ofWorkflow != null) {
        return ofWorkflow;
      }
    }
    var ofRepository = standing.get(new Scope.Repository(job.repository()));
    if (ofRepository != null) {
      return ofRepository;
    }
    var ofOrganization = standing.get(new Scope.Organization());
    if (ofOrganization != null) {
      return ofOrganization;
    }
    return job.cluster() == null ? null : standing.get(new Scope.Cluster(job.cluster()));
  }

  /** Numbers 0 to 8 are workflows, 9 to 11 repositories, 12 to 14 clusters, others the owner. */
  private static Scope scope(int number) {
    if (number < NAMES * NAMES) {
      return new Scope.Workflow(
          RepositoryName.of("r" + number / NAMES), new WorkflowFile("w" + number % NAMES));
    }
    return switch (number) {
      case 9, 10, 11 -> new Scope.Repository(RepositoryName.of("r" + (number - 9)));
      case 12, 13, 14 -> new Scope.Cluster(new ClusterName("c" + (number - 12)));
      default -> new Scope.Organization();
    };
  }
}
