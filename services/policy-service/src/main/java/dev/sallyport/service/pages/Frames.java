package dev.sallyport.service.pages;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.pages.Frame.Link;
import dev.sallyport.service.pages.Frame.Section;
import dev.sallyport.service.security.Caller;
import dev.sallyport.service.security.FormToken;
import dev.sallyport.topology.view.PolicyView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the {@link Frame} of a page. */
@Singleton
public class Frames {
  private static final int OWNERS_TO_SWITCH_TO = 20;

  private final PolicyView view;

  @Inject
  Frames(PolicyView view) {
    this.view = view;
  }

  /** Of a page about an organization, at a place of the navigation. */
  public Frame of(ContainerRequestContext request, Owner owner, @Nullable Place place) {
    return frame(request, owner, place);
  }

  /** Of a page about the installation. */
  public Frame of(ContainerRequestContext request) {
    return frame(request, Owner.TENANT, null);
  }

  /** Of a page for whoever comes, such as one that tells of a problem. */
  public Frame forAnybody(ContainerRequestContext request) {
    return new Frame(
        null,
        null,
        Set.of(),
        FormToken.of(request),
        Nonce.of(request),
        List.of(),
        List.of(),
        Flash.of(request));
  }

  /** Of a problem on a page about an organization, as far as it is known who asks. */
  Frame ofProblem(ContainerRequestContext request) {
    var caller = Caller.find(request);
    if (caller == null) {
      return forAnybody(request);
    }
    var name = request.getUriInfo().getPathParameters().getFirst("owner");
    return name == null ? of(request) : of(request, Owner.organization(name), null);
  }

  private Frame frame(ContainerRequestContext request, Owner owner, @Nullable Place current) {
    var caller = Caller.of(request);
    var may = EnumSet.noneOf(Permission.class);
    for (var permission : Permission.values()) {
      if (caller.may(permission, owner)) {
        may.add(permission);
      }
    }
    return new Frame(
        owner.isTenant() ? null : owner.name(),
        caller.actor().name(),
        may,
        FormToken.of(request),
        Nonce.of(request),
        owner.isTenant() ? List.of() : navigation(owner, may, current),
        owners(caller),
        Flash.of(request));
  }

  private static List<Section> navigation(
      Owner owner, Set<Permission> may, @Nullable Place current) {
    var sections = new ArrayList<Section>();
    for (var place : Place.values()) {
      if (may.contains(place.needs())) {
        if (sections.isEmpty() || !sections.getLast().title().equals(place.section())) {
          sections.add(new Section(place.section(), new ArrayList<>()));
        }
        var href = "/github/" + owner.name() + place.path();
        sections
            .getLast()
            .links()
            .add(new Link(place.title(), place.icon(), href, place == current));
      }
    }
    return sections;
  }

  private List<String> owners(Caller caller) {
    return view.owners().stream()
        .filter(caller::sees)
        .limit(OWNERS_TO_SWITCH_TO)
        .map(Owner::name)
        .toList();
  }
}
