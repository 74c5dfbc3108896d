package dev.sallyport.domain.document;

import dev.sallyport.domain.document.YamlNode.Reported;
import dev.sallyport.domain.document.YamlNode.Scalar;
import java.util.Optional;

/**
 * Reads true and false. The other booleans of YAML 1.1 (yes, on, …) are refused, since GitHub reads
 * them as texts; quoted ones are read with a warning.
 */
final class Switch {
  private Switch() {}

  static Optional<Boolean> read(YamlNode value, Findings findings) {
    if (value instanceof Reported) {
      return Optional.empty();
    }
    if (value instanceof Scalar scalar) {
      return read(scalar, findings);
    }
    return refused(FindingCode.WRONG_TYPE, value, findings, "write true or false");
  }

  private static Optional<Boolean> read(Scalar scalar, Findings findings) {
    var meaning =
        switch (scalar.value()) {
          case "true", "True", "TRUE" -> Optional.of(true);
          case "false", "False", "FALSE" -> Optional.of(false);
          default -> Optional.<Boolean>empty();
        };
    if (meaning.isEmpty()) {
      return scalar.value().contains("${{")
          ? refused(FindingCode.EXPRESSION, scalar, findings, Phrases.EXPRESSION)
          : refused(
              FindingCode.WRONG_TYPE,
              scalar,
              findings,
              "write true or false, or remove the line to leave it to the job");
    }
    if (!scalar.isPlain()) {
      findings.warning(
          FindingCode.QUOTED_BOOLEAN,
          scalar.start(),
          "a text was read as %s: remove the quotes".formatted(meaning.get()));
    }
    return meaning;
  }

  private static Optional<Boolean> refused(
      FindingCode code, YamlNode value, Findings findings, String message) {
    findings.problem(code, value.start(), message);
    return Optional.empty();
  }
}
