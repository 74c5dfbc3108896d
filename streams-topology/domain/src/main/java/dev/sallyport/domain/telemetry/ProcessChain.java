package dev.sallyport.domain.telemetry;

import java.util.List;

/**
 * A program and those that started it, innermost first.
 *
 * @param cut whether there were more, of which the outermost are left out
 */
public record ProcessChain(List<ObservedProcess> processes, boolean cut) {
  /** Real ones have a dozen; a job can make its own as long as it likes. */
  public static final int MOST = 64;

  public ProcessChain {
    if (processes.size() > MOST) {
      throw new IllegalArgumentException("A chain has at most 64 processes.");
    }
    processes = List.copyOf(processes);
  }
}
