package dev.sallyport.service.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.topology.projection.RowQuestion;
import dev.sallyport.topology.projection.RowQuestion.Order;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskingInstancesTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final RowQuestion QUESTION =
      new RowQuestion(
          Order.ASCENDING, Bytes.wrap(new byte[] {'a'}), Bytes.wrap(new byte[] {'z'}), null);

  private final InstanceSignature signature =
      new InstanceSignature(
          "a secret of 32 characters or more".getBytes(StandardCharsets.US_ASCII));
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpServer server = listening();

  private static HttpServer listening() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    closing.countDown();
    server.stop(0);
  }

  private void answers(HttpHandler handler) {
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          handler.handle(exchange);
        });
  }

  private AskingInstances asking(Duration patience) {
    return new AskingInstances(false, signature, InstantSource.fixed(NOW), patience);
  }

  private byte[] ask(AskingInstances asking) throws IOException {
    return asking.ask(
        new HostInfo("127.0.0.1", server.getAddress().getPort()), "history", 3, QUESTION);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void asks_what_the_other_side_knows_to_be_ours() throws Exception {
    answers(exchange -> {
      var rows = exchange.getRequestHeaders().getFirst(RowQuestions.HEADER);
      var signed = exchange.getRequestHeaders().getFirst(InstanceSignature.HEADER);
      var good = signature.isGood(signed, exchange.getRequestURI().getRawPath() + " " + rows, NOW);
      answer(exchange, good && RowQuestions.read(rows).isPresent() ? 200 : 401, new byte[] {7});
    });

    assertThat(ask(asking(Duration.ofSeconds(30)))).containsExactly(7);
  }

  @ParameterizedTest
  @CsvSource({"401, it answers 401, 1", "500, it answers 500, 1", "503, just moving, 2"})
  void one_that_fails_is_left_alone_for_a_while_and_not_one_that_something_moves_from(
      int status, String said, int times) {
    answers(exchange -> answer(exchange, status, new byte[] {1}));
    var asking = asking(Duration.ofSeconds(30));

    assertThatIOException().isThrownBy(() -> ask(asking)).withMessageContaining(said);
    assertThatIOException().isThrownBy(() -> ask(asking));
    assertThat(asked.get()).isEqualTo(times);
  }

  @Test
  void waits_for_no_answer_that_never_ends() {
    answers(exchange -> {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write(1);
      exchange.getResponseBody().flush();
      try {
        closing.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });

    assertThatIOException()
        .isThrownBy(() -> ask(asking(Duration.ofMillis(300))))
        .withMessageContaining("no answer within");
  }
}
