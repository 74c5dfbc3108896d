package dev.sallyport.service.startup;

import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.topology.history.History;
import dev.sallyport.topology.history.HistoryUnavailable;
import dev.sallyport.topology.insight.PolicyContents;
import dev.sallyport.topology.view.PolicyView;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What policies said: the version of now from the view, earlier ones from the history. */
final class PolicyVersions implements PolicyContents {
  private static final int MOST_HELD = 500;

  private final PolicyView view;
  private final History history;
  // A version never changes, and a job's calls all ask for the same one.
  private final Map<Version, PolicyRules> held =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Version, PolicyRules> eldest) {
              return size() > MOST_HELD;
            }
          });

  private record Version(String owner, PolicyName policy, long version) {}

  PolicyVersions(PolicyView view, History history) {
    this.view = view;
    this.history = history;
  }

  @Override
  public @Nullable PolicyRules rules(Owner owner, PolicyName policy, long version) {
    var key = new Version(owner.key(), policy, version);
    var known = held.get(key);
    if (known == null) {
      known = find(owner, policy, version);
      if (known != null) {
        held.put(key, known);
      }
    }
    return known;
  }

  private @Nullable PolicyRules find(Owner owner, PolicyName policy, long version) {
    try {
      var live =
          view.<@Nullable PolicyRules>read(
              owner,
              book -> {
                var entry = book.livePolicy(policy);
                return entry == null || entry.version() != version ? null : entry.rules();
              });
      if (live != null) {
        return live;
      }
      var past = history.version(owner, policy, version);
      return past == null ? null : past.content().rules();
    } catch (PolicyView.NotReadable | HistoryUnavailable _) {
      return null;
    }
  }
}
