package dev.sallyport.service.pages;

import dev.sallyport.service.management.Api;
import io.restassured.response.ValidatableResponse;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Pages as somebody with a key gets them. */
public final class Browsing {
  private Browsing() {}

  /** A page that the tenant's admin may see. */
  public static Document page(String path) {
    return page(Api.ADMIN, path, 200);
  }

  public static Document page(String key, String path, int status) {
    var html = get(key, path).statusCode(status).contentType("text/html").extract().asString();
    return Jsoup.parse(html);
  }

  /** Addresses are taken as they are. */
  public static ValidatableResponse get(String key, String path) {
    return Api.as(key).urlEncodingEnabled(false).redirects().follow(false).get(path).then();
  }

  /** Sends a form, given as names and values in turn. */
  public static ValidatableResponse send(String key, String path, String... fields) {
    var request = Api.as(key).urlEncodingEnabled(false).redirects().follow(false);
    for (var i = 0; i < fields.length; i += 2) {
      request = request.formParam(fields[i], Links.segment(fields[i + 1]));
    }
    return request.contentType("application/x-www-form-urlencoded").post(path).then();
  }

  /** A key of an organization's own. */
  public static String key(String owner, String kind) {
    return Api.json("{\"kind\": \"%s\", \"name\": \"%s\"}".formatted(kind, kind))
        .post("/v1/github/%s/api-keys".formatted(owner))
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }
}
