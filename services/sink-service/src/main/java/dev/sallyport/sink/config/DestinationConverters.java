package dev.sallyport.sink.config;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.sink.email.MailServer;
import dev.sallyport.sink.http.AllowedHosts;
import java.net.URI;
import java.net.URISyntaxException;
import org.eclipse.microprofile.config.spi.Converter;

/** Settings that are more than a text; each says what it expects. */
final class DestinationConverters {
  private DestinationConverters() {}

  /** Names of hosts, addresses and networks. */
  public static final class AllowedHostsList implements Converter<AllowedHosts> {
    private static final long serialVersionUID = 1L;

    @Override
    public AllowedHosts convert(String value) {
      try {
        return AllowedHosts.of(value);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("is refused: " + e.getMessage(), e);
      }
    }
  }

  /** An address that a token is sent to. */
  public static final class MethodUrl implements Converter<URI> {
    private static final long serialVersionUID = 1L;

    @Override
    public URI convert(String value) {
      return url(value, "https://slack.com/api/chat.postMessage");
    }
  }

  /** An http or https URL without query and fragment. */
  public static final class PublicUrl implements Converter<URI> {
    private static final long serialVersionUID = 1L;

    @Override
    public URI convert(String value) {
      return url(value, "https://sallyport.example");
    }
  }

  private static URI url(String value, String example) {
    try {
      var url = new URI(value.strip());
      if (("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is “%s”, which is no URL".formatted(value), e);
    }
    throw new IllegalArgumentException(
        "is “%s”; write it like %s, without query and fragment".formatted(value, example));
  }

  /** How mail is protected on its way to the server. */
  public static final class MailProtection implements Converter<MailServer.Protection> {
    private static final long serialVersionUID = 1L;

    @Override
    public MailServer.Protection convert(String value) {
      return switch (value.strip()) {
        case "tls" -> MailServer.Protection.TLS;
        case "starttls" -> MailServer.Protection.STARTTLS;
        case "none" -> MailServer.Protection.NONE;
        default ->
            throw new IllegalArgumentException(
                "is “%s”; it is tls, starttls or none".formatted(value));
      };
    }
  }

  /** An address of mail. */
  public static final class MailAddress implements Converter<EmailAddress> {
    private static final long serialVersionUID = 1L;

    @Override
    public EmailAddress convert(String value) {
      try {
        return EmailAddress.of(value);
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            "is “%s”; write an address such as sallyport@corp.example".formatted(value), e);
      }
    }
  }
}
