package dev.sallyport.sink.teams;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.delivery.Answer.NotTaken;
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

/** Posts by the webhook of a workflow of Teams, whose address is a secret. */
public final class TeamsCourier implements Courier {
  private static final int TOGETHER = 10;

  /** Teams throttles beyond four requests in a second; that of everybody counts. */
  private static final Duration PACE = Duration.ofSeconds(1);

  // Connectors, which workflows replace, answer 200 and say in words that it went wrong.
  private static final String FAILED = "Webhook message delivery failed";

  private final SecretAddress address;
  private final Wording wording;
  private final Outgoing outgoing;

  public TeamsCourier(SecretAddress address, Wording wording, Outgoing outgoing) {
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
        AdaptiveCard.of(wording.of(notices), Wording.organization(notices.getFirst().owner()));
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
      case Answered answered when answered.successful() && answered.body().startsWith(FAILED) ->
          new NotTaken(answered.said(), answered.pause());
      case Answered answered -> answered.answer();
    };
  }
}
