package dev.sallyport.service.pages;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A browser without scripts: it keeps cookies, sends forms and does not follow redirects. */
public final class Browser {
  private final Map<String, String> cookies = new HashMap<>();

  /** A browser that has signed in with this key. */
  public static Browser signedIn(String key) {
    var browser = new Browser();
    browser.signIn(key, "/").then().statusCode(303);
    return browser;
  }

  /** Opens the form and sends the key. */
  public Response signIn(String key, String next) {
    var form = Jsoup.parse(request().queryParam("next", next).get("/sign-in").asString());
    return send("/sign-in", token(form), Map.of("key", key, "next", next));
  }

  public Document page(String path) {
    return Jsoup.parse(
        get(path).then().statusCode(200).contentType("text/html").extract().asString());
  }

  public Response get(String path) {
    return keeping(request().get(path));
  }

  /** Sends a form with the token of a page. */
  public Response send(String path, String token, Map<String, String> fields) {
    return keeping(request().formParams(fields).formParam("csrf-token", token).post(path));
  }

  public static String token(Document page) {
    return page.select("input[name=csrf-token]").eachAttr("value").getFirst();
  }

  /** A request with this browser's cookies. */
  public RequestSpecification request() {
    var request = given().redirects().follow(false).accept("text/html").cookies(cookies);
    return request.filter((asked, answered, chain) -> {
      var response = chain.next(asked, answered);
      keeping(response);
      return response;
    });
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  private Response keeping(Response response) {
    cookies.putAll(response.cookies());
    return response;
  }
}
