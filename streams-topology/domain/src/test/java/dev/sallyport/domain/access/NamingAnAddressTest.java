package dev.sallyport.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingAnAddressTest {
  private static final String DOMAIN = "@acme.example";

  @ParameterizedTest
  @CsvSource({
    "' Ada@Acme.Example ', ada@acme.example",
    "ÉVA@ACME.EXAMPLE, éva@acme.example",
    "a@b, a@b",
    "o'brien+ci/1@acme.example, o'brien+ci/1@acme.example",
    "<script>@acme.example, <script>@acme.example",
  })
  void compares_addresses_without_outer_blanks_and_case(String written, String compared) {
    assertThat(EmailAddress.of(written)).isEqualTo(new EmailAddress(compared));
  }

  @Test
  void folds_as_every_machine_does_whatever_its_language() {
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("tr"));
      assertThat(EmailAddress.of("INIT" + DOMAIN).value()).isEqualTo("init" + DOMAIN);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@b",
        "a@",
        "a@b@c",
        "a b@acme.example",
        "a\n@acme.example",
        "a\u0000@acme.example",
        "a\u00a0@acme.example",
        "a\u2028@acme.example",
        "a\u202e@acme.example",
        "a\u200b@acme.example",
        "\ud800@acme.example"
      })
  void refuses_what_is_no_address_or_cannot_be_seen(String text) {
    assertThatThrownBy(() -> EmailAddress.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u212Aevin@acme.example", "\u0130da@acme.example"})
  void never_makes_an_address_of_ascii_out_of_another(String text) {
    assertThatThrownBy(() -> EmailAddress.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void is_as_long_as_addresses_can_be() {
    assertThat(EmailAddress.of("a".repeat(241) + DOMAIN).value()).hasSize(254);
    assertThatThrownBy(() -> EmailAddress.of("a".repeat(242) + DOMAIN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void holds_nothing_that_was_not_folded() {
    assertThatThrownBy(() -> new EmailAddress("Ada" + DOMAIN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
