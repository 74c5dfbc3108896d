package dev.sallyport.topology.view;

import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.names.PolicyName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One policy of an owner: the same object as long as the owner is held, so that what stands at a
 * scope points to it whatever its content becomes.
 */
final class PolicyHolder {
  private static final Comparator<Standing> BY_POSITION =
      Comparator.comparingLong(standing -> standing.position);

  final PolicyName name;

  /** As served; null while the policy is not live. */
  @Nullable ServedPolicy served;

  /** The author's text in UTF-8; null while the policy is not live. */
  byte @Nullable [] text;

  // In the author's order, which is that of the positions.
  private final ArrayList<Standing> standings = new ArrayList<>(1);
  private boolean someOver;
  private boolean outOfOrder;

  PolicyHolder(PolicyName name) {
    this.name = name;
  }

  void add(Standing standing) {
    outOfOrder |= !standings.isEmpty() && standings.getLast().position > standing.position;
    standings.add(standing);
  }

  void end(Standing standing) {
    standing.over = true;
    someOver = true;
  }

  /** Once per command: ending thousands of attachments one by one would be quadratic. */
  void settle() {
    if (someOver) {
      standings.removeIf(standing -> standing.over);
      someOver = false;
    }
    if (outOfOrder) {
      standings.sort(BY_POSITION);
      outOfOrder = false;
    }
  }

  List<PlacementEntry> placements() {
    return standings.stream().map(Standing::placementEntry).toList();
  }

  @Nullable PlacementEntry placement(long position) {
    var low = 0;
    var high = standings.size() - 1;
    while (low <= high) {
      var middle = (low + high) >>> 1;
      var standing = standings.get(middle);
      if (standing.position == position) {
        return standing.placementEntry();
      }
      if (standing.position < position) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }
}
