package dev.sallyport.service.pages;

import dev.sallyport.service.management.Api;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Pages as a browser gets them. */
public final class Browsing {
  private Browsing() {}

  /** A page that the tenant's admin may see. */
  public static Document page(String path) {
    return page(Api.ADMIN, path, 200);
  }

  public static Document page(String key, String path, int status) {
    var html =
        Api.as(key)
            .redirects()
            .follow(false)
            .get(path)
            .then()
            .statusCode(status)
            .contentType("text/html")
            .extract()
            .asString();
    return Jsoup.parse(html);
  }
}
