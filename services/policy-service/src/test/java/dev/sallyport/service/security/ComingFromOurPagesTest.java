package dev.sallyport.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComingFromOurPagesTest {
  private static final SameOrigin OURS = new SameOrigin(URI.create("https://policies.example"));

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // Sec-Fetch-Site, Origin, Host, allowed
        "same-origin, http://localhost:8080, localhost:8080, true",
        "same-origin, null,                  localhost:8080, true",
        "none,        -,                     localhost:8080, true",
        "cross-site,  -,                     localhost:8080, false",
        "same-site,   http://localhost:8080, localhost:8080, false",
        "cross-site,  http://localhost:8080, localhost:8080, false",
        "-, -,                       localhost:8080, true",
        "-, http://localhost:8080,   localhost:8080, true",
        "-, http://LOCALHOST:8080,   localhost:8080, true",
        "-, https://policies.example, 10.0.0.7:8080, true",
        "-, https://evil.example,    localhost:8080, false",
        "-, http://localhost:8081,   localhost:8080, false",
        "-, http://localhost:8080.evil.example, localhost:8080, false",
        "-, null,                    localhost:8080, false",
        "-, ://,                     localhost:8080, false",
        "-, https://policies.example.evil.example, localhost:8080, false",
      })
  void is_told_by_the_browser(String fetchSite, String origin, String host, boolean allowed) {
    assertThat(OURS.allows(fetchSite, origin, host)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/github/acme/actions/policies",
        "/github/acme/actions/policies?mode=block&page=2",
        "/github/acme/actions/policies/a%20b",
        "/sign-in-history"
      })
  void a_local_path_leads_there_after_signing_in(String path) {
    assertThat(LocalPath.of(path).text()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "github/acme",
        "//evil.example",
        "//evil.example/github/acme",
        "/\\evil.example",
        "\\\\evil.example",
        "/\tevil",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/github/acme\r\nSet-Cookie: a=b",
        "/sign-in",
        "/sign-in?next=/sign-in",
        "/é",
        "/%zz",
        "/github/acme?search=%",
        "/{acme}",
        "/acme|",
        "/\"acme\"",
        "/<acme>",
        "/^acme",
        "/`acme`",
        "/github/acme?a=[1]#b#c"
      })
  void anything_else_leads_to_the_first_page(String path) {
    assertThat(LocalPath.of(path).text()).isEqualTo("/");
  }

  @ParameterizedTest
  @CsvSource({
    "https://policies.example/github/acme?x=1, /sign-in?next=%2Fgithub%2Facme%3Fx%3D1",
    "https://policies.example//evil.example,   /sign-in",
    "https://policies.example/,                /sign-in",
    "::,                                       /sign-in",
  })
  void of_an_address_only_path_and_query_count(String address, String signIn) {
    assertThat(LocalPath.ofAddress(address).signIn()).isEqualTo(signIn);
  }
}
