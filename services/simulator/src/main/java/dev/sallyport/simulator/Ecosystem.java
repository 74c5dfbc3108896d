package dev.sallyport.simulator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a repository is written in, and so what its jobs install from where. Package registries have
 * the names that the demo's policies have for them.
 */
enum Ecosystem {
  NODE(
      Call.of("npm-registry.example:443", "node", "npm", "bash"),
      Call.of("nodejs.org:443", "node"),
      Call.of("cdn.playwright.dev:443", "node", "npx", "bash")),
  PYTHON(
      Call.of("pypi.example:443", "python3.13", "pip", "bash"),
      Call.of("files.pypi.example:443", "python3.13", "pip", "bash"),
      Call.of("raw.githubusercontent.com:443", "node")),
  RUST(
      Call.of("index.crates.example:443", "cargo", "bash"),
      Call.of("static.crates.example:443", "cargo", "bash"),
      Call.of("static.rust-lang.org:443", "rustup", "bash")),
  GO(
      Call.of("go-proxy.example:443", "go", "make", "bash"),
      Call.of("go-sum.example:443", "go", "make", "bash"),
      Call.of("storage.googleapis.com:443", "node")),
  JAVA(
      Call.of("maven-central.example:443", "java", "mvn", "bash"),
      Call.of("api.adoptium.net:443", "node"),
      Call.of("services.gradle.org:443", "java", "gradlew", "bash")),
  CPP(
      Call.of("azure.archive.ubuntu.com:80", "http", "apt-get", "sudo", "bash"),
      Call.of("packages.microsoft.com:443", "https", "apt-get", "sudo", "bash"),
      Call.of("release-assets.githubusercontent.com:443", "cmake", "bash"));

  private static final Map<String, Ecosystem> BY_WORD =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("web", NODE),
              Map.entry("portal", NODE),
              Map.entry("site", NODE),
              Map.entry("page", NODE),
              Map.entry("design", NODE),
              Map.entry("node", NODE),
              Map.entry("app", NODE),
              Map.entry("actions", NODE),
              Map.entry("python", PYTHON),
              Map.entry("ml", PYTHON),
              Map.entry("data", PYTHON),
              Map.entry("feature", PYTHON),
              Map.entry("vision", PYTHON),
              Map.entry("rust", RUST),
              Map.entry("agent", RUST),
              Map.entry("edge", RUST),
              Map.entry("java", JAVA),
              Map.entry("billing", JAVA),
              Map.entry("identity", JAVA),
              Map.entry("firmware", CPP),
              Map.entry("driver", CPP),
              Map.entry("ros", CPP)));

  private final List<Call> installing;

  Ecosystem(Call... installing) {
    this.installing = List.of(installing);
  }

  /** The calls of its package manager and of what sets its tools up. */
  List<Call> installing() {
    return installing;
  }

  /** As the words of the name suggest. */
  static Ecosystem of(String repository) {
    for (var word : repository.split("-", -1)) {
      var known = BY_WORD.get(word);
      if (known != null) {
        return known;
      }
    }
    return GO;
  }
}
