package dev.sallyport.service.pages.runs;

import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.service.pages.Address;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.PageNumber;
import dev.sallyport.service.pages.Place;
import dev.sallyport.topology.insight.Insights;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of workflow runs, of an organization or of one repository. */
@Singleton
class RunLists {
  private static final int ROWS = 50;
  private static final int SUGGESTED = 200;

  private final Insights insights;
  private final Frames frames;

  @Inject
  RunLists(Insights insights, Frames frames) {
    this.insights = insights;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "runs")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(Frame frame, RunsView runs);
  }

  TemplateInstance ofOrganization(
      ContainerRequestContext request, Owner owner, String repo, @Nullable String page) {
    var path = Links.runs(owner.name());
    if (repo.isEmpty()) {
      return list(request, owner, null, repo, Address.of(path), PageNumber.read(page));
    }
    try {
      var address = Address.of(path).with("repo", repo);
      return list(request, owner, RepositoryName.of(repo), repo, address, PageNumber.read(page));
    } catch (InvalidName invalid) {
      var none = new PageNumber(1).pager(Address.of(path), ROWS, 0);
      return Templates.list(
          frames.of(request, owner, Place.RUNS),
          new RunsView(path, null, repo, List.of(), List.of(), none, invalid.getMessage()));
    }
  }

  TemplateInstance ofRepository(
      ContainerRequestContext request,
      Owner owner,
      RepositoryName repository,
      @Nullable String page) {
    var address = Address.of(Links.runs(owner.name(), repository.name()));
    return list(request, owner, repository, repository.name(), address, PageNumber.read(page));
  }

  private TemplateInstance list(
      ContainerRequestContext request,
      Owner owner,
      @Nullable RepositoryName repository,
      String asked,
      Address address,
      PageNumber page) {
    var found = insights.runs(owner, repository, page.skip(ROWS), ROWS);
    var known =
        insights.repositories(owner).stream()
            .limit(SUGGESTED)
            .map(each -> each.repository().name())
            .toList();
    return Templates.list(
        frames.of(request, owner, Place.RUNS),
        new RunsView(
            Links.runs(owner.name()),
            repository == null ? null : repository.name(),
            asked,
            known,
            found.runs().stream().map(run -> RunRow.of(owner.name(), run)).toList(),
            page.pager(address, ROWS, found.total()),
            null));
  }
}
