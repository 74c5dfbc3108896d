package dev.sallyport.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One keep-alive connection with one request under way. It reads no more of an answer than its
 * status and its length, so that the machine's time goes to the server.
 */
final class Connection implements AutoCloseable {
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer answer;
  private ByteBuffer request = ByteBuffer.allocate(0);
  private long intendedAt;
  private boolean busy;

  Connection(SocketAddress server, Selector selector, int largestAnswer) throws IOException {
    answer = ByteBuffer.allocateDirect(largestAnswer);
    channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  boolean busy() {
    return busy;
  }

  /** When the request under way should have been sent, in nanoseconds of {@code nanoTime}. */
  long intendedAt() {
    return intendedAt;
  }

  void send(byte[] bytes, long intended) throws IOException {
    request = ByteBuffer.wrap(bytes);
    intendedAt = intended;
    busy = true;
    answer.clear();
    write();
  }

  private void write() throws IOException {
    channel.write(request);
    key.interestOps(
        request.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  /**
   * Takes in what has come.
   *
   * @return the status once the answer is whole; 0 before
   */
  int receive() throws IOException {
    if (key.isWritable()) {
      write();
    }
    if (channel.read(answer) < 0) {
      throw new EOFException("the server closed the connection");
    }
    var end = headEnd();
    if (end < 0 || answer.position() < end + contentLength(end)) {
      return 0;
    }
    busy = false;
    return digit(9) * 100 + digit(10) * 10 + digit(11);
  }

  private int headEnd() {
    for (var i = 3; i < answer.position(); i++) {
      if (answer.get(i) == '\n'
          && answer.get(i - 1) == '\r'
          && answer.get(i - 2) == '\n'
          && answer.get(i - 3) == '\r') {
        return i + 1;
      }
    }
    return -1;
  }

  private int contentLength(int end) {
    for (var i = 0; i < end - LENGTH.length; i++) {
      if (answer.get(i) == '\n' && named(i + 1)) {
        var length = 0;
        for (var at = i + 1 + LENGTH.length; at < end && answer.get(at) != '\r'; at++) {
          if (answer.get(at) != ' ') {
            length = length * 10 + digit(at);
          }
        }
        return length;
      }
    }
    return 0;
  }

  private boolean named(int from) {
    for (var i = 0; i < LENGTH.length; i++) {
      if (Character.toLowerCase((char) answer.get(from + i)) != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private int digit(int at) {
    return answer.get(at) - '0';
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
