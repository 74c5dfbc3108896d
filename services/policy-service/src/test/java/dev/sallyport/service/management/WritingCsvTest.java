package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritingCsvTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain|\"plain\"",
        "``|\"\"",
        "a;b|\"a;b\"",
        "a,b|\"a,b\"",
        "say \"no\"|\"say \"\"no\"\"\"",
        "=1+1|\"'=1+1\"",
        "+1|\"'+1\"",
        "-1|\"'-1\"",
        "@a|\"'@a\"",
        "a=1|\"a=1\"",
        "＝1+1|\"'＝1+1\"",
        "＋1|\"'＋1\"",
        "－1|\"'－1\"",
        "＠a|\"'＠a\"",
        "`\t=1`|`\"'\t=1\"`",
        "`\r=1`|`\"'\r=1\"`",
        "`\n=1`|`\"'\n=1\"`"
      })
  void quotes_what_a_spreadsheet_would_run(String cell, String written) {
    assertThat(Csv.line(cell, 7)).isEqualTo(written + ",7\r\n");
  }
}
