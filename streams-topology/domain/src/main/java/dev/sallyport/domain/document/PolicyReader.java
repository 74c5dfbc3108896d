package dev.sallyport.domain.document;

import dev.sallyport.domain.document.YamlNode.Field;
import dev.sallyport.domain.document.YamlNode.Mapping;
import dev.sallyport.domain.document.YamlNode.Reported;
import dev.sallyport.domain.document.YamlNode.Scalar;
import dev.sallyport.domain.document.YamlNode.Sequence;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the settings of one policy, noting every problem on the way. */
final class PolicyReader {
  private final SourceText source;
  private final Findings findings;
  private final EndpointLists lists;
  private final EnumSet<PolicyKey> seen = EnumSet.noneOf(PolicyKey.class);

  private int modeOffset;
  private int lockdownOffset;
  private int deniedOffset;
  private @Nullable EgressMode mode;
  private List<Entry<Endpoint>> allowed = List.of();
  private List<Entry<HostPattern>> denied = List.of();
  private @Nullable Boolean disableSudo;
  private @Nullable Boolean disableSudoAndContainers;
  private @Nullable Boolean disableFileMonitoring;
  private @Nullable Boolean disableTelemetry;
  private @Nullable Lockdown lockdown;

  private PolicyReader(SourceText source) {
    this.source = source;
    this.findings = new Findings(source);
    this.lists = new EndpointLists(source, findings);
    this.modeOffset = source.begin();
  }

  static Reading read(String text) {
    var reader = new PolicyReader(new SourceText(text));
    return reader.read();
  }

  private Reading read() {
    var size = Utf8.length(source.text());
    if (size > PolicyDocument.MAX_BYTES) {
      findings.problem(
          FindingCode.TOO_LARGE,
          source.begin(),
          "a policy has at most %d bytes, this one %d".formatted(PolicyDocument.MAX_BYTES, size));
      return new Reading.Unreadable(findings.problems());
    }
    CharacterCheck.run(source, findings);
    if (!findings.anyProblem()) {
      YamlOutline.read(source, findings)
          .ifPresentOrElse(this::document, this::chooseAModeUnlessBroken);
    }
    return findings.anyProblem() ? new Reading.Unreadable(findings.problems()) : readable();
  }

  private void document(YamlNode root) {
    switch (root) {
      case Mapping mapping -> {
        // A quarter of a megabyte of unknown keys would mean as many suggestions.
        mapping.fields().stream().takeWhile(_ -> !findings.isFull()).forEach(this::field);
        if (!seen.contains(PolicyKey.EGRESS_POLICY) && allowed.isEmpty() && denied.isEmpty()) {
          chooseAModeUnlessBroken();
        }
        checkAllowedOrDenied();
      }
      case Scalar scalar when scalar.isNull() -> chooseAModeUnlessBroken();
      case Reported _ -> {} // reported when it was read
      case Scalar _, Sequence _ ->
          findings.problem(
              FindingCode.NOT_A_MAPPING,
              root.start(),
              "a policy is made of settings: write key: value, such as egress-policy: block");
    }
  }

  private void chooseAModeUnlessBroken() {
    if (!findings.anyProblem()) {
      findings.problem(FindingCode.NO_MODE, source.begin(), Phrases.CHOOSE_A_MODE);
    }
  }

  private void checkAllowedOrDenied() {
    if (!allowed.isEmpty() && !denied.isEmpty()) {
      findings.problem(
          FindingCode.ALLOWED_AND_DENIED,
          deniedOffset,
          "endpoints are either allowed or denied: remove one of the two lists");
    }
  }

  private void field(Field field) {
    var value = field.value();
    if (!(field.key() instanceof Scalar key)) {
      findings.problem(
          FindingCode.UNKNOWN_KEY, field.key().start(), "a key is one word: write key: value");
      return;
    }
    var known = PolicyKey.named(key.value());
    if (known.isEmpty()) {
      findings.problem(PolicyKey.flawOf(key.value()), key.start());
      return;
    }
    if (!seen.add(known.get())) {
      findings.problem(
          FindingCode.DUPLICATE_KEY,
          key.start(),
          "%s stands here for the second time: remove one".formatted(key.value()));
      return;
    }
    if (!(value instanceof Reported)) {
      setting(known.get(), key, value);
    }
  }

  private void setting(PolicyKey known, Scalar key, YamlNode value) {
    switch (known) {
      case EGRESS_POLICY -> {
        modeOffset = key.start();
        mode = mode(value).orElse(null);
      }
      case ALLOWED_ENDPOINTS -> allowed = lists.allowed(value);
      case DENIED_ENDPOINTS -> {
        deniedOffset = key.start();
        denied = lists.denied(value);
      }
      case DISABLE_SUDO -> disableSudo = Switch.read(value, findings).orElse(null);
      case DISABLE_SUDO_AND_CONTAINERS ->
          disableSudoAndContainers = Switch.read(value, findings).orElse(null);
      case DISABLE_FILE_MONITORING ->
          disableFileMonitoring = Switch.read(value, findings).orElse(null);
      case DISABLE_TELEMETRY -> disableTelemetry = Switch.read(value, findings).orElse(null);
      case LOCKDOWN_MODE -> {
        lockdownOffset = key.start();
        lockdown = new LockdownReader(findings).read(value).orElse(null);
      }
    }
  }

  private Optional<EgressMode> mode(YamlNode value) {
    if (value instanceof Scalar scalar && scalar.value().isEmpty()) {
      findings.problem(FindingCode.NO_MODE, value.start(), Phrases.CHOOSE_A_MODE);
      return Optional.empty();
    }
    if (value instanceof Scalar scalar) {
      var named = EgressMode.named(scalar.value());
      if (named.isEmpty()) {
        var expression = scalar.value().contains("${{");
        findings.problem(
            expression ? FindingCode.EXPRESSION : FindingCode.BAD_MODE,
            value.start(),
            expression
                ? Phrases.EXPRESSION
                : "‘%s’ is no mode: write audit or block, in lower case"
                    .formatted(EndpointText.brief(scalar.value())));
      }
      return named;
    }
    findings.problem(
        FindingCode.BAD_MODE, value.start(), "a mode is one word: write audit or block");
    return Optional.empty();
  }

  private Reading readable() {
    var rules =
        new PolicyRules(
            mode == null ? EgressMode.BLOCK : mode,
            allowed.stream().map(Entry::meaning).distinct().toList(),
            denied.stream().map(Entry::meaning).distinct().toList(),
            disableSudo,
            disableSudoAndContainers,
            disableFileMonitoring,
            disableTelemetry,
            lockdown);
    var document = new PolicyDocument(source.text(), rules, allowed, denied);
    new Advice(findings).on(document, modeOffset, deniedOffset, lockdownOffset);
    return new Reading.Readable(document, findings.warnings());
  }
}
