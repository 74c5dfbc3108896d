package dev.sallyport.service;

import dev.sallyport.settings.RefusedStart;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service; ends with code 78 (sysexits' EX_CONFIG) when the settings make no sense. */
@QuarkusMain
public final class Main {
  private Main() {}

  /** Settings come from the environment; arguments are Quarkus' own. */
  public static void main(String... arguments) {
    Quarkus.run(null, RefusedStart::end, arguments);
  }
}
