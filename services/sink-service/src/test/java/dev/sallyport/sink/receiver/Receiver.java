package dev.sallyport.sink.receiver;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Takes requests on loopback, on a free port, and does with each what comes next in its script. */
public final class Receiver implements AutoCloseable {
  private final ServerSocket listening;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Queue<Behaviour> script = new ConcurrentLinkedQueue<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Behaviour otherwise = Behaviour.says(200, "ok");

  private Receiver(@Nullable SSLContext identity) {
    try {
      var loopback = InetAddress.ofLiteral("127.0.0.1");
      listening =
          identity == null
              ? new ServerSocket(0, 50, loopback)
              : identity.getServerSocketFactory().createServerSocket(0, 50, loopback);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    scheme = identity == null ? "http" : "https";
    var _ = threads.submit(this::accept);
  }

  public static Receiver inClear() {
    return new Receiver(null);
  }

  public static Receiver overTls(Identity identity) {
    return new Receiver(identity.context());
  }

  /** These first, each for one request. */
  public Receiver first(Behaviour... behaviours) {
    script.addAll(List.of(behaviours));
    return this;
  }

  /** This, whenever there is nothing else to do. */
  public Receiver always(Behaviour behaviour) {
    otherwise = behaviour;
    return this;
  }

  public int port() {
    return listening.getLocalPort();
  }

  public URI address(String path) {
    return at("127.0.0.1", path);
  }

  /** The same under another name. */
  public URI at(String host, String path) {
    return URI.create("%s://%s:%d%s".formatted(scheme, host, port(), path));
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  /** The only one there was. */
  public Received only() {
    if (received.size() != 1) {
      throw new AssertionError("There were %d requests.".formatted(received.size()));
    }
    return received.getFirst();
  }

  /** How many connections were opened. */
  public int connections() {
    return connections.get();
  }

  private @Nullable Void accept() throws IOException {
    while (!listening.isClosed()) {
      Socket socket;
      try {
        socket = listening.accept();
      } catch (IOException e) {
        if (listening.isClosed()) {
          return null; // that is how it ends
        }
        throw e;
      }
      connections.incrementAndGet();
      open.add(socket);
      var _ = threads.submit(() -> serve(socket));
    }
    return null;
  }

  private @Nullable Void serve(Socket socket) throws InterruptedException {
    try (socket) {
      var in = new BufferedInputStream(socket.getInputStream());
      for (var request = read(in); request != null; request = read(in)) {
        received.add(request);
        var next = script.poll();
        (next == null ? otherwise : next).answer(request, socket);
      }
    } catch (IOException _) {
      // The other side has gone, as it does when it has seen enough; what matters is what it says.
      return null;
    } finally {
      open.remove(socket);
    }
    return null;
  }

  private static @Nullable Received read(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!endsWithBlankLine(head)) {
      var read = in.read();
      if (read < 0) {
        return null;
      }
      head.write(read);
    }
    var text = head.toString(StandardCharsets.ISO_8859_1);
    var headers = new HashMap<String, String>();
    text.lines()
        .skip(1)
        .filter(line -> line.indexOf(':') > 0)
        .forEach(line ->
            headers.merge(
                line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                line.substring(line.indexOf(':') + 1).strip(),
                (one, other) -> one + ", " + other));
    var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Received(text, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private static boolean endsWithBlankLine(ByteArrayOutputStream head) {
    return head.size() >= 4 && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
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
