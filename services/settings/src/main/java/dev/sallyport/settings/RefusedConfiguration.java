package dev.sallyport.settings;

import java.util.List;

/**
 * The settings make no sense, by themselves or with what they name, each for the reason given. The
 * process ends with {@link #EXIT_CODE}, after which a supervisor does not start it again.
 */
public final class RefusedConfiguration extends RuntimeException {
  /** EX_CONFIG of sysexits.h. */
  public static final int EXIT_CODE = 78;

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
