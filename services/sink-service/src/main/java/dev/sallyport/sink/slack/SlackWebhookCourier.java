package dev.sallyport.sink.slack;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.sink.courier.Courier;
import dev.sallyport.sink.courier.Notice;
import dev.sallyport.sink.http.Outgoing;
import dev.sallyport.sink.http.Post;
import dev.sallyport.sink.http.Post.Header;
import dev.sallyport.sink.http.Reply;
import dev.sallyport.sink.http.Reply.Answered;
import dev.sallyport.sink.http.Reply.NotReached;
import dev.sallyport.sink.http.SecretAddress;
import dev.sallyport.sink.message.Wording;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Posts by an incoming webhook, whose address is a secret. */
public final class SlackWebhookCourier implements Courier {
  static final int TOGETHER = 10;

  /** “1 per second”, for webhooks and for a channel (docs.slack.dev, “Rate limits”). */
  static final Duration PACE = Duration.ofSeconds(1);

  private static final Pattern ERROR = Pattern.compile("[a-z_]{3,60}");

  private final SecretAddress address;
  private final Wording wording;
  private final Outgoing outgoing;

  public SlackWebhookCourier(SecretAddress address, Wording wording, Outgoing outgoing) {
    this.address = address;
    this.wording = wording;
    this.outgoing = outgoing;
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
    var body =
        BlockKit.of(wording.of(notices), Wording.organization(notices.getFirst().owner()))
            .toString();
    var reply =
        outgoing.post(
            new Post(
                address.address(),
                List.of(new Header("content-type", "application/json; charset=utf-8")),
                body,
                address.secrets()));
    return new Attempt("POST %s\n\n%s".formatted(address, body), answer(reply));
  }

  private static Answer answer(Reply reply) {
    return switch (reply) {
      case NotReached nobody -> nobody.answer();
      case Answered taken when taken.successful() -> taken.answer();
      // Its errors are a single word; anything else is not Slack's own answer.
      case Answered answered when ERROR.matcher(answered.body()).matches() ->
          SlackErrors.answer(answered.body(), answered.pause());
      case Answered answered -> new Answer.NotTaken(answered.said(), answered.pause());
    };
  }
}
