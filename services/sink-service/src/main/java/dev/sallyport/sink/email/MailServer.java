package dev.sallyport.sink.email;

import dev.sallyport.domain.access.EmailAddress;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server that mail is handed to; an operator sets it, so that it may be anywhere.
 *
 * <p>The client is the one beneath {@code quarkus-mailer}, without it: that has no bound for a
 * server which says nothing, and each such would keep one of its few connections for ever.
 */
public final class MailServer implements AutoCloseable {
  static final Duration ALL = Duration.ofSeconds(15);
  private static final Duration CONNECTING = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final MailClient client;
  private final EmailAddress from;
  private final Duration limit;

  MailServer(Vertx vertx, MailConfig config, EmailAddress from, Duration limit) {
    this.vertx = vertx;
    this.client = MailClient.create(vertx, config);
    this.from = from;
    this.limit = limit;
  }

  /** How what is sent is protected on its way. */
  public enum Protection {
    /** TLS from the first byte; port 465. */
    TLS,
    /** TLS once the server was asked for it; without it nothing is sent. Port 587. */
    STARTTLS,
    /** None: for a server on the same machine. */
    NONE
  }

  /** What lets Sallyport in. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[…]";
    }
  }

  /**
   * @param from whom mail is from
   */
  public static MailServer at(
      String host,
      int port,
      Protection protection,
      @Nullable Login login,
      EmailAddress from,
      Vertx vertx) {
    return new MailServer(vertx, config(host, port, protection, login), from, ALL);
  }

  static MailConfig config(String host, int port, Protection protection, @Nullable Login login) {
    var config =
        new MailConfig(host, port)
            .setSsl(protection == Protection.TLS)
            .setStarttls(
                protection == Protection.STARTTLS
                    ? StartTLSOptions.REQUIRED
                    : StartTLSOptions.DISABLED)
            .setHostnameVerificationAlgorithm("HTTPS")
            .setLogin(login == null ? LoginOption.DISABLED : LoginOption.REQUIRED)
            // One that cannot be reached for is no reason to tell nobody.
            .setAllowRcptErrors(true)
            .setKeepAlive(false)
            .setUserAgent("Sallyport");
    config.setConnectTimeout((int) CONNECTING.toMillis());
    config.setIdleTimeout((int) ALL.toSeconds()).setIdleTimeoutUnit(TimeUnit.SECONDS);
    if (login != null) {
      config.setUsername(login.user()).setPassword(login.password());
    }
    return config;
  }

  /** Hands a mail over; what becomes of it comes later, or never. */
  CompletableFuture<MailResult> send(MailMessage mail) {
    var sent = new CompletableFuture<MailResult>();
    // From a thread that is not Vert.x's own, the client listens on another than its connection
    // reads on: now and then it misses what the server greets it with, and waits for ever.
    vertx.runOnContext(
        _ -> client.sendMail(mail).onComplete(sent::complete, sent::completeExceptionally));
    return sent;
  }

  EmailAddress from() {
    return from;
  }

  Duration limit() {
    return limit;
  }

  @Override
  public void close() {
    client.close(_ -> {}); // its connections end by themselves, if not now
  }
}
