package dev.sallyport.sink.email;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.delivery.Answer.NotTaken;
import dev.sallyport.domain.delivery.Answer.Taken;
import dev.sallyport.sink.courier.Courier;
import dev.sallyport.sink.courier.Notice;
import dev.sallyport.sink.message.Wording;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * Sends mail. That it is taken means that the server has it; what becomes of it then, the server
 * tells whoever it is from.
 */
public final class EmailCourier implements Courier {
  private static final int TOGETHER = 20;
  private static final Duration PACE = Duration.ofSeconds(1);

  private final MailServer server;
  private final List<String> to;
  private final Wording wording;

  public EmailCourier(MailServer server, List<EmailAddress> to, Wording wording) {
    this.server = server;
    this.to = to.stream().map(EmailAddress::value).toList();
    this.wording = wording;
  }

  @Override
  public int mostTogether() {
    return TOGETHER;
  }

  @Override
  public Duration pace() {
    return PACE;
  }

  @Override
  public Attempt deliver(List<Notice> notices) {
    var letter = Letter.of(wording.of(notices), Wording.organization(notices.getFirst().owner()));
    var id = id(notices);
    var mail =
        new MailMessage()
            .setFrom(server.from().value())
            .setTo(to)
            .setSubject(letter.subject())
            .setText(letter.text())
            .setHtml(letter.html())
            .addHeader("Message-ID", id)
            // So that nobody's absence is told to us, and no two programs talk to each other.
            .addHeader("Auto-Submitted", "auto-generated");
    var request =
        "From: %s\nTo: %s\nMessage-ID: %s\nSubject: %s\n\n%s"
            .formatted(server.from(), String.join(", ", to), id, letter.subject(), letter.text());
    return new Attempt(request, send(mail));
  }

  // The same for the same notices: mailboxes show a repeat only once, if they care.
  private String id(List<Notice> notices) {
    var from = server.from().value();
    return "<%s%s@%s>"
        .formatted(
            notices.getFirst().delivery().digits(),
            notices.size() == 1 ? "" : "." + notices.size(),
            from.substring(from.indexOf('@') + 1));
  }

  private Answer send(MailMessage mail) {
    var sent = server.send(mail);
    try {
      return taken(sent.get(server.limit().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return new NotTaken(
          "the mail server did not take it within %d seconds"
              .formatted(server.limit().toSeconds()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new NotTaken("Sallyport was stopped before the mail server had taken it");
    } catch (ExecutionException e) {
      return new NotTaken(words(e.getCause() == null ? e : e.getCause()));
    }
  }

  private Answer taken(MailResult result) {
    var without =
        to.stream()
            .filter(each -> !result.getRecipients().contains(each))
            .collect(Collectors.joining(", "));
    return new Taken(
        without.isEmpty()
            ? "the mail server took it"
            : "the mail server took it, but not for " + without);
  }

  private static String words(Throwable failure) {
    return switch (failure) {
      case SMTPException said when said.getReplyCode() > 0 ->
          "the mail server said: " + oneLine(said.getReplyMessage());
      case UnknownHostException _ -> "no name server knows the mail server";
      case ConnectException _ -> "the mail server takes no connections";
      case SSLException _ -> "the mail server has no certificate that is trusted for its name";
      case VertxException _, SocketException _ ->
          "the mail server closed the connection before it had taken it";
      case NoStackTraceThrowable nobody when isAboutRecipients(nobody) ->
          "the mail server takes mail for none of the recipients";
      // Others hold what was said last, which may be a password.
      default -> "the mail server does not speak SMTP that is understood";
    };
  }

  // The client has no type for it.
  private static boolean isAboutRecipients(Throwable failure) {
    return String.valueOf(failure.getMessage()).startsWith("no recipient addresses were accepted");
  }

  private static String oneLine(String said) {
    return said.codePoints()
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
