package dev.sallyport.service.config;

import java.util.List;

/** The settings make no sense, each for the reason given; the process ends with code 78. */
public final class RefusedConfiguration extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public RefusedConfiguration(List<String> problems) {
    super("Refused configuration: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
