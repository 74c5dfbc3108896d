package dev.sallyport.service.insight;

import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.command.Refusal.UnknownOwner;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.service.management.CostlyReads;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.topology.view.PolicyView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What all questions about reports have in common. */
@Singleton
class Asking {
  private final PolicyView view;
  private final CostlyReads costly;

  @Inject
  Asking(PolicyView view, CostlyReads costly) {
    this.view = view;
    this.costly = costly;
  }

  /** The owner as first written, of which the rest of this request may ask. */
  Owner about(String name) {
    var asked = Owner.organization(name);
    var head = view.<@Nullable Head>read(asked, PolicyBook::head);
    if (head == null) {
      throw new Rejection(new UnknownOwner(asked));
    }
    enter();
    return head.owner();
  }

  RepositoryFullName about(String owner, String repository) {
    return new RepositoryFullName(about(owner), RepositoryName.of(repository));
  }

  /** Takes a place for the rest of this request. */
  void enter() {
    costly.enter(CostlyReads.Kind.REPORTED);
  }

  /** What jobs reported is nobody else's: no cache between may keep it. */
  static Response ok(Object entity) {
    return Response.ok(entity).header(HttpHeaders.CACHE_CONTROL, "private, no-cache").build();
  }
}
