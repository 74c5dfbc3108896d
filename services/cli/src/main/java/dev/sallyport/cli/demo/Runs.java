package dev.sallyport.cli.demo;

import dev.sallyport.cli.demo.ManagementApi.IssuedKey;
import dev.sallyport.simulator.Organization;
import dev.sallyport.simulator.RunnerKeys;
import dev.sallyport.simulator.Simulator;
import dev.sallyport.simulator.Simulator.Pace;
import dev.sallyport.simulator.Simulator.Progress;
import dev.sallyport.simulator.Summary;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;

/** Lets workflows of the demo organization run. */
final class Runs {
  private static final String KEY_NAME = "demo runners";

  private final HttpClient http;
  private final URI url;
  private final ManagementApi api;
  private final Organization organization;

  /**
   * @param repositories that it has at least
   */
  Runs(HttpClient http, URI url, ManagementApi api, Story story, int repositories) {
    this.http = http;
    this.url = url;
    this.api = api;
    this.organization =
        new Organization(
                story.organization(),
                story.repositories().stream()
                    .map(each -> new Organization.Repository(each.name(), each.workflows()))
                    .toList(),
                story.clusters())
            .grownTo(repositories);
  }

  /** With runner keys that are issued for it and revoked at its end, whatever its end is. */
  Summary run(Pace pace, Progress progress) throws IOException, InterruptedException {
    var issued = new ArrayList<IssuedKey>();
    try {
      issued.add(api.issueRunnerKey(organization.name(), KEY_NAME, null));
      var ofClusters = new HashMap<String, String>();
      for (var cluster : organization.clusters()) {
        issued.add(api.issueRunnerKey(organization.name(), KEY_NAME + " in " + cluster, cluster));
        ofClusters.put(cluster, issued.getLast().secret());
      }
      var keys = new RunnerKeys(issued.getFirst().secret(), ofClusters);
      return new Simulator(http, url, organization, keys).run(pace, progress);
    } finally {
      for (var key : issued) {
        api.revoke(organization.name(), key);
      }
    }
  }
}
