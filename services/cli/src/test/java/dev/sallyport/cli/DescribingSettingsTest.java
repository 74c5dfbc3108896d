package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Run it with {@code -Dsallyport.update=true} to write the page anew. */
class DescribingSettingsTest {
  private static final Path PAGE = Path.of("../../docs/reference/configuration.md");
  private static final Path TEMPLATE = Path.of("src/test/resources/pages/configuration.md");
  private static final Path CHECK_OF_THE_SERVICE =
      Path.of("../policy-service/src/main/java/dev/sallyport/service/config/SettingsCheck.java");
  private static final Pattern NAME = Pattern.compile("\"(SALLYPORT_[A-Z_]*[A-Z])\"");

  @Test
  void keeps_the_page_of_the_manual_true() throws IOException {
    var page = page();
    if (Boolean.getBoolean("sallyport.update")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("stale: run this test with -Dsallyport.update=true and commit")
        .isEqualTo(page);
  }

  @Test
  void names_every_setting_that_the_service_knows() throws IOException {
    var check = Files.readString(CHECK_OF_THE_SERVICE);
    var settings = check.substring(check.indexOf("KNOWN ="), check.indexOf("OF_OTHERS ="));
    var known =
        NAME.matcher(settings)
            .results()
            .map((MatchResult name) -> "`" + name.group(1) + "`")
            .distinct()
            .toList();

    assertThat(known).hasSizeGreaterThan(10);
    assertThat(page()).contains(known);
  }

  private static String page() throws IOException {
    return Files.readString(TEMPLATE).replace("{{settings}}", table(List.of(Setting.values())));
  }

  private static String table(List<Setting> settings) {
    return "| Flag | Variable | Without it | What it does |\n|---|---|---|---|\n"
        + settings.stream().map(DescribingSettingsTest::row).collect(Collectors.joining("\n"));
  }

  private static String row(Setting setting) {
    var cells =
        Arrays.asList(
            setting.flag().map(flag -> "`%s %s`".formatted(flag, setting.label())).orElse(""),
            "`" + setting.variable() + "`",
            setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`",
            setting.description());
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
