package dev.sallyport.domain.document;

import dev.sallyport.domain.document.YamlNode.Mapping;
import dev.sallyport.domain.document.YamlNode.Reported;
import dev.sallyport.domain.document.YamlNode.Scalar;
import dev.sallyport.domain.document.YamlNode.Sequence;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code lockdown-mode: {enabled, detections}}. */
final class LockdownReader {
  private static final List<String> KEYS = List.of("enabled", "detections");

  private final Findings findings;

  LockdownReader(Findings findings) {
    this.findings = findings;
  }

  Optional<Lockdown> read(YamlNode value) {
    if (!(value instanceof Mapping mapping)) {
      findings.problem(
          FindingCode.WRONG_TYPE,
          value.start(),
          "lockdown-mode has two settings below it: write enabled: true and detections: […]");
      return Optional.empty();
    }
    var seen = new HashSet<String>();
    var enabled = Optional.<Boolean>empty();
    Set<Detection> detections = Set.of();
    for (var field : mapping.fields()) {
      if (!(field.key() instanceof Scalar key) || !KEYS.contains(key.value())) {
        var written = field.key() instanceof Scalar other ? other.value() : "…";
        findings.problem(
            FindingCode.UNKNOWN_KEY,
            field.key().start(),
            "‘%s’ is no setting of lockdown-mode: %s"
                .formatted(EndpointText.brief(written), Suggestion.of(written, KEYS)));
      } else if (!seen.add(key.value())) {
        findings.problem(
            FindingCode.DUPLICATE_KEY,
            key.start(),
            "%s stands here for the second time: remove one".formatted(key.value()));
      } else if (key.value().equals("enabled")) {
        enabled = Switch.read(field.value(), findings);
      } else {
        detections = detections(field.value());
      }
    }
    if (!seen.contains("enabled")) {
      findings.problem(
          FindingCode.WRONG_TYPE,
          value.start(),
          "say whether lockdown mode is on: add enabled: true or enabled: false");
    }
    var named = List.copyOf(detections);
    return enabled.map(on -> new Lockdown(on, named));
  }

  private Set<Detection> detections(YamlNode value) {
    if (value instanceof Reported || (value instanceof Scalar scalar && scalar.isNull())) {
      return Set.of();
    }
    if (!(value instanceof Sequence sequence)) {
      findings.problem(
          FindingCode.WRONG_TYPE,
          value.start(),
          "detections are a list: write one below the other, each behind a dash");
      return Set.of();
    }
    var detections = new LinkedHashSet<Detection>();
    for (var item : sequence.items()) {
      if (item instanceof Reported) {
        continue;
      }
      var written = item instanceof Scalar scalar ? scalar.value() : "…";
      var detection = Detection.named(written);
      if (detection.isEmpty()) {
        findings.problem(
            FindingCode.UNKNOWN_DETECTION,
            item.start(),
            "‘%s’ is no detection: %s"
                .formatted(EndpointText.brief(written), Suggestion.of(written, Detection.texts())));
      } else if (!detections.add(detection.get())) {
        findings.warning(
            FindingCode.DUPLICATE, item.start(), "%s is listed twice".formatted(written));
      }
    }
    return detections;
  }
}
