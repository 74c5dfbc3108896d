package dev.sallyport.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Jobs that are being monitored, and what their agents send: the same bytes as the real one. */
final class Reporters {
  private static final String OWNER = "reporters";
  private static final int REPOSITORIES = 200;
  private static final String SHA =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  // As deep as those of a job that installs packages.
  private static final String TOOL =
      """
      {"name":"node","sha256":"%1$s","parent":{"name":"npm","sha256":"%1$s","parent":\
      {"name":"bash","sha256":"%1$s","parent":{"name":"Runner.Worker","sha256":"%1$s","parent":null}}}}\
      """
          .formatted(SHA);

  private final URI url;
  private final String runnerKey;
  private final List<Job> jobs;

  private record Job(String path, String correlation, String oneTimeKey) {}

  private Reporters(URI url, String runnerKey, List<Job> jobs) {
    this.url = url;
    this.runnerKey = runnerKey;
    this.jobs = List.copyOf(jobs);
  }

  /** A job of each of many repositories, looked up and monitored with a runner key. */
  static Reporters begin(Api api, URI url) {
    api.save(OWNER, "policy", "egress-policy: audit\n");
    api.attach(OWNER, "policy", "{\"org\":{\"name\":\"" + OWNER + "\",\"apply_to_org\":true}}");
    var key = api.runnerKey(OWNER);
    var jobs = IntStream.range(0, REPOSITORIES).mapToObj(i -> job(api, key, i)).toList();
    return new Reporters(url, key, jobs);
  }

  private static Job job(Api api, String key, int number) {
    var path = "/v1/github/" + OWNER + "/repo-" + number + "/actions";
    var correlation = UUID.randomUUID().toString();
    var run = 10_000_000_000L + number;
    var _ =
        api.lookUp(
            path
                + "/policies/workflow-policy?workflow=ci.yml&run_id=%d&correlationId=%s"
                    .formatted(run, correlation),
            key);
    return new Job(path, correlation, api.monitor(path + "/runs/" + run, correlation, key));
  }

  int jobs() {
    return jobs.size();
  }

  /** A connection of each job in turn. */
  IntFunction<byte[]> connections() {
    return each(job ->
        post(
            job.path() + "/jobs/" + job.correlation() + "/networkconnection",
            "x-one-time-key: " + job.oneTimeKey(),
            connection()));
  }

  /** The same bodies to an endpoint that writes so many bytes of them. */
  IntFunction<byte[]> noOps(int bytes) {
    return each(job -> post(NoOp.path(bytes), "x-one-time-key: " + job.oneTimeKey(), connection()));
  }

  /** Suspicious processes, each of a job in turn. */
  IntFunction<byte[]> detections() {
    return each(job ->
        post(
            job.path() + "/jobs/" + job.correlation() + "/detections",
            "Authorization: vm-api-key " + runnerKey,
            "{\"detection\":\"Reverse-Shell\",\"timestamp\":\"%s\",\"tool\":%s}"
                .formatted(Instant.now(), TOOL)));
  }

  private static String connection() {
    return "{\"ipAddress\":\"104.16.1.34\",\"port\":\"443\",\"domainName\":\"npm-registry.example.\",\"timestamp\":\"%s\",\"tool\":%s}"
        .formatted(Instant.now(), TOOL);
  }

  private interface Asking {
    byte[] of(Job job);
  }

  private IntFunction<byte[]> each(Asking asking) {
    var requests = jobs.stream().map(asking::of).toList();
    return i -> requests.get(i % requests.size());
  }

  private byte[] post(String path, String credential, String body) {
    return """
    POST %s HTTP/1.1\r
    Host: %s\r
    %s\r
    User-Agent: Go-http-client/1.1\r
    Content-Type: application/json; charset=UTF-8\r
    Content-Length: %d\r
    \r
    %s\
    """
        .formatted(
            path,
            url.getAuthority(),
            credential,
            body.getBytes(StandardCharsets.UTF_8).length,
            body)
        .getBytes(StandardCharsets.UTF_8);
  }
}
