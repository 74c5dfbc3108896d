package dev.sallyport.sink.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A mail server on loopback that takes whatever it is sent, or misbehaves in one way. */
final class SmtpReceiver implements AutoCloseable {
  /** How it takes mail, if it does. */
  enum Mood {
    WILLING,
    /** Says that it cannot at the moment. */
    BUSY,
    /** Knows nobody. */
    REFUSING,
    /** Takes the connection, and that is all. */
    SILENT,
    /** Greets a letter now and then, without an end. */
    DRIPPING,
    /** Closes the connection when it is to be sent something. */
    RESETTING,
    /** Speaks HTTP. */
    SOMETHING_ELSE
  }

  /**
   * @param data as it came, with its headers
   */
  record Mail(String from, List<String> to, String data) {}

  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final Mood mood;

  SmtpReceiver(Mood mood) {
    this.mood = mood;
    try {
      listening = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var _ = threads.submit(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  List<Mail> mails() {
    return List.copyOf(mails);
  }

  private @Nullable Void accept() throws IOException {
    while (!listening.isClosed()) {
      try {
        var socket = listening.accept();
        open.add(socket);
        var _ = threads.submit(() -> serve(socket));
      } catch (IOException e) {
        if (!listening.isClosed()) {
          throw e;
        }
      }
    }
    return null;
  }

  private @Nullable Void serve(Socket socket) throws InterruptedException {
    try (socket) {
      switch (mood) {
        case SILENT -> Thread.sleep(Long.MAX_VALUE);
        case SOMETHING_ELSE -> say(socket, "HTTP/1.1 400 Bad Request\r\n\r\n");
        case DRIPPING -> {
          say(socket, "220-");
          while (true) {
            Thread.sleep(50);
            say(socket, "a");
          }
        }
        case WILLING, BUSY, REFUSING, RESETTING -> converse(socket);
      }
    } catch (IOException _) {
      return null; // the other side has gone; what matters is what it says
    } finally {
      open.remove(socket);
    }
    return null;
  }

  private void converse(Socket socket) throws IOException {
    var in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    say(socket, "220 mail.example ESMTP\r\n");
    var from = "";
    var to = new ArrayList<String>();
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      var command = line.toUpperCase(Locale.ROOT);
      if (command.startsWith("EHLO")) {
        say(socket, "250-mail.example\r\n250 AUTH PLAIN LOGIN\r\n");
      } else if (command.startsWith("AUTH")) {
        say(socket, "235 welcome\r\n");
      } else if (command.startsWith("MAIL FROM")) {
        from = address(line);
        if (mood == Mood.RESETTING) {
          socket.setSoLinger(true, 0);
          return;
        }
        say(socket, mood == Mood.BUSY ? "451 4.3.0 later, \u0007please\r\n" : "250 ok\r\n");
      } else if (command.startsWith("RCPT TO")) {
        var known = mood != Mood.REFUSING && !line.contains("nobody@");
        say(socket, known ? "250 ok\r\n" : "550 5.1.1 unknown\r\n");
        if (known) {
          to.add(address(line));
        }
      } else if (command.equals("DATA")) {
        say(socket, "354 go on\r\n");
        var data = new StringBuilder();
        for (var each = in.readLine(); each != null && !each.equals("."); each = in.readLine()) {
          data.append(each.startsWith(".") ? each.substring(1) : each).append('\n');
        }
        mails.add(new Mail(from, List.copyOf(to), data.toString()));
        to.clear();
        say(socket, "250 taken\r\n");
      } else if (command.equals("QUIT")) {
        say(socket, "221 bye\r\n");
        return;
      } else {
        say(socket, "250 ok\r\n");
      }
    }
  }

  private static String address(String line) {
    return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
