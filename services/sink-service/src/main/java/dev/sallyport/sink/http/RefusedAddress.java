package dev.sallyport.sink.http;

import java.net.UnknownHostException;

/** A host has an address that nothing is sent to. Its message is for people. */
final class RefusedAddress extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  RefusedAddress(String message) {
    super(message);
  }
}
