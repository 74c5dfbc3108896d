package dev.sallyport.sink.webhook;

import dev.sallyport.sink.courier.Courier;
import dev.sallyport.sink.courier.Notice;
import dev.sallyport.sink.http.Outgoing;
import dev.sallyport.sink.http.Post;
import dev.sallyport.sink.http.Post.Header;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Posts one CloudEvent at a time, signed by Standard Webhooks 1.0: its {@code webhook-id} is that
 * of the delivery, which stays the same however often it is attempted, and its time that of the
 * attempt, so that a receiver can refuse what is old.
 */
public final class WebhookCourier implements Courier {
  private final URI url;
  private final Map<String, String> headers;
  private final List<SigningSecret> secrets;
  private final Outgoing outgoing;
  private final InstantSource clock;

  /**
   * @param headers to send besides, with their values, which are secrets
   * @param secrets to sign with, the newest first: while one replaces another, both are good
   */
  public WebhookCourier(
      URI url,
      Map<String, String> headers,
      List<SigningSecret> secrets,
      Outgoing outgoing,
      InstantSource clock) {
    this.url = url;
    this.headers = Map.copyOf(headers);
    this.secrets = List.copyOf(secrets);
    this.outgoing = outgoing;
    this.clock = clock;
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("A webhook is signed.");
    }
  }

  @Override
  public int mostTogether() {
    return 1;
  }

  @Override
  public Duration pace() {
    return Duration.ZERO;
  }

  @Override
  public Attempt deliver(List<Notice> notices) {
    var notice = notices.getFirst();
    var body = StructuredEvent.of(notice.event());
    var ours = ours(notice.delivery().digits(), clock.instant().getEpochSecond(), body);
    var all = new ArrayList<>(ours);
    headers.forEach((name, value) -> all.add(new Header(name, value)));
    var reply = outgoing.post(new Post(url, all, body, new HashSet<>(headers.values())));
    return new Attempt(request(ours, body), reply.answer());
  }

  private List<Header> ours(String id, long timestamp, String body) {
    var signatures =
        secrets.stream()
            .map(secret -> secret.signature(id, timestamp, body))
            .collect(Collectors.joining(" "));
    return List.of(
        new Header("content-type", StructuredEvent.CONTENT_TYPE),
        new Header("webhook-id", id),
        new Header("webhook-timestamp", Long.toString(timestamp)),
        new Header("webhook-signature", signatures));
  }

  private String request(List<Header> ours, String body) {
    var text = new StringBuilder("POST ").append(url).append('\n');
    ours.forEach(each -> text.append(each.name()).append(": ").append(each.value()).append('\n'));
    headers.keySet().stream().sorted().forEach(name -> text.append(name).append(": …\n"));
    return text.append('\n').append(body).toString();
  }
}
