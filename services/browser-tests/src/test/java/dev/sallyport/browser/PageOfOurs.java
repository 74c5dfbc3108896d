package dev.sallyport.browser;

import java.util.Locale;

/** Every page there is; braces stand for the organization and a policy of it. */
enum PageOfOurs {
  VIEW_POLICY("/github/{owner}/actions/policies/{policy}"),
  POLICY_STORE("/github/{owner}/actions/policies");

  /** A policy of the demo with a history. */
  static final String DEMO_POLICY = "codeql-analysis-qodana";

  private final String path;

  PageOfOurs(String path) {
    this.path = path;
  }

  String ofTheDemo() {
    return path(Stage.DEMO, DEMO_POLICY);
  }

  String path(String owner, String policy) {
    return path.replace("{owner}", owner).replace("{policy}", Api.encode(policy));
  }

  boolean shows(String part) {
    return path.contains("{" + part + "}");
  }

  /** As a part of a file name. */
  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
