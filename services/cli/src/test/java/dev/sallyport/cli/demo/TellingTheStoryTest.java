package dev.sallyport.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.demo.Story.Attach;
import dev.sallyport.cli.demo.Story.Delete;
import dev.sallyport.cli.demo.Story.Save;
import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.document.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TellingTheStoryTest {

  @Test
  void has_forty_repositories_sixty_policies_and_every_kind_of_scope() throws Exception {
    var story = Story.load();
    var policies = new TreeSet<String>();
    story.steps().forEach(step -> policies.add(step.policy()));

    assertThat(story.repositories()).hasSize(40);
    assertThat(policies).hasSize(60);
    var attachments =
        story.steps().stream().filter(Attach.class::isInstance).map(Attach.class::cast);
    assertThat(attachments.toList())
        .anyMatch(Attach::organization)
        .anyMatch(attach -> attach.repositories() != null)
        .anyMatch(attach -> attach.workflows() != null)
        .anyMatch(attach -> attach.clusters() != null);
  }

  @Test
  void holds_only_policies_that_can_be_read() throws Exception {
    for (var step : Story.load().steps()) {
      if (step instanceof Save save) {
        assertThat(PolicyDocument.read(save.yaml()))
            .as(save.file())
            .isInstanceOf(Reading.Readable.class);
      }
    }
  }

  @Test
  void never_names_a_policy_that_is_not_there() throws Exception {
    var live = new HashSet<String>();
    for (var step : Story.load().steps()) {
      switch (step) {
        case Save save -> live.add(save.policy());
        case Delete delete -> assertThat(live.remove(delete.policy())).isTrue();
        case Story.Attach _, Story.Detach _, Story.Rollback _ ->
            assertThat(live).as(step.toString()).contains(step.policy());
      }
    }
  }

  @Test
  void attaches_only_to_repositories_workflows_and_clusters_it_knows() throws Exception {
    var story = Story.load();
    var repositories = story.repositories().stream().map(Story.Repository::name).toList();
    for (var step : story.steps()) {
      if (step instanceof Attach attach) {
        assertThat(repositories).containsAll(orNone(attach.repositories()));
        assertThat(story.clusters()).containsAll(orNone(attach.clusters()));
        for (var workflow : orNone(attach.workflows())) {
          assertThat(story.repositories())
              .anyMatch(repository ->
                  repository.name().equals(workflow.repository())
                      && repository.workflows().contains(workflow.file()));
        }
      }
    }
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
