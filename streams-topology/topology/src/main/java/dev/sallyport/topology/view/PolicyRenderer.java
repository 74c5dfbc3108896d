package dev.sallyport.topology.view;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.names.Owner;

/** Renders a live policy as the runners' clients read it. Pure and quick. */
@FunctionalInterface
public interface PolicyRenderer {
  byte[] render(Owner owner, PolicyEntry policy);
}
