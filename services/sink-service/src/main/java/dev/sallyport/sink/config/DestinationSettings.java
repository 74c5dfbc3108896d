package dev.sallyport.sink.config;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.sink.email.MailServer;
import dev.sallyport.sink.http.AllowedHosts;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/** Where destinations may be, and what they need of this installation. */
@ConfigMapping(prefix = "sallyport.sinks")
public interface DestinationSettings {
  /** Hosts and networks beyond the public ones, and those that may be told in clear. */
  @WithConverter(DestinationConverters.AllowedHostsList.class)
  Optional<AllowedHosts> allowedHosts();

  /** The method by which bots post: Slack's, or that of a server that speaks the same. */
  @WithDefault("https://slack.com/api/chat.postMessage")
  @WithConverter(DestinationConverters.MethodUrl.class)
  URI slackUrl();

  /** The mail server; without it no mail is sent. */
  Optional<String> mailHost();

  /** 465 with TLS from the first byte, else 587. */
  OptionalInt mailPort();

  /** {@code tls}, {@code starttls} or {@code none}. */
  @WithDefault("starttls")
  @WithConverter(DestinationConverters.MailProtection.class)
  MailServer.Protection mailProtection();

  /** Whom mail is from; needed with the server. */
  @WithConverter(DestinationConverters.MailAddress.class)
  Optional<EmailAddress> mailFrom();

  /** Whom the mail server lets in; with a password. */
  Optional<String> mailUser();

  /** That of the user. */
  Optional<String> mailPassword();
}
