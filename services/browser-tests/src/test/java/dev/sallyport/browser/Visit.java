package dev.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One person's browser, which remembers whatever no page of ours may do. */
final class Visit implements AutoCloseable {
  private static final double PATIENCE = 15_000;
  private static final Set<String> GIVEN_UP = Set.of("htmx:sendAbort", "htmx:afterRequest");
  private static final String PASTE =
      """
      (editor, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }
      """;

  // Says more of it than the browser's own complaint, and says it where there is none.
  private static final String TELL_WHAT_IS_BLOCKED =
      """
      addEventListener('securitypolicyviolation', event => console.error(
        `blocked by ${event.effectiveDirective}: ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`,
        event.target.nodeName, event.target.outerHTML?.slice(0, 200)));
      """;

  private final URI url;
  private final BrowserContext context;
  private final Page page;
  private final List<String> faults = new ArrayList<>();
  private String refused = "nothing is";

  Visit(URI url, BrowserContext context) {
    this.url = url;
    this.context = context;
    context.setDefaultTimeout(PATIENCE);
    context.onRequest(request -> {
      if (isElsewhere(request.url())) {
        faults.add("asked for " + request.url());
      }
    });
    context.onConsoleMessage(message -> {
      if ("error".equals(message.type()) && !isAnswer(message) && !isCancelled(message)) {
        faults.add("console: " + message.text());
      }
    });
    context.onWebError(error -> faults.add("script: " + error.error()));
    context.addInitScript(TELL_WHAT_IS_BLOCKED);
    page = context.newPage();
    page.onDialog(dialog -> {
      faults.add("dialog: " + dialog.type() + " " + dialog.message());
      dialog.dismiss();
    });
  }

  // Chromium calls a page that is answered 404 or 403 an error; tests open such pages on purpose.
  private boolean isAnswer(ConsoleMessage message) {
    var page = message.page();
    return message.text().startsWith("Failed to load resource")
        && page != null
        && (message.location().startsWith(page.url()) || message.location().startsWith(refused));
  }

  // htmx calls it an error that somebody gives up waiting.
  private static boolean isCancelled(ConsoleMessage message) {
    return GIVEN_UP.contains(message.text());
  }

  private boolean isElsewhere(String address) {
    return !address.startsWith(url + "/")
        && !address.startsWith("data:")
        && !address.startsWith("about:");
  }

  Page page() {
    return page;
  }

  Page open(String path) {
    page.navigate(url + path);
    return page;
  }

  /** The Policy Store of an organization. */
  Page openStore(String owner) {
    return open("/github/" + owner + "/actions/policies");
  }

  /** Lets the browser complain that this address is refused to a script. */
  Visit refusing(String path) {
    refused = url + path;
    return this;
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  /** Where the links of the page lead to, those to a place on it left out. */
  @SuppressWarnings("unchecked")
  List<String> links() {
    return (List<String>)
        page.locator("a[href]:not([href^='#'])")
            .evaluateAll("links => links.map(link => link.pathname + link.search)");
  }

  Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(name));
  }

  /** Opens the menu of a policy in the list and chooses from it. */
  void choose(String policy, String action) {
    button("Actions for " + policy).click();
    link(action).click();
  }

  /** Agrees to what a dialog asks. */
  void confirm(String action) {
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(action))
        .click();
    assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
  }

  /** Replaces the text in the editor, as by pasting, and waits until it was checked. */
  void writeYaml(String yaml) {
    var editor = page.getByRole(AriaRole.TEXTBOX, new GetByRoleOptions().setName("Policy as YAML"));
    editor.click();
    page.keyboard().press("ControlOrMeta+A");
    page.waitForResponse(
        response -> response.request().headers().containsKey("x-sallyport-part"),
        () -> editor.evaluate(PASTE, yaml));
  }

  /**
   * Signs in with a key.
   *
   * @return what the browser keeps of it
   */
  String signIn(String key) {
    open("/sign-in");
    page.getByLabel("API key").fill(key);
    button("Sign in").click();
    page.waitForURL(address -> !address.contains("/sign-in"));
    return context.storageState();
  }

  /** Lets pages read and write the clipboard, or neither. */
  Visit clipboard(boolean open) {
    // Whatever is not granted here is refused from now on.
    context.grantPermissions(open ? List.of("clipboard-read", "clipboard-write") : List.of());
    return this;
  }

  String clipboardText() {
    return (String) page.evaluate("navigator.clipboard.readText()");
  }

  /** Follows a link to a file and returns what is in it. */
  String download(String link) {
    var download = page.waitForDownload(link(link)::click);
    try (var content = download.createReadStream()) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What a page has done that none may: empty, as it should be. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public void close() {
    context.close();
    if (!faults.isEmpty()) {
      throw new AssertionError("The browser complains: " + String.join("; ", faults));
    }
  }
}
