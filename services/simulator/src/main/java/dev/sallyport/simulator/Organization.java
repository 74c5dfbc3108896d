package dev.sallyport.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Whose jobs run.
 *
 * @param clusters that some of its repositories have their runners in
 */
public record Organization(String name, List<Repository> repositories, List<String> clusters) {
  private static final List<String> SUBJECTS =
      List.of(
          "arm", "battery", "belt", "camera", "fleet", "gripper", "invoice", "map", "order",
          "pallet", "route", "sensor", "shelf", "torque", "vision", "weld");
  private static final List<String> KINDS =
      List.of(
          "api",
          "cli",
          "console-web",
          "driver",
          "exporter",
          "ml-model",
          "node-client",
          "operator",
          "python-client",
          "rust-core",
          "sync",
          "worker");
  private static final List<String> WORKFLOWS = List.of("ci.yml");

  public Organization {
    repositories = List.copyOf(repositories);
    clusters = List.copyOf(clusters);
    if (repositories.isEmpty()) {
      throw new IllegalArgumentException("An organization without repositories runs nothing.");
    }
  }

  /**
   * @param workflows files below {@code .github/workflows/}
   */
  public record Repository(String name, List<String> workflows) {
    public Repository {
      workflows = List.copyOf(workflows);
    }
  }

  /** This organization with at least so many repositories, those it has first. */
  public Organization grownTo(int count) {
    var grown = new ArrayList<>(repositories);
    var taken = new HashSet<String>();
    repositories.forEach(each -> taken.add(each.name()));
    for (var i = 0; grown.size() < count; i++) {
      var invented = invented(i);
      if (taken.add(invented)) {
        grown.add(new Repository(invented, WORKFLOWS));
      }
    }
    return new Organization(name, grown, clusters);
  }

  private static String invented(int number) {
    var pairs = SUBJECTS.size() * KINDS.size();
    var name =
        SUBJECTS.get(number % SUBJECTS.size())
            + "-"
            + KINDS.get(number / SUBJECTS.size() % KINDS.size());
    return number < pairs ? name : name + "-" + (number / pairs + 1);
  }
}
