package dev.sallyport.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One person's browser, which remembers whatever no page of ours may do. */
final class Visit implements AutoCloseable {
  private static final double PATIENCE = 15_000;

  private final URI url;
  private final BrowserContext context;
  private final Page page;
  private final List<String> faults = new ArrayList<>();

  Visit(URI url, Browser browser, String key) {
    this(url, browser, key, new Browser.NewContextOptions());
  }

  Visit(URI url, Browser browser, String key, Browser.NewContextOptions options) {
    this.url = url;
    context =
        browser.newContext(
            options
                .setBaseURL(url.toString())
                .setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + key)));
    context.setDefaultTimeout(PATIENCE);
    context.onRequest(request -> {
      if (isElsewhere(request.url())) {
        faults.add("asked for " + request.url());
      }
    });
    context.onConsoleMessage(message -> {
      if ("error".equals(message.type())) {
        faults.add("console: " + message.text());
      }
    });
    context.onWebError(error -> faults.add("script: " + error.error()));
    page = context.newPage();
    page.onDialog(dialog -> {
      faults.add("dialog: " + dialog.type() + " " + dialog.message());
      dialog.dismiss();
    });
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
    page.navigate(path);
    return page;
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
