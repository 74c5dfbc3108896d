package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies whose length is not announced, byte by byte as a client sends them. */
@QuarkusTest
@TestProfile(InMemory.class)
class SendingTooMuchTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final byte[] LINE = "# so it goes\n".repeat(100).getBytes(StandardCharsets.UTF_8);

  private final List<LogRecord> errors = new CopyOnWriteArrayList<>();
  private final Handler listening =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          if (line.getLevel().intValue() >= Level.SEVERE.intValue() || line.getThrown() != null) {
            errors.add(line);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @TestHTTPResource("/")
  URI service = URI.create("");

  @BeforeEach
  void listen() {
    Logger.getLogger("").addHandler(listening);
  }

  @AfterEach
  void stopListening() {
    Logger.getLogger("").removeHandler(listening);
  }

  @ParameterizedTest
  @ValueSource(ints = {MEBIBYTE + 1, 4 * MEBIBYTE + 1, 24 * MEBIBYTE})
  void is_answered_with_a_problem_and_no_incident(int bytes) throws Exception {
    var answer = answer("PUT", "p", bytes);

    assertThat(answer)
        .startsWith("HTTP/1.1 413 ")
        .containsIgnoringCase("content-type: application/problem+json")
        .containsIgnoringCase("connection: close")
        .contains("/docs/problems#body-too-large")
        .contains("At most %d bytes are taken here.".formatted(MEBIBYTE))
        .doesNotContain("Read timed out");
    assertThat(errors).isEmpty();
  }

  @Test
  void does_not_begin_below_the_limit() throws Exception {
    assertThat(answer("PUT", "q", 200 * 1024)).startsWith("HTTP/1.1 201 ");
    assertThat(errors).isEmpty();
  }

  private String answer(String method, String policy, int bytes) throws Exception {
    try (var socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(20_000);
      var answer = CompletableFuture.supplyAsync(() -> read(socket), Thread::startVirtualThread);
      var out = socket.getOutputStream();
      out.write(
          """
          %s %s HTTP/1.1\r
          Host: %s\r
          Authorization: Bearer %s\r
          Content-Type: application/yaml\r
          Transfer-Encoding: chunked\r
          %s\
          \r
          """
              .formatted(
                  method,
                  Api.policy("Acme-Too-Much", policy),
                  service.getAuthority(),
                  Api.ADMIN,
                  bytes < MEBIBYTE ? "Connection: close\r\n" : "")
              .getBytes(StandardCharsets.US_ASCII));
      send(out, bytes, answer);
      return answer.get(30, TimeUnit.SECONDS);
    }
  }

  private static void send(OutputStream out, int bytes, CompletableFuture<String> answer)
      throws IOException {
    chunk(out, "egress-policy: audit\n".getBytes(StandardCharsets.UTF_8));
    try {
      for (var sent = 0; sent < bytes && !answer.isDone(); sent += LINE.length) {
        chunk(out, LINE);
      }
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException closed) {
      // The service may stop reading as soon as it is too much.
      assertThat(bytes).as(closed.toString()).isGreaterThan(MEBIBYTE);
    }
  }

  private static void chunk(OutputStream out, byte[] bytes) throws IOException {
    out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static String read(Socket socket) {
    var answer = new StringBuilder();
    try {
      var in = socket.getInputStream();
      var buffer = new byte[8192];
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
      }
    } catch (IOException reset) {
      // What came before stays; a reset without any answer shows in the assertion.
      answer.append('\n').append(reset);
    }
    return answer.toString();
  }
}
