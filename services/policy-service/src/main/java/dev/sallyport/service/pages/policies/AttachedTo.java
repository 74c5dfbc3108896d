package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.names.Scope;
import java.util.ArrayList;
import java.util.List;

/** Where a policy stands, in a few words: {@code Organization}, {@code 3 Workflows, 1 Cluster}. */
public final class AttachedTo {
  private AttachedTo() {}

  public static String of(List<PlacementEntry> placements) {
    var organization = false;
    var repositories = 0;
    var workflows = 0;
    var clusters = 0;
    for (var placement : placements) {
      switch (placement.scope()) {
        case Scope.Organization _ -> organization = true;
        case Scope.Repository _ -> repositories++;
        case Scope.Workflow _ -> workflows++;
        case Scope.Cluster _ -> clusters++;
      }
    }
    var words = new ArrayList<String>();
    if (organization) {
      words.add("Organization");
    }
    add(words, repositories, "Repository", "Repositories");
    add(words, workflows, "Workflow", "Workflows");
    add(words, clusters, "Cluster", "Clusters");
    return words.isEmpty() ? "Not attached" : String.join(", ", words);
  }

  private static void add(List<String> words, int count, String one, String many) {
    if (count > 0) {
      words.add(count + " " + (count == 1 ? one : many));
    }
  }
}
