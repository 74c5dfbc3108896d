package dev.sallyport.cli;

import java.util.Map;
import picocli.CommandLine.Command;

/** Shows what {@code up} would be told by the environment, and by what names. */
@Command(
    name = "settings",
    description = "Shows every setting of up, its flag, and what the environment says now.")
final class SettingsCommand implements Runnable {
  @Override
  public void run() {
    System.out.print(table(System.getenv()));
  }

  static String table(Map<String, String> environment) {
    var table = new StringBuilder();
    for (var setting : Setting.values()) {
      table.append(
          "%-34s %-28s %s%n"
              .formatted(
                  setting.variable(), setting.flag().orElse("-"), value(setting, environment)));
      table.append("    %s%n".formatted(setting.description()));
    }
    return table.toString();
  }

  private static String value(Setting setting, Map<String, String> environment) {
    var set = environment.getOrDefault(setting.variable(), "");
    if (set.isBlank()) {
      return setting.standard().isEmpty() ? "(not set)" : setting.standard();
    }
    return setting.secret() ? "(set, not shown)" : set + "  (environment)";
  }
}
