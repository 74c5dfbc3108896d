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
