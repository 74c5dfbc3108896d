package dev.sallyport.service.problem;

import dev.sallyport.service.security.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page that every problem's {@code type} points to. */
@Path(ProblemPage.PATH)
public final class ProblemPage {
  static final String PATH = "/docs/problems";

  private static final String HTML = html();

  @GET
  @Open("the meaning of an error is no secret")
  @Produces(MediaType.TEXT_HTML)
  @Operation(summary = "What each problem type means and what to do about it.")
  public String page() {
    return HTML;
  }

  /** The same as a page of the manual. */
  static String markdown() {
    var page = new StringBuilder();
    page.append("# Problems\n\n");
    page.append(
        "Every error is answered as `application/problem+json` (RFC 9457). `type` is the\n");
    page.append(
        "address below on the instance that answered, `title` never varies, `detail` tells\n");
    page.append(
        "what happened and what to do. Some types have more members: `findings` (each with\n");
    page.append("`severity`, `code`, `line` and `column` or `member`, `message`), `commandId`,\n");
    page.append("`incidentId`, `currentRevision`.\n\n");
    page.append("This page is generated from the table in the code.\n");
    for (var type : ProblemType.values()) {
      page.append("\n<a id=\"%s\"></a>\n## `%s`\n\n".formatted(type.slug(), type.uri()));
      page.append("**%d** %s\n\n".formatted(type.status(), type.title()));
      page.append(type.advice()).append('\n');
    }
    return page.toString();
  }

  private static String html() {
    var page = new StringBuilder();
    page.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">");
    page.append("<title>Problems – Sallyport</title><h1>Problems</h1>");
    for (var type : ProblemType.values()) {
      page.append(
          "<h2 id=\"%s\">%s</h2><p>%d %s</p><p>%s</p>"
              .formatted(
                  type.slug(),
                  type.slug(),
                  type.status(),
                  escaped(type.title()),
                  escaped(type.advice().replace("`", ""))));
    }
    return page.append("</html>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
