package dev.sallyport.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Setting the mode and lockdown mode leaves the author's text as it is everywhere else. */
class EditingSettingsTest {
  private static final Lockdown SHELLS = new Lockdown(true, List.of(Detection.REVERSE_SHELL));

  @ParameterizedTest(name = "{0}")
  @MethodSource("modes")
  void sets_the_mode(String style, String before, String after) {
    assertThat(done(read(before).withMode(EgressMode.AUDIT)).text()).as(style).isEqualTo(after);
  }

  static Stream<Arguments> modes() {
    return Stream.of(
        Arguments.of(
            "a word with a comment",
            "# ours\negress-policy: block # strict\n",
            "# ours\negress-policy: audit # strict\n"),
        Arguments.of("quoted", "egress-policy: 'block'\n", "egress-policy: audit\n"),
        Arguments.of(
            "not there",
            "# ours\nallowed-endpoints: a.example\n",
            "# ours\negress-policy: audit\nallowed-endpoints: a.example\n"),
        Arguments.of(
            "not there, in one line",
            "{allowed-endpoints: a.example}\n",
            "{egress-policy: audit, allowed-endpoints: a.example}\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lockdowns")
  void sets_lockdown(String style, String before, String after) {
    assertThat(done(read(before).withLockdown(SHELLS)).text()).as(style).isEqualTo(after);
  }

  static Stream<Arguments> lockdowns() {
    return Stream.of(
        Arguments.of(
            "not there",
            "egress-policy: audit",
            """
            egress-policy: audit
            lockdown-mode:
              enabled: true
              detections:
                - Reverse-Shell
            """),
        Arguments.of(
            "not there, in one line",
            "{egress-policy: audit}",
            "{lockdown-mode: {enabled: true, detections: [Reverse-Shell]}, egress-policy: audit}"),
        Arguments.of(
            "a list, with comments",
            """
            lockdown-mode:
              enabled: false # for now
              detections:
                - Privileged-Container # docker
            # end
            egress-policy: audit
            """,
            """
            lockdown-mode:
              enabled: true # for now
              detections:
                - Reverse-Shell
            # end
            egress-policy: audit
            """),
        Arguments.of(
            "a list that has it, with windows lines",
            windows(
                """
                egress-policy: audit
                lockdown-mode:
                  detections:
                  - Reverse-Shell # nc
                  - Privileged-Container
                  enabled: 'false'
                """),
            windows(
                """
                egress-policy: audit
                lockdown-mode:
                  detections:
                  - Reverse-Shell # nc
                  enabled: true
                """)),
        Arguments.of(
            "no detections",
            """
            egress-policy: audit
            lockdown-mode:
              enabled: true # on
            """,
            """
            egress-policy: audit
            lockdown-mode:
              enabled: true # on
              detections: [Reverse-Shell]
            """),
        Arguments.of(
            "empty detections",
            """
            egress-policy: audit
            lockdown-mode:
              detections:
              enabled: true
            """,
            """
            egress-policy: audit
            lockdown-mode:
              detections: [Reverse-Shell]
              enabled: true
            """),
        Arguments.of(
            "one line",
            """
            egress-policy: audit
            lockdown-mode: {enabled: false}
            """,
            """
            egress-policy: audit
            lockdown-mode: {enabled: true, detections: [Reverse-Shell]}
            """));
  }

  private static String windows(String text) {
    return text.replace("\n", "\r\n");
  }

  @Test
  void switches_lockdown_off_and_keeps_the_detections() {
    var document =
        read(
            """
            egress-policy: block
            lockdown-mode:
              enabled: true # all
              detections: [Reverse-Shell]
            """);

    assertThat(done(document.withoutLockdown()).text())
        .isEqualTo(
            """
            egress-policy: block
            lockdown-mode:
              enabled: false # all
              detections: [Reverse-Shell]
            """);
  }

  @Test
  void takes_the_last_detection_off_a_list() {
    var document =
        read(
            """
            egress-policy: block
            lockdown-mode:
              enabled: true
              detections:
              - Reverse-Shell
            """);

    var off = done(document.withLockdown(new Lockdown(false, List.of())));

    assertThat(off.text())
        .isEqualTo(
            """
            egress-policy: block
            lockdown-mode:
              enabled: false
              detections:
            """);
  }

  @Test
  void leaves_the_text_alone_when_it_says_so_already() {
    var document = read("egress-policy: block # strict\n");

    assertThat(done(document.withMode(EgressMode.BLOCK))).isSameAs(document);
    assertThat(done(document.withoutLockdown())).isSameAs(document);
    assertThat(done(document.withLockdown(new Lockdown(false, List.of())))).isSameAs(document);
  }

  @Test
  void leaves_to_the_author_a_mode_that_is_a_block() {
    assertThat(read("egress-policy: >-\n  block\n").withMode(EgressMode.AUDIT))
        .isInstanceOf(Edited.Refused.class);
  }

  private static PolicyDocument done(Edited edited) {
    return switch (edited) {
      case Edited.Done(var document) -> document;
      case Edited.Refused(var reason) -> fail(reason);
    };
  }

  private static PolicyDocument read(String text) {
    return switch (PolicyDocument.read(text)) {
      case Reading.Readable(var document, _) -> document;
      case Reading.Unreadable(var problems) -> fail(ReadingText.of(problems));
    };
  }
}
