package dev.sallyport.sink.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/**
 * Asks on another thread: the system's resolver takes as long as name servers let it wait, and
 * hears no interrupt.
 */
record InterruptibleLookup(NameLookup lookup, ExecutorService threads) implements NameLookup {
  @Override
  public InetAddress[] addresses(String host) throws UnknownHostException {
    var asked = threads.submit(() -> lookup.addresses(host));
    try {
      return asked.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      asked.cancel(true);
      throw new UnknownHostException(host);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IllegalStateException("A name could not be looked up", e.getCause());
    }
  }
}
