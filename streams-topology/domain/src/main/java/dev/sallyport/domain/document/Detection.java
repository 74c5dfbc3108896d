package dev.sallyport.domain.document;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What lockdown mode can stop a job for. */
public enum Detection {
  PRIVILEGED_CONTAINER("Privileged-Container"),
  RUNNER_WORKER_MEMORY_READ("Runner-Worker-Memory-Read"),
  REVERSE_SHELL("Reverse-Shell");

  private final String text;

  Detection(String text) {
    this.text = text;
  }

  /** The name that policies and clients use, such as {@code Reverse-Shell}. */
  public String text() {
    return text;
  }

  /** The detection of exactly this name. */
  public static Optional<Detection> named(String text) {
    return Stream.of(values()).filter(detection -> detection.text.equals(text)).findFirst();
  }

  static List<String> texts() {
    return Stream.of(values()).map(Detection::text).toList();
  }
}
