package dev.sallyport.domain.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparingStrictnessTest {
  @ParameterizedTest(name = "from {0} to {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          block                          | block                          |
          block                          | audit                          | ONLY_AUDITS
          audit                          | block                          |
          audit                          | audit                          |
          block a:443 b:443              | block a:443                    |
          block a:443                    | block a:443 b:443              | ALLOWS_MORE
          block a:443                    | block a:80                     | ALLOWS_MORE
          block *.e:443                  | block a.e:443                  |
          block *.e:443                  | block a.e:80                   | ALLOWS_MORE
          block a.e:443                  | block *.e:443                  | ALLOWS_MORE
          block a:443                    | deny b                         | ALLOWS_UNLISTED
          deny b                         | block a:443                    |
          deny b                         | block b:443                    | DENIES_LESS
          deny a b                       | deny a                         | DENIES_LESS
          deny a.e                       | deny *.e                       |
          audit a:443                    | audit a:443 b:443              |
          block +disable-sudo            | block                          | ALLOWS_SUDO
          block +disable-sudo            | block +disable-sudo-and-containers |
          block +disable-sudo-and-containers | block +disable-sudo        | ALLOWS_CONTAINERS
          block                          | block +disable-file-monitoring | NO_FILE_MONITORING
          block +disable-file-monitoring | block                          |
          audit                          | audit +disable-telemetry       | NO_TELEMETRY
          block +lockdown                | block                          | NO_LOCKDOWN
          block +lockdown                | audit +lockdown                | ONLY_AUDITS
          block                          | block +lockdown                |
          """)
  void finds_each_way_in_which_one_is_less_strict(String from, String to, String expected) {
    var loosenings =
        Strictness.loosenings(
            Policies.content(yaml(from)).rules(), Policies.content(yaml(to)).rules());
    assertThat(loosenings.stream().map(Enum::name).collect(Collectors.joining(" ")))
        .isEqualTo(expected == null ? "" : expected);
  }

  /** Expands the short form of the table above; hosts get {@code .example} for a domain. */
  private static String yaml(String form) {
    var words = Arrays.asList(form.split(" ", -1));
    var mode = words.getFirst().equals("audit") ? "audit" : "block";
    var text = new StringBuilder("egress-policy: " + mode + "\n");
    var hosts =
        words.stream()
            .skip(1)
            .filter(word -> !word.startsWith("+"))
            .map(word -> word.replaceFirst("(:|$)", ".example$1"))
            .collect(Collectors.joining(" "));
    if (!hosts.isEmpty()) {
      var list = words.getFirst().equals("deny") ? "denied-endpoints" : "allowed-endpoints";
      text.append(list).append(": '").append(hosts).append("'\n");
    }
    for (var word : words) {
      if (word.equals("+lockdown")) {
        text.append("lockdown-mode:\n  enabled: true\n  detections: [Reverse-Shell]\n");
      } else if (word.startsWith("+")) {
        text.append(word.substring(1)).append(": true\n");
      }
    }
    return text.toString();
  }
}
