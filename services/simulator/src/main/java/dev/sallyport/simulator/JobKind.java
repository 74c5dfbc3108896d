package dev.sallyport.simulator;

import java.util.List;

/** What a job is for, and so what it calls besides what it installs. */
enum JobKind {
  BUILD(true, Call.of("release-assets.githubusercontent.com:443", "node")),
  TEST(
      true,
      Call.of("cli.codecov.io:443", "codecov", "bash"),
      Call.of("ingest.codecov.io:443", "codecov", "bash")),
  LINT(false, Call.of("raw.githubusercontent.com:443", "curl", "bash")),
  PUBLISH(
      true,
      Call.of("uploads.github.com:443", "gh", "bash"),
      Call.of("fulcio.sigstore.dev:443", "cosign", "bash"),
      Call.of("rekor.sigstore.dev:443", "cosign", "bash")),
  IMAGE(
      false,
      Call.of("auth.docker.io:443", "dockerd", "systemd"),
      Call.of("registry-1.docker.io:443", "dockerd", "systemd"),
      Call.of("production.cloudflare.docker.com:443", "dockerd", "systemd"),
      Call.of("ghcr.io:443", "buildkitd", "dockerd", "systemd")),
  SCAN(
      false,
      Call.of("api.osv.dev:443", "osv-scanner", "bash"),
      Call.of("api.deps.dev:443", "osv-scanner", "bash"));

  // What every job does: its source, its actions, its log.
  private static final List<Call> ALWAYS =
      List.of(
          Call.of("github.com:443", "git-remote-https", "git", "node"),
          Call.of("api.github.com:443", "node"),
          Call.of("codeload.github.com:443"),
          Call.of("results-receiver.actions.githubusercontent.com:443"));

  private final boolean installs;
  private final List<Call> own;

  JobKind(boolean installs, Call... own) {
    this.installs = installs;
    this.own = List.of(own);
  }

  /** Whether packages run their scripts in it. */
  boolean installs() {
    return installs;
  }

  /** What it is for only: neither its source nor its packages. */
  List<Call> own() {
    return own;
  }

  static List<Call> always() {
    return ALWAYS;
  }

  /** The jobs of a workflow, by its file's name. */
  static List<JobKind> of(String workflow) {
    if (workflow.startsWith("ci") || workflow.startsWith("check") || workflow.startsWith("main")) {
      return List.of(BUILD, TEST, LINT);
    }
    if (workflow.contains("release")) {
      return List.of(BUILD, PUBLISH);
    }
    if (workflow.contains("docker") || workflow.contains("container")) {
      return List.of(IMAGE);
    }
    if (workflow.contains("scan") || workflow.contains("sbom") || workflow.contains("scorecard")) {
      return List.of(SCAN);
    }
    return workflow.startsWith("nightly") ? List.of(TEST, SCAN) : List.of(TEST);
  }
}
