package dev.sallyport.settings;

import io.smallrye.config.ConfigValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a service ends whose start failed: with code 78 when its settings make no sense. */
public final class RefusedStart {
  // The library's message repeats the value, which may be a key.
  private static final Pattern NOT_CONVERTED =
      Pattern.compile(
          ".*config property (\\S+) with the config value .* whilst being converted (.*)",
          Pattern.DOTALL);

  private RefusedStart() {}

  /**
   * Ends the process, as Quarkus' handler of exits.
   *
   * @param failure why it did not start, or null where it was simply stopped
   */
  public static void end(Integer code, @Nullable Throwable failure) {
    var problems = problems(failure);
    if (problems.isEmpty()) {
      if (failure != null) {
        failure.printStackTrace(); // logging may not have come up
      }
      System.exit(code);
    }
    System.err.println("The configuration is refused:");
    problems.forEach(problem -> System.err.println("  - " + problem));
    System.exit(RefusedConfiguration.EXIT_CODE);
  }

  static List<String> problems(@Nullable Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case RefusedConfiguration refused -> {
          return refused.problems();
        }
        case ConfigValidationException invalid -> {
          var problems = new ArrayList<String>();
          for (var i = 0; i < invalid.getProblemCount(); i++) {
            problems.add(inOurWords(String.valueOf(invalid.getProblem(i).getMessage())));
          }
          return problems;
        }
        default -> {} // the cause that tells may be further down
      }
    }
    return List.of();
  }

  static String inOurWords(String problem) {
    var conversion = NOT_CONVERTED.matcher(problem);
    if (!conversion.matches()) {
      return problem;
    }
    var variable = conversion.group(1).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    return variable + " " + conversion.group(2);
  }
}
