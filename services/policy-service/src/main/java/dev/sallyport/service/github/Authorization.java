package dev.sallyport.service.github;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.service.config.GitHubToken;

/** Where the token comes from that GitHub is shown. */
sealed interface Authorization permits Authorization.Fixed, GitHubApp {
  /** What is shown where something of a repository is asked; may ask GitHub for it first. */
  GitHubToken token(RepositoryFullName repository, Attempts attempts)
      throws InVain, InterruptedException;

  /** Whether another is to be had in place of one that GitHub took for none. */
  boolean renews(RepositoryFullName repository, GitHubToken refused);

  /** The same token for all repositories. */
  record Fixed(GitHubToken token) implements Authorization {
    @Override
    public GitHubToken token(RepositoryFullName repository, Attempts attempts) {
      return token;
    }

    @Override
    public boolean renews(RepositoryFullName repository, GitHubToken refused) {
      return false;
    }
  }
}
