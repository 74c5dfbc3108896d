package dev.sallyport.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import dev.sallyport.cli.Sallyport;
import dev.sallyport.cli.UpProcess;
import dev.sallyport.local.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One Sallyport with the demo organization and one browser, for all tests of a run. */
final class Stage implements AutoCloseable {
  /** The organization of the demo; tests only look at it, and change ones of their own. */
  static final String DEMO = "Northwind-Robotics";

  // Tests of what jobs report play their own; pictures show those of the demo.
  private static final String RUNS = Boolean.getBoolean("browser.pictures") ? "140" : "0";

  static final String ADMIN_KEY = "sp_browser_00000000000000000000000000000000000";

  private final Path data;
  private final URI url;
  private final UpProcess up;
  private final Playwright driver;
  private final Browser browser;
  private final Api api;
  private @Nullable String session;

  private Stage(Path data, URI url, UpProcess up, Playwright driver, Browser browser) {
    this.data = data;
    this.url = url;
    this.up = up;
    this.driver = driver;
    this.browser = browser;
    this.api = new Api(url);
  }

  static Stage set() throws IOException, InterruptedException {
    var data = Files.createTempDirectory("sallyport-browser");
    int port = Ports.free();
    var url = URI.create("http://127.0.0.1:" + port);
    var up = UpProcess.real(data, port, Map.of("SALLYPORT_ADMIN_KEY", ADMIN_KEY));
    try {
      var driver = Chromium.driver();
      var browser = Chromium.launch(driver, Chromium.find().orElseThrow());
      up.awaitReady();
      loadDemo(url);
      return new Stage(data, url, up, driver, browser);
    } catch (RuntimeException | IOException | InterruptedException | AssertionError failure) {
      up.close();
      throw failure;
    }
  }

  // In a process of its own, since the key comes by the environment only.
  private static void loadDemo(URI url) throws IOException, InterruptedException {
    var demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Sallyport.class.getName(),
                "demo",
                "--url",
                url.toString(),
                "--runs",
                RUNS)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT);
    demo.environment().put("SALLYPORT_ADMIN_KEY", ADMIN_KEY);
    var status = demo.start().waitFor();
    if (status != 0) {
      throw new IllegalStateException("the demo ended with " + status);
    }
  }

  URI url() {
    return url;
  }

  /** A browser of its own, of somebody who may do everything. */
  Visit admin() {
    return admin(View.DESK);
  }

  /** Signed in once for all tests, with the cookies that this left. */
  Visit admin(View view) {
    if (session == null) {
      try (var visit = stranger()) {
        session = visit.signIn(ADMIN_KEY);
      }
    }
    return new Visit(url, browser.newContext(view.options().setStorageState(session)));
  }

  /** A browser in which nobody has signed in. */
  Visit stranger() {
    return stranger(View.DESK);
  }

  Visit stranger(View view) {
    return new Visit(url, browser.newContext(view.options()));
  }

  Api api() {
    return api;
  }

  @Override
  public void close() {
    api.close();
    driver.close();
    up.close();
    try (var files = Files.walk(data)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
