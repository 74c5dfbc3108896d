package dev.sallyport.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changing one endpoint leaves the author's text as it is everywhere else. */
class EditingEntriesTest {
  private static final Endpoint NEW = Endpoint.of("new.example:443");

  @ParameterizedTest(name = "{0}")
  @MethodSource("additions")
  void adds_an_endpoint_in_the_style_of_the_author(String style, String before, String after) {
    assertThat(done(read(before).adding(List.of(NEW))).text()).as(style).isEqualTo(after);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("additions")
  void removes_what_it_added(String style, String before, String after) {
    var removed = done(read(after).removing(List.of(NEW)));

    assertThat(removed.rules()).as(style).isEqualTo(read(before).rules());
  }

  static Stream<Arguments> additions() {
    return Stream.of(
        style(
            "folded, with comments",
            "allowed-endpoints: >\n  # git\n  a.example # site\n\ndisable-sudo: true\n",
            "allowed-endpoints: >\n  # git\n  a.example # site\n  new.example:443\n\ndisable-sudo:"
                + " true\n"),
        style(
            "without a line end",
            "allowed-endpoints: |\n    a.example",
            "allowed-endpoints: |\n    a.example\n    new.example:443"),
        style(
            "windows lines",
            "allowed-endpoints: >\r\n  a.example\r\n",
            "allowed-endpoints: >\r\n  a.example\r\n  new.example:443\r\n"),
        style(
            "plain, one line",
            "allowed-endpoints: a.example b.example # both\n",
            "allowed-endpoints: a.example b.example new.example:443 # both\n"),
        style(
            "plain lines",
            "allowed-endpoints:\n  a.example\n  b.example # end\n",
            "allowed-endpoints:\n  a.example\n  b.example\n  new.example:443 # end\n"),
        style(
            "quoted",
            "allowed-endpoints: \"a.example b.example\"\n",
            "allowed-endpoints: \"a.example b.example new.example:443\"\n"),
        style(
            "a list",
            "allowed-endpoints:\n  - a.example\n  - 'b.example' # end\n",
            "allowed-endpoints:\n  - a.example\n  - 'b.example' # end\n  - \"new.example:443\"\n"),
        style(
            "a list in one line",
            "allowed-endpoints: [a.example, 'b.example']\n",
            "allowed-endpoints: [a.example, 'b.example', \"new.example:443\"]\n"),
        style(
            "no list yet",
            "egress-policy: block # strict",
            "egress-policy: block # strict\nallowed-endpoints: >\n  new.example:443\n"),
        style(
            "an empty list",
            "egress-policy: block\nallowed-endpoints: []\n",
            "egress-policy: block\nallowed-endpoints: [\"new.example:443\"]\n"),
        style(
            "an empty block",
            "egress-policy: block\nallowed-endpoints: >+\n",
            "egress-policy: block\nallowed-endpoints: >+\n  new.example:443\n"),
        style(
            "a key without value",
            "egress-policy: block\nallowed-endpoints:\ndisable-sudo: true\n",
            "egress-policy: block\nallowed-endpoints: >\n  new.example:443\ndisable-sudo: true\n"),
        style(
            "a key without value, with a comment",
            "egress-policy: block\nallowed-endpoints: # none\ndisable-sudo: true\n",
            "egress-policy: block\nallowed-endpoints: > # none\n  new.example:443\ndisable-sudo:"
                + " true\n"),
        style(
            "nothing, in a word",
            "egress-policy: block\nallowed-endpoints: null\n",
            "egress-policy: block\nallowed-endpoints: >\n  new.example:443\n"),
        style(
            "only comments in the block",
            "egress-policy: block\nallowed-endpoints: >\n  # none yet\n",
            "egress-policy: block\nallowed-endpoints: >\n  new.example:443\n  # none yet\n"));
  }

  private static Arguments style(String name, String before, String after) {
    return Arguments.of(name, before, after);
  }

  @Test
  void removes_every_entry_that_means_the_endpoint() {
    var document =
        read("allowed-endpoints: >\n  A.example # one\n  b.example a.example:443\n  c.example\n");

    assertThat(done(document.removing(List.of(Endpoint.of("a.example:443")))).text())
        .isEqualTo("allowed-endpoints: >\n  b.example\n  c.example\n");
  }

  @Test
  void adds_and_removes_several_at_once() {
    var several = List.of(Endpoint.of("a.example"), NEW, Endpoint.of("z.example:80"), NEW);
    var document = read("allowed-endpoints: >\n  A.example # one\n");

    var added = done(document.adding(several));

    assertThat(added.text())
        .isEqualTo("allowed-endpoints: >\n  A.example # one\n  new.example:443\n  z.example:80\n");
    assertThat(done(added.removing(List.of(NEW, Endpoint.of("z.example:80"))))).isEqualTo(document);
  }

  @Test
  void leaves_the_text_alone_when_there_is_nothing_to_change() {
    var document = read("allowed-endpoints: >\n  a.example\n");

    assertThat(done(document.adding(List.of(Endpoint.of("A.example"))))).isSameAs(document);
    assertThat(done(document.removing(List.of(NEW)))).isSameAs(document);
  }

  @Test
  void does_not_remove_what_makes_the_text_a_policy() {
    assertThat(read("allowed-endpoints: new.example\n").removing(List.of(NEW)))
        .isEqualTo(new Edited.Refused(Phrases.CHOOSE_A_MODE));
  }

  @Test
  void does_not_allow_beside_a_deny_list() {
    assertThat(read("egress-policy: block\ndenied-endpoints: [a.example]\n").adding(List.of(NEW)))
        .isEqualTo(
            new Edited.Refused(
                "endpoints are either allowed or denied: remove denied-endpoints first"));
  }

  @Test
  void leaves_to_the_author_what_is_written_in_one_line() {
    assertThat(read("{egress-policy: block}\n").adding(List.of(NEW)))
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
