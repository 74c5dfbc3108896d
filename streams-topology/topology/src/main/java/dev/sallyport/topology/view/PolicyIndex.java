package dev.sallyport.topology.view;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An owner's policies as lists need them: the names are one text to search, what filters ask for
 * are bits. So a list touches the policies that it shows, and not the 50,000 that it passes over.
 */
final class PolicyIndex {
  // In no name; a search that holds it would be found across two of them.
  private static final String END = "/";

  private final PolicyEntry[] entries;
  private final String names;
  // Where each name begins in the text, and where the text ends.
  private final int[] starts;
  private final BitSet live = new BitSet();
  private final BitSet block = new BitSet();
  private final BitSet audit = new BitSet();
  private final BitSet unattached = new BitSet();

  /**
   * @param sorted by name
   */
  PolicyIndex(Collection<PolicyEntry> sorted) {
    entries = sorted.toArray(PolicyEntry[]::new);
    starts = new int[entries.length + 1];
    var text = new StringBuilder();
    for (var i = 0; i < entries.length; i++) {
      starts[i] = text.length();
      text.append(PolicyFilter.folded(entries[i].policy().value())).append(END);
      mark(i);
    }
    starts[entries.length] = text.length();
    names = text.toString();
  }

  /**
   * Takes in a policy as it is now.
   *
   * @return false if its name is none of these: a new index is needed
   */
  boolean replace(PolicyEntry entry) {
    var name = entry.policy().value();
    var at = place(name);
    if (!isAt(at, name)) {
      return false;
    }
    entries[at] = entry;
    mark(at);
    return true;
  }

  private void mark(int at) {
    var rules = entries[at].rules();
    live.set(at, rules != null);
    unattached.set(at, entries[at].scopes() == 0);
    block.clear(at);
    audit.clear(at);
    if (rules != null) {
      switch (rules.mode()) {
        case BLOCK -> block.set(at);
        case AUDIT -> audit.set(at);
      }
    }
  }

  /** The first that pass after a name, in the order of names. */
  List<PolicyEntry> after(@Nullable String name, PolicyFilter filter, int limit) {
    var passing = passing(filter);
    var found = new ArrayList<PolicyEntry>();
    for (var at = next(passing, filter.search(), name == null ? 0 : placeAfter(name));
        at >= 0 && found.size() < limit;
        at = next(passing, filter.search(), at + 1)) {
      found.add(entries[at]);
    }
    return found;
  }

  /** The last that pass before a name, in the order of names. */
  List<PolicyEntry> before(String name, PolicyFilter filter, int limit) {
    var passing = passing(filter);
    var found = new ArrayList<PolicyEntry>();
    for (var at = previous(passing, filter.search(), place(name) - 1);
        at >= 0 && found.size() < limit;
        at = previous(passing, filter.search(), at - 1)) {
      found.add(entries[at]);
    }
    return found.reversed();
  }

  private int next(BitSet passing, @Nullable String search, int from) {
    if (search == null) {
      return passing.nextSetBit(from);
    }
    var at = from;
    for (var hit = names.indexOf(search, starts[at]);
        hit >= 0;
        hit = names.indexOf(search, starts[at])) {
      while (starts[at + 1] <= hit) {
        at++;
      }
      if (passing.get(at)) {
        return at;
      }
      at++;
    }
    return -1;
  }

  private int previous(BitSet passing, @Nullable String search, int from) {
    if (search == null) {
      return passing.previousSetBit(from);
    }
    var at = from;
    for (var hit = names.lastIndexOf(search, starts[at + 1] - 1);
        hit >= 0;
        hit = names.lastIndexOf(search, starts[at + 1] - 1)) {
      while (starts[at] > hit) {
        at--;
      }
      if (passing.get(at)) {
        return at;
      }
      at--;
    }
    return -1;
  }

  private BitSet passing(PolicyFilter filter) {
    var search = filter.search();
    if (search != null && search.contains(END)) {
      return new BitSet();
    }
    var passing = (BitSet) live.clone();
    if (filter.deleted()) {
      passing.flip(0, entries.length);
    }
    switch (filter.mode()) {
      case BLOCK -> passing.and(block);
      case AUDIT -> passing.and(audit);
      case null -> {}
    }
    if (filter.unattached()) {
      passing.and(unattached);
    }
    return passing;
  }

  /** Where the name is, or would be. */
  private int place(String name) {
    var low = 0;
    var high = entries.length;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (entries[middle].policy().value().compareTo(name) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int placeAfter(String name) {
    var place = place(name);
    return isAt(place, name) ? place + 1 : place;
  }

  private boolean isAt(int place, String name) {
    return place < entries.length && entries[place].policy().value().equals(name);
  }
}
