package dev.sallyport.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulator.Organization.Repository;
import dev.sallyport.simulator.PlannedJob.Part;
import dev.sallyport.simulator.PlannedJob.Runner;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanningRunsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Organization ORGANIZATION =
      new Organization(
              "Acme",
              List.of(
                  new Repository("fleet-web", List.of("checks.yml", "ci.yml")),
                  new Repository("rust-sdk", List.of("ci.yml", "secret-scan.yml"))),
              List.of("arc-eu", "arc-us"))
          .grownTo(40);

  private final Plan plan = Plan.of(ORGANIZATION, 140, 7, NOW);

  @Test
  void is_the_same_for_the_same_seed_and_time_and_another_for_others() {
    assertThat(Plan.of(ORGANIZATION, 140, 7, NOW)).isEqualTo(plan);
    assertThat(Plan.of(ORGANIZATION, 140, 8, NOW)).isNotEqualTo(plan);
    assertThat(Plan.of(ORGANIZATION, 140, 7, NOW.plusMillis(1)).all())
        .extracting(PlannedJob::correlation)
        .doesNotContainAnyElementsOf(plan.all().stream().map(PlannedJob::correlation).toList());
  }

  @Test
  void has_as_many_runs_as_asked_for_and_each_job_is_its_own() {
    assertThat(plan.all().stream().map(PlannedJob::run).distinct()).hasSize(140);
    assertThat(plan.all()).extracting(PlannedJob::correlation).doesNotHaveDuplicates();
    assertThat(Plan.of(ORGANIZATION, 1, 7, NOW).all()).isNotEmpty();
  }

  @Test
  void some_repositories_run_twelve_times_and_every_one_runs() {
    var runs =
        plan.all().stream()
            .collect(
                Collectors.groupingBy(
                    PlannedJob::repository,
                    Collectors.mapping(PlannedJob::run, Collectors.toSet())));

    assertThat(runs).hasSize(40);
    assertThat(runs.values().stream().filter(each -> each.size() >= 12)).hasSizeGreaterThan(3);
  }

  @Test
  void in_the_middle_packages_of_several_repositories_are_compromised() {
    assertThat(runs(plan.before())).isEqualTo(67);
    assertThat(runs(plan.after())).isEqualTo(68);
    assertThat(plan.incident().stream().map(PlannedJob::repository).distinct()).hasSize(5);
    assertThat(plan.incident())
        .filteredOn(job -> job.part() == Part.REVERSE_SHELL)
        .isNotEmpty()
        .allSatisfy(job -> assertThat(job.runner()).isNotInstanceOf(Runner.Fork.class));
    assertThat(plan.before()).allMatch(job -> job.part() == Part.NONE);
    assertThat(plan.after()).allMatch(job -> job.part() == Part.NONE);
  }

  private static long runs(List<PlannedJob> jobs) {
    return jobs.stream().map(PlannedJob::run).distinct().count();
  }

  @Test
  void jobs_without_a_key_stay_far_below_what_an_address_may_ask_in_a_minute() {
    var many = Plan.of(ORGANIZATION, 5_000, 7, NOW).all();

    assertThat(many).filteredOn(job -> job.runner().equals(new Runner.Hosted(false))).hasSize(200);
    assertThat(plan.all()).anyMatch(job -> job.runner().equals(new Runner.Hosted(false)));
  }

  @Test
  void jobs_in_a_cluster_go_by_the_name_of_their_runner_and_others_by_a_uuid() {
    assertThat(plan.all()).anyMatch(job -> job.runner() instanceof Runner.ScaleSet);
    assertThat(plan.all())
        .allSatisfy(job -> {
          switch (job.runner()) {
            case Runner.ScaleSet(var cluster) ->
                assertThat(job.correlation()).startsWith(cluster + "-runner-");
            case Runner.Hosted _, Runner.Fork _ ->
                assertThat(job.correlation())
                    .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
          }
        });
  }

  @Test
  void an_organization_grows_to_hundreds_of_repositories_with_names_of_their_own() {
    var grown = ORGANIZATION.grownTo(600).repositories();

    assertThat(grown).hasSize(600).extracting(Repository::name).doesNotHaveDuplicates();
    assertThat(grown.subList(0, 40)).isEqualTo(ORGANIZATION.repositories());
  }
}
