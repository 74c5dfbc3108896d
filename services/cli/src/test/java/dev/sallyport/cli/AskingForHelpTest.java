package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AskingForHelpTest {
  static Stream<String> commands() {
    return Sallyport.commandLine().getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_explains_itself(String command) {
    var out = new StringWriter();
    var sallyport = Sallyport.commandLine().setOut(new PrintWriter(out));

    assertThat(sallyport.execute(command, "--help")).isZero();
    assertThat(out.toString()).contains("sallyport");
  }

  @Test
  void commands_of_a_command_explain_themselves() {
    var out = new StringWriter();
    var sallyport = Sallyport.commandLine().setOut(new PrintWriter(out));

    assertThat(sallyport.execute("keys", "reset-admin", "--help")).isZero();
    assertThat(out.toString()).contains("Usage: sallyport keys reset-admin", "--data");
  }

  @Test
  void up_names_every_setting_both_ways() {
    var usage = Up.commandLine().getUsageMessage();

    for (var setting : Setting.values()) {
      assertThat(usage).contains(setting.variable());
      setting.flag().ifPresent(flag -> assertThat(usage).contains(flag));
    }
  }

  @Test
  void settings_show_what_the_environment_says_but_no_secret() {
    var table =
        SettingsCommand.table(
            Map.of("SALLYPORT_HTTP_PORT", "9999", "SALLYPORT_ADMIN_KEY", "sp_secret"));

    assertThat(table)
        .contains("9999  (environment)", "(set, not shown)")
        .doesNotContain("sp_secret");
  }
}
