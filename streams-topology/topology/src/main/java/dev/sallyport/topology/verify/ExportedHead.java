package dev.sallyport.topology.verify;

import dev.sallyport.domain.event.EventHash;

/**
 * An owner's last event at some moment, kept where whoever can write to Kafka cannot: with it, a
 * truncated or rewritten log shows.
 *
 * @param owner the owner's key
 */
public record ExportedHead(String owner, long sequence, EventHash hash) {
  public ExportedHead {
    if (owner.isEmpty() || sequence < 1) {
      throw new IllegalArgumentException("A head has an owner and a sequence from 1 on.");
    }
  }
}
