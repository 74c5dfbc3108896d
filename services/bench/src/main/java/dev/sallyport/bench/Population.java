package dev.sallyport.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Owners with policies, attachments and a runner key each. Most attachments are of workflows, as in
 * a large organization; every owner has a policy at its organization and at each repository too.
 */
final class Population {
  private static final int POLICIES = 4;
  private static final int WORKFLOWS = 4;
  private static final int REQUESTS = 40_000;
  private static final String YAML =
      """
      egress-policy: block
      allowed-endpoints: >
        api.github.com:443
        github.com:443
        objects.githubusercontent.com:443
        release-assets.githubusercontent.com:443
        uploads.github.com:443
      """;

  private final int owners;
  private final int repositories;
  private final String[] keys;

  private Population(int owners, int repositories) {
    this.owners = owners;
    this.repositories = repositories;
    this.keys = new String[owners];
  }

  /** Writes a population of about {@code attachments}, which is at least five for each owner. */
  static Population write(Api api, int owners, int attachments) {
    var repositories = Math.max(1, attachments / owners / (WORKFLOWS + 1));
    var population = new Population(owners, repositories);
    Api.each(owners, owner -> population.write(api, owner));
    return population;
  }

  int attachments() {
    return owners * repositories * (WORKFLOWS + 1);
  }

  private void write(Api api, int owner) {
    var name = name(owner);
    for (var policy = 0; policy < POLICIES; policy++) {
      api.save(name, "policy-" + policy, YAML + "  host-" + policy + ".example:443\n");
    }
    // 400 repositories of one policy are its 2,000 scopes of a command at most.
    for (var from = 0; from < repositories; from += 300) {
      var to = Math.min(repositories, from + 300);
      api.attach(name, "policy-0", repositories(name, from, to, false));
      api.attach(name, "policy-1", repositories(name, from, to, true));
    }
    keys[owner] = api.runnerKey(name);
  }

  private static String repositories(String owner, int from, int to, boolean workflows) {
    var files =
        workflows
            ? IntStream.range(0, WORKFLOWS)
                .mapToObj(i -> "\"ci-" + i + ".yml\"")
                .collect(Collectors.joining(",", ",\"workflows\":[", "]"))
            : "";
    return IntStream.range(from, to)
        .mapToObj(
            i -> "{\"name\":\"repo-%d\",\"apply_to_repo\":%b%s}".formatted(i, !workflows, files))
        .collect(
            Collectors.joining(
                ",",
                "{\"org\":{\"name\":\"" + owner + "\",\"apply_to_org\":false,\"repos\":[",
                "]}}"));
  }

  /** Lookups of random jobs, each the same bytes that the action sends. */
  IntFunction<byte[]> lookups(URI url) {
    var random = new Random(7);
    var requests = new ArrayList<byte[]>(REQUESTS);
    for (var i = 0; i < REQUESTS; i++) {
      var owner = random.nextInt(owners);
      requests.add(
          get(
              url,
              "/v1/github/%s/repo-%d/actions/policies/workflow-policy?workflow=ci-%d.yml&run_id=%d&correlationId=6f9619ff-8b86-d011-b42d-00cf4fc964ff"
                  .formatted(
                      name(owner),
                      random.nextInt(repositories),
                      random.nextInt(WORKFLOWS),
                      10_000_000_000L + i),
              keys[owner]));
    }
    return cycle(requests);
  }

  /** Requests to the endpoint that does nothing, like lookups in everything else. */
  IntFunction<byte[]> noOps(URI url, String path) {
    return cycle(List.of(get(url, path, keys[0])));
  }

  private static IntFunction<byte[]> cycle(List<byte[]> requests) {
    return i -> requests.get(i % requests.size());
  }

  private static byte[] get(URI url, String path, String key) {
    return """
    GET %s HTTP/1.1\r
    Host: %s\r
    Authorization: vm-api-key %s\r
    Source: github-actions\r
    User-Agent: actions/http-client\r
    Accept: application/json\r
    \r
    """
        .formatted(path, url.getAuthority(), key)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The length of a lookup's answer; they differ by a few bytes at most. */
  int bytesOfAnAnswer(Api api) {
    return api.lookUp(
            "/v1/github/%s/repo-0/actions/policies/workflow-policy?workflow=ci-0.yml"
                .formatted(name(0)),
            keys[0])
        .length();
  }

  private static String name(int owner) {
    return "owner-" + owner;
  }
}
