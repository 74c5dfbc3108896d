package dev.sallyport.topology.decider;

/** An entry of a store that cannot be read, or cannot be. Nothing is decided on it. */
final class CorruptState extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  CorruptState(String message) {
    super(message);
  }

  CorruptState(String message, Throwable cause) {
    super(message, cause);
  }
}
