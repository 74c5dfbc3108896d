package dev.sallyport.domain.document;

import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/** A piece of YAML and where it stands: from {@code start} to before {@code end}. */
sealed interface YamlNode {
  int start();

  int end();

  record Scalar(String value, ScalarStyle style, int start, int end) implements YamlNode {
    boolean isPlain() {
      return style == ScalarStyle.PLAIN;
    }

    /** Whether nothing is said, as in {@code key:} or {@code key: null}. */
    boolean isNull() {
      return isPlain()
          && switch (value) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }
  }

  record Sequence(List<YamlNode> items, boolean flow, int start, int end) implements YamlNode {}

  record Mapping(List<Field> fields, boolean flow, int start, int end) implements YamlNode {}

  /**
   * Something with an alias, anchor or tag: reported when it was read, and worth no second word.
   */
  record Reported(int start, int end) implements YamlNode {}

  record Field(YamlNode key, YamlNode value) {}
}
