package dev.sallyport.sink.receiver;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a receiver does with one request. */
@FunctionalInterface
public interface Behaviour {
  void answer(Received request, Socket socket) throws IOException, InterruptedException;

  /** Answers as it should be; each header is one line. */
  static Behaviour says(int status, String body, String... headers) {
    return (_, socket) -> {
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      var head = new StringBuilder("HTTP/1.1 %d Whatever\r\n".formatted(status));
      for (var header : headers) {
        head.append(header).append("\r\n");
      }
      head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
      write(socket, head.toString());
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    };
  }

  /** Answers as it should be, and closes the connection without having said so. */
  static Behaviour saysAndCloses(int status) {
    return (request, socket) -> {
      says(status, "").answer(request, socket);
      socket.close();
    };
  }

  /** Answers with all it was told, as receivers do that help with finding mistakes. */
  static Behaviour echoes(int status) {
    return (request, socket) ->
        says(status, request.head() + "\n" + request.body()).answer(request, socket);
  }

  /** Closes the connection so that the other side gets a reset. */
  static Behaviour resets() {
    return (_, socket) -> {
      socket.setSoLinger(true, 0);
      socket.close();
    };
  }

  /** Says nothing and keeps the connection. */
  static Behaviour saysNothing() {
    return (_, _) -> Thread.sleep(Long.MAX_VALUE);
  }

  /** Sends a head that never ends, a byte now and then, so that no time-out of a socket is met. */
  static Behaviour drips() {
    return (_, socket) -> {
      write(socket, "HTTP/1.1 200 OK\r\nX-Slow: ");
      while (true) {
        Thread.sleep(50);
        write(socket, "a");
      }
    };
  }

  /** Sends a whole head, and then a body that never ends, a byte now and then. */
  static Behaviour dripsItsBody() {
    return (_, socket) -> {
      write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n");
      while (true) {
        Thread.sleep(50);
        write(socket, "a");
      }
    };
  }

  /** Sends as much as the other side takes, without an end. */
  static Behaviour floods(int status) {
    return (_, socket) -> {
      write(socket, "HTTP/1.1 %d OK\r\nContent-Length: 1000000000000\r\n\r\n".formatted(status));
      var much = "much ".repeat(2_000);
      while (true) {
        write(socket, much);
      }
    };
  }

  /** Sends headers without an end. */
  static Behaviour floodsItsHead() {
    return (_, socket) -> {
      write(socket, "HTTP/1.1 200 OK\r\n");
      while (true) {
        write(socket, "X-More: much\r\n");
      }
    };
  }

  /** Sends something that is not HTTP. */
  static Behaviour speaksSomethingElse() {
    return (_, socket) -> {
      write(socket, "220 mail.example ESMTP\r\n".repeat(10));
      socket.close();
    };
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }
}
