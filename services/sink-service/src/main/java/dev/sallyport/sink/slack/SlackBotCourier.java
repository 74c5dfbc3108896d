package dev.sallyport.sink.slack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.sink.courier.Courier;
import dev.sallyport.sink.courier.Notice;
import dev.sallyport.sink.http.Outgoing;
import dev.sallyport.sink.http.Post;
import dev.sallyport.sink.http.Post.Header;
import dev.sallyport.sink.http.Reply;
import dev.sallyport.sink.http.Reply.Answered;
import dev.sallyport.sink.http.Reply.NotReached;
import dev.sallyport.sink.message.Wording;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Posts as a bot, by the method {@code chat.postMessage}. */
public final class SlackBotCourier implements Courier {
  private static final JsonFactory JSON = new JsonFactory();

  private final URI method;
  private final BotToken token;
  private final String channel;
  private final Wording wording;
  private final Outgoing outgoing;

  /**
   * @param method the address of the method: Slack's, or that of a server that speaks the same
   * @param channel the id, or the name behind a {@code #}
   */
  public SlackBotCourier(
      URI method, BotToken token, String channel, Wording wording, Outgoing outgoing) {
    this.method = method;
    this.token = token;
    this.channel = channel;
    this.wording = wording;
    this.outgoing = outgoing;
  }

  @Override
  public int mostTogether() {
    return SlackWebhookCourier.TOGETHER;
  }

  @Override
  public Duration pace() {
    return SlackWebhookCourier.PACE;
  }

  @Override
  public Attempt deliver(List<Notice> notices) {
    var json = BlockKit.of(wording.of(notices), Wording.organization(notices.getFirst().owner()));
    var body = json.put("channel", channel).toString();
    var reply =
        outgoing.post(
            new Post(
                method,
                List.of(
                    new Header("content-type", "application/json; charset=utf-8"),
                    new Header("authorization", "Bearer " + token.text())),
                body,
                Set.of(token.text())));
    return new Attempt("POST %s\nauthorization: …\n\n%s".formatted(method, body), answer(reply));
  }

  private Answer answer(Reply reply) {
    return switch (reply) {
      case NotReached nobody -> nobody.answer();
      case Answered answered when answered.successful() -> answer(answered);
      case Answered answered -> new Answer.NotTaken(answered.said(), answered.pause());
    };
  }

  // Whether it went well, the status does not say: it is always 200.
  private Answer answer(Answered answered) {
    var verdict = Verdict.read(answered.body());
    if (verdict == null) {
      return new Answer.NotTaken(
          "%s did not answer as Slack does: %s".formatted(method.getHost(), answered.said()));
    }
    return verdict.ok()
        ? new Answer.Taken("HTTP %d: posted".formatted(answered.status()))
        : SlackErrors.answer(verdict.error(), answered.pause());
  }

  /** What an answer begins with; behind it, the whole message is repeated. */
  private record Verdict(boolean ok, String error) {
    /** Null for what is no answer of Slack's. */
    static @Nullable Verdict read(String body) {
      var ok = (@Nullable Boolean) null;
      var error = "unknown_error";
      try (var json = JSON.createParser(body)) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
          return null;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          var name = json.currentName();
          var value = json.nextToken();
          if (name.equals("ok") && value.isBoolean()) {
            ok = value == JsonToken.VALUE_TRUE;
            if (ok) {
              return new Verdict(true, "");
            }
          } else if (name.equals("error") && value == JsonToken.VALUE_STRING) {
            error = json.getText();
          } else {
            json.skipChildren();
          }
        }
      } catch (IOException _) { // not JSON, or cut: what was read of it may be enough
        return ok == null ? null : new Verdict(ok, error);
      }
      return ok == null ? null : new Verdict(ok, error);
    }
  }
}
