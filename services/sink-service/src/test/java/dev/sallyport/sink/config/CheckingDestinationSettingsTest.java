package dev.sallyport.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.sink.email.MailServer.Protection;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckingDestinationSettingsTest {
  @Test
  void needs_nothing_to_be_set() {
    var settings = settings(Map.of());

    assertThat(settings.allowedHosts()).isEmpty();
    assertThat(settings.slackUrl()).hasToString("https://slack.com/api/chat.postMessage");
    assertThat(settings.mailProtection()).isEqualTo(Protection.STARTTLS);
    assertThat(MailCheck.problems(settings)).isEmpty();
  }

  @Test
  void reads_what_is_set() {
    var settings =
        settings(
            Map.of(
                "SALLYPORT_SINKS_ALLOWED_HOSTS", "hooks.corp.example, 10.0.0.0/8",
                "SALLYPORT_SINKS_SLACK_URL", "http://chat.corp.example/api/chat.postMessage",
                "SALLYPORT_SINKS_MAIL_HOST", "mail.corp.example",
                "SALLYPORT_SINKS_MAIL_PORT", "465",
                "SALLYPORT_SINKS_MAIL_PROTECTION", "tls",
                "SALLYPORT_SINKS_MAIL_FROM", "sallyport@corp.example",
                "SALLYPORT_SINKS_MAIL_USER", "sallyport",
                "SALLYPORT_SINKS_MAIL_PASSWORD", "hush"));

    assertThat(settings.allowedHosts()).isPresent();
    assertThat(settings.mailHost()).contains("mail.corp.example");
    assertThat(settings.mailPort()).hasValue(465);
    assertThat(settings.mailProtection()).isEqualTo(Protection.TLS);
    assertThat(MailCheck.problems(settings)).isEmpty();
  }

  @Test
  void tells_all_problems_at_once() {
    assertThatThrownBy(() ->
            settings(
                Map.of(
                    "SALLYPORT_SINKS_ALLOWED_HOSTS", "*.example, 10.0.0.1/8",
                    "SALLYPORT_SINKS_SLACK_URL", "slack.com",
                    "SALLYPORT_SINKS_MAIL_FROM", "nobody",
                    "SALLYPORT_SINKS_MAIL_PROTECTION", "ssl")))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining("“*.example” is no host")
        .hasMessageContaining("“10.0.0.1/8” has bits beyond its length")
        .hasMessageContaining("is “slack.com”; write it like https://slack.com")
        .hasMessageContaining("is “nobody”; write an address")
        .hasMessageContaining("is “ssl”; it is tls, starttls or none");
  }

  @Test
  void wants_of_mail_all_that_it_needs() {
    assertThat(
            MailCheck.problems(
                settings(
                    Map.of(
                        "SALLYPORT_SINKS_MAIL_HOST", "mail.corp.example",
                        "SALLYPORT_SINKS_MAIL_PASSWORD", "hush",
                        "SALLYPORT_SINKS_MAIL_PORT", "70000",
                        "SALLYPORT_SINKS_MAIL_PROTECTION", "none"))))
        .hasSize(4)
        .anyMatch(problem -> problem.startsWith("SALLYPORT_SINKS_MAIL_HOST and"))
        .anyMatch(problem -> problem.startsWith("SALLYPORT_SINKS_MAIL_USER and"))
        .anyMatch(problem -> problem.startsWith("SALLYPORT_SINKS_MAIL_PROTECTION is none"))
        .anyMatch(problem -> problem.startsWith("SALLYPORT_SINKS_MAIL_PORT is no port"))
        .noneMatch(problem -> problem.contains("hush"));
  }

  @Test
  void lets_a_password_go_in_clear_on_this_machine() {
    for (var host : List.of("localhost", "127.0.0.1")) {
      assertThat(
              MailCheck.problems(
                  settings(
                      Map.of(
                          "SALLYPORT_SINKS_MAIL_HOST", host,
                          "SALLYPORT_SINKS_MAIL_FROM", "a@b.example",
                          "SALLYPORT_SINKS_MAIL_USER", "u",
                          "SALLYPORT_SINKS_MAIL_PASSWORD", "hush",
                          "SALLYPORT_SINKS_MAIL_PROTECTION", "none"))))
          .isEmpty();
    }
  }

  private static DestinationSettings settings(Map<String, String> environment) {
    return new SmallRyeConfigBuilder()
        .withMapping(DestinationSettings.class)
        .withSources(new EnvConfigSource(environment, 300))
        .addDefaultInterceptors()
        .build()
        .getConfigMapping(DestinationSettings.class);
  }
}
