package dev.sallyport.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.service.security.Credential.BearerKey;
import dev.sallyport.service.security.Credential.IdentityToken;
import dev.sallyport.service.security.Credential.Malformed;
import dev.sallyport.service.security.Credential.Missing;
import dev.sallyport.service.security.Credential.RunnerKey;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadingCredentialsTest {
  static Stream<Arguments> headers() {
    return Stream.of(
        Arguments.of(null, new Missing()),
        Arguments.of("  ", new Missing()),
        Arguments.of("vm-api-key sp_1", new RunnerKey(KeyHash.of("sp_1"))),
        Arguments.of("VM-API-Key  sp_1 ", new RunnerKey(KeyHash.of("sp_1"))),
        Arguments.of("Bearer sp_1", new BearerKey(KeyHash.of("sp_1"))),
        Arguments.of("bearer sp_1", new BearerKey(KeyHash.of("sp_1"))),
        Arguments.of("Bearer a.b.c", new BearerKey(KeyHash.of("a.b.c"))),
        Arguments.of(
            "Bearer eyJhbGciOiJub25lIn0.e30.", new IdentityToken("eyJhbGciOiJub25lIn0.e30.")),
        Arguments.of("Bearer", new Malformed()),
        Arguments.of("Bearer  ", new Malformed()),
        Arguments.of("Basic YTpi", new Malformed()),
        Arguments.of("sp_1", new Malformed()),
        Arguments.of("Bearer " + "x".repeat(17_000), new Malformed()));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void tells_by_scheme_and_form_what_is_shown(@Nullable String header, Credential expected) {
    assertThat(Credential.of(header)).isEqualTo(expected);
  }

  @Test
  void never_shows_a_secret_in_a_text() {
    assertThat(Credential.of("Bearer eyJhbGciOiJub25lIn0.e30.").toString()).doesNotContain("eyJ");
    assertThat(Credential.of("Bearer sp_secret").toString()).doesNotContain("secret");
  }
}
