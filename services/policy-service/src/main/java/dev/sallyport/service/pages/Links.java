package dev.sallyport.service.pages;

import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of pages; names are encoded, since a policy's may hold nearly anything. */
public final class Links {
  private Links() {}

  /** The Policy Store of an organization. */
  public static String policies(String owner) {
    return "/github/" + segment(owner) + "/actions/policies";
  }

  /** A policy; its other pages are below. */
  public static String policy(String owner, String policy) {
    return policies(owner) + "/" + segment(policy);
  }

  /** The workflow runs of an organization. */
  public static String runs(String owner) {
    return "/github/" + segment(owner) + "/actions/runs";
  }

  /** The workflow runs of a repository; each of them is below. */
  public static String runs(String owner, String repository) {
    return "/github/" + segment(owner) + "/" + segment(repository) + "/actions/runs";
  }

  /** A workflow run. */
  public static String run(String owner, String repository, String run) {
    return runs(owner, repository) + "/" + segment(run);
  }

  /** The baselines of an organization. */
  public static String baseline(String owner) {
    return "/github/" + segment(owner) + "/actions/baseline";
  }

  /** A name as one segment of a path, or as a value in a query. */
  @TemplateExtension
  public static String segment(String name) {
    var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    // These alone would be taken for steps within the path.
    return switch (encoded) {
      case "." -> "%2E";
      case ".." -> "%2E%2E";
      default -> encoded;
    };
  }
}
