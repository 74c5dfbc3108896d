package dev.sallyport.service.config;

import java.util.ArrayList;
import java.util.List;

/** What cancelling workflow runs needs: a token, a GitHub App, or neither. */
final class GitHubCheck {
  private GitHubCheck() {}

  static List<String> problems(GitHubSettings settings) {
    var problems = new ArrayList<String>();
    if (settings.appId().isPresent() != settings.appPrivateKeyFile().isPresent()) {
      problems.add(
          "SALLYPORT_GITHUB_APP_ID and SALLYPORT_GITHUB_APP_PRIVATE_KEY_FILE need each other: set"
              + " both or neither");
    }
    if (settings.token().isPresent()
        && (settings.appId().isPresent() || settings.appPrivateKeyFile().isPresent())) {
      problems.add(
          "SALLYPORT_GITHUB_TOKEN excludes SALLYPORT_GITHUB_APP_ID and"
              + " SALLYPORT_GITHUB_APP_PRIVATE_KEY_FILE: set the token, or the app");
    }
    return problems;
  }
}
