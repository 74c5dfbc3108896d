package dev.sallyport.service.pages;

import dev.sallyport.service.management.Api;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** The form of a page, filled in and sent as a browser without scripts does. */
public final class Forms {
  private final FormElement form;
  private final Map<String, List<String>> fields = new TreeMap<>();

  private Forms(FormElement form) {
    this.form = form;
    form.elements()
        .forEach(element -> {
          // It leaves out areas of text that are empty or hidden, which browsers send.
          if (element.tagName().equals("textarea") && element.hasAttr("name")) {
            add(element.attr("name"), textOf(element));
          }
        });
    form.formData()
        .forEach(pair -> {
          if (form.select("textarea[name=%s]".formatted(pair.key())).isEmpty()) {
            add(pair.key(), pair.value());
          }
        });
  }

  /** The text of an area of text, to the character: a browser drops the line end that begins it. */
  public static String textOf(Element area) {
    var text = area.wholeText();
    return text.startsWith("\n") ? text.substring(1) : text;
  }

  public static Forms of(Document page) {
    return new Forms(
        (FormElement) Objects.requireNonNull(page.selectFirst("main form"), "no form"));
  }

  private void add(String field, String value) {
    fields.computeIfAbsent(field, _ -> new ArrayList<>()).add(value);
  }

  public Forms with(String field, String... values) {
    fields.put(field, List.of(values));
    if (values.length == 0) {
      fields.remove(field); // a browser sends nothing of boxes that are clear
    }
    return this;
  }

  /** Presses a button by its step. */
  public Response press(String step) {
    return send(step, Map.of());
  }

  /** The page that a button leads to. */
  public Document page(String step, int status) {
    return Jsoup.parse(press(step).then().statusCode(status).extract().asString());
  }

  /** What a script gets. */
  public Document part(String step) {
    return Jsoup.parse(
        send(step, Map.of("X-Sallyport-Part", "draft"))
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  private Response send(String step, Map<String, String> headers) {
    var request =
        Api.admin()
            .redirects()
            .follow(false)
            .headers(headers)
            .contentType("application/x-www-form-urlencoded; charset=utf-8");
    fields.forEach(request::formParam);
    return request.formParam("step", step).post(form.attr("action"));
  }
}
