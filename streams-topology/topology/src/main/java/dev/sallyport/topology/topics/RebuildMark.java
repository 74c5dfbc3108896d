package dev.sallyport.topology.topics;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the installation knows of its last rebuild. */
public sealed interface RebuildMark {
  /** The name it has in the installation record. */
  String NAME = "rebuild";

  /** The state was only ever written by deciders. */
  record Never() implements RebuildMark {}

  /** Began and did not end. */
  record Running(long number) implements RebuildMark {}

  /**
   * @param number counts rebuilds from 1
   * @param foldedTo by partition of {@code policy-events}, the offset up to which it was folded
   */
  record Ended(long number, Map<Integer, Long> foldedTo) implements RebuildMark {
    public Ended {
      foldedTo = Map.copyOf(foldedTo);
    }
  }

  /** How many rebuilds began. */
  default long count() {
    return switch (this) {
      case Never _ -> 0;
      case Running(var number) -> number;
      case Ended(var number, _) -> number;
    };
  }

  static RebuildMark read(InstallationRecord record) {
    return record.read(NAME).map(RebuildMark::parse).orElseGet(Never::new);
  }

  default void write(InstallationRecord record) {
    record.write(NAME, text());
  }

  /** As it is written in the record. */
  default String text() {
    return switch (this) {
      case Never _ -> "never";
      case Running(var number) -> "running " + number;
      case Ended(var number, var foldedTo) ->
          "ended "
              + number
              + new TreeMap<>(foldedTo)
                  .entrySet().stream()
                      .map(each -> " " + each.getKey() + ":" + each.getValue())
                      .collect(Collectors.joining());
    };
  }

  /** Reads {@link #text}. */
  static RebuildMark parse(String text) {
    var words = Pattern.compile(" ").splitAsStream(text).toList();
    return switch (words.getFirst()) {
      case "never" -> new Never();
      case "running" -> new Running(Long.parseLong(words.get(1)));
      case "ended" ->
          new Ended(
              Long.parseLong(words.get(1)),
              words.stream()
                  .skip(2)
                  .map(word -> word.split(":", 2))
                  .collect(
                      Collectors.toMap(
                          pair -> Integer.valueOf(pair[0]), pair -> Long.valueOf(pair[1]))));
      default -> throw new IllegalStateException("The mark of a rebuild reads: " + text);
    };
  }
}
