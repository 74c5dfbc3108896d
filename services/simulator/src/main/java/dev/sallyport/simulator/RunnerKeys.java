package dev.sallyport.simulator;

import java.util.Map;

/**
 * The keys that runners of an organization have.
 *
 * @param ofOrganization bound to no cluster
 * @param ofClusters by the name of the cluster that they are bound to
 */
public record RunnerKeys(String ofOrganization, Map<String, String> ofClusters) {
  public RunnerKeys {
    ofClusters = Map.copyOf(ofClusters);
  }

  String ofCluster(String cluster) {
    var key = ofClusters.get(cluster);
    if (key == null) {
      throw new IllegalArgumentException("No runner key of the cluster " + cluster);
    }
    return key;
  }

  // Secrets stay out of logs.
  @Override
  public String toString() {
    return "keys of the organization and of " + ofClusters.keySet();
  }
}
