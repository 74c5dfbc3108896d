package dev.sallyport.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckingSettingsTest {
  @Test
  void names_every_setting_that_nobody_reads() {
    assertThat(
            SettingsCheck.unknown(
                List.of(
                    "SALLYPORT_HTTP_PROT",
                    "sallyport.tenant",
                    "sallyport.trusted-proxies[0]",
                    "SALLYPORT_KAFKA_SASL_JAAS_CONFIG",
                    "SALLYPORT_SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO",
                    "SALLYPORT_URL",
                    "sallyport.data-directory",
                    "PATH")))
        .containsExactly(
            "SALLYPORT_DATA_DIRECTORY is not a setting: compare the spelling with the reference",
            "SALLYPORT_HTTP_PROT is not a setting: compare the spelling with the reference");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(new Converters.PortNumber(), "http"),
        Arguments.of(new Converters.PortNumber(), "65536"),
        Arguments.of(new Converters.PartitionCount(), "0"),
        Arguments.of(new Converters.Tenant(), "a/b"),
        Arguments.of(new Converters.Tenant(), "github"),
        Arguments.of(new Converters.AdminKeyText(), "x".repeat(23)),
        Arguments.of(new Converters.AdminKeyText(), "x".repeat(23) + " "),
        Arguments.of(new Converters.PublicUrl(), "sallyport.example"),
        Arguments.of(new Converters.PublicUrl(), "https://sallyport.example/?a=b"),
        Arguments.of(new Converters.Issuer(), "http://issuer.example"),
        Arguments.of(new Converters.Issuer(), "http://127.0.0.1.example"),
        Arguments.of(new Converters.GitHubTokenText(), ""),
        Arguments.of(new Converters.GitHubTokenText(), "a token"),
        Arguments.of(new Converters.AppId(), ""),
        Arguments.of(new Converters.AppId(), "12\", \"exp\": 0"),
        Arguments.of(new Converters.ApiUrl(), "http://ghes.example/api/v3"),
        Arguments.of(new Converters.ApiUrl(), "https://user@ghes.example/api/v3"),
        Arguments.of(new Converters.ApiUrl(), "https://ghes.example/?api=3"),
        Arguments.of(new Converters.ApiUrl(), "https://ghes.example/api#v3"),
        Arguments.of(new Converters.AddressRange(), "proxy.example"),
        Arguments.of(new Converters.AddressRange(), "10.0.0.0/33"),
        Arguments.of(new Converters.AddressRange(), "10.0.0"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refuses(Converter<?> setting, String value) {
    assertThatThrownBy(() -> setting.convert(value)).isInstanceOf(IllegalArgumentException.class);
  }

  static Stream<Arguments> taken() {
    return Stream.of(
        Arguments.of(new Converters.PortNumber(), "0"),
        Arguments.of(new Converters.AdminKeyText(), "x".repeat(24)),
        Arguments.of(new Converters.PublicUrl(), "https://sallyport.example:8443/base"),
        Arguments.of(new Converters.Issuer(), "https://issuer.example"),
        Arguments.of(new Converters.Issuer(), "http://127.0.0.1:1234"),
        Arguments.of(new Converters.GitHubTokenText(), "github_pat_11ABC"),
        Arguments.of(new Converters.AppId(), "123456"),
        Arguments.of(new Converters.AppId(), "Iv23liABC"),
        Arguments.of(new Converters.ApiUrl(), "https://ghes.example/api/v3"),
        Arguments.of(new Converters.ApiUrl(), "http://127.0.0.1:1234"),
        Arguments.of(new Converters.AddressRange(), "10.0.0.0/8"),
        Arguments.of(new Converters.AddressRange(), "::1"),
        Arguments.of(new Converters.AddressRange(), "fd00::/8"));
  }

  @ParameterizedTest
  @MethodSource("taken")
  void takes(Converter<?> setting, String value) {
    assertThat((Object) setting.convert(value)).isNotNull();
  }

  @Test
  void never_shows_the_admin_key() {
    assertThat(new AdminKey("a".repeat(24)).toString()).doesNotContain("aaaa");
  }
}
