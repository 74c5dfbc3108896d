package dev.sallyport.cli;

import java.util.Set;

/**
 * Variables with our prefix that are for the launcher or for clients, and none of the service's
 * business.
 */
final class LauncherVariables {
  static final Set<String> NAMES =
      Set.of("SALLYPORT_JAVA_HOME", "SALLYPORT_URL", "SALLYPORT_API_KEY");

  private LauncherVariables() {}
}
