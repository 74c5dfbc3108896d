package dev.sallyport.service.startup;

import java.util.List;
import java.util.Map;

/**
 * How the engine is, to be counted and told.
 *
 * @param commandsInFlight changes that wait for their answer now
 * @param decided commands by how they ended since this instance's decider last started
 * @param decidingStopped partitions whose changes are all refused, each with the reason
 * @param historyStopped partitions whose history goes no further, each with the reason
 * @param troubles what is wrong, by the part that has it; lookups are answered all the same
 */
public record Vitals(
    int commandsInFlight,
    Map<String, Long> decided,
    List<String> decidingStopped,
    List<String> historyStopped,
    Map<String, String> troubles) {

  /** Of an engine that has not started. */
  public static final Vitals NONE = new Vitals(0, Map.of(), List.of(), List.of(), Map.of());

  public Vitals {
    decided = Map.copyOf(decided);
    decidingStopped = List.copyOf(decidingStopped);
    historyStopped = List.copyOf(historyStopped);
    troubles = Map.copyOf(troubles);
  }
}
