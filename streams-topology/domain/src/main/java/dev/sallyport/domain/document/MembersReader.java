package dev.sallyport.domain.document;

import dev.sallyport.domain.document.EndpointText.Bad;
import dev.sallyport.domain.document.EndpointText.Good;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes members down as YAML and reads that. Every value is checked before it is written, so that
 * no value can end its line and become a setting of its own.
 */
final class MembersReader {
  private static final String MODE = "egress_policy";

  private final List<Finding> problems = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final Map<Integer, String> memberOfLine = new HashMap<>();
  private int lines;

  private MembersReader() {}

  static Reading read(PolicyMembers members) {
    var reader = new MembersReader();
    reader.check(members);
    if (!reader.problems.isEmpty()) {
      return new Reading.Unreadable(reader.problems);
    }
    reader.write(members);
    return switch (PolicyReader.read(reader.text.toString())) {
      case Reading.Readable(var document, var warnings) ->
          new Reading.Readable(document, reader.named(warnings));
      case Reading.Unreadable(var found) -> new Reading.Unreadable(reader.named(found));
    };
  }

  private List<Finding> named(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.about(memberOfLine.getOrDefault(finding.line(), MODE)))
        .toList();
  }

  private void check(PolicyMembers members) {
    var mode = members.egressPolicy();
    if (mode != null && EgressMode.named(mode).isEmpty()) {
      problem(
          mode.contains("${{") ? FindingCode.EXPRESSION : FindingCode.BAD_MODE,
          MODE,
          mode.contains("${{")
              ? Phrases.EXPRESSION
              : "‘%s’ is no mode: send audit or block, in lower case"
                  .formatted(EndpointText.brief(mode)));
    }
    checkEndpoints("allowed_endpoints", members.allowedEndpoints());
    checkEndpoints("denied_endpoints", members.deniedEndpoints());
    var lockdown = members.lockdown();
    if (lockdown != null) {
      checkLockdown(lockdown);
    }
  }

  private void checkEndpoints(String member, @Nullable List<@Nullable String> endpoints) {
    if (endpoints == null) {
      return;
    }
    if (endpoints.size() > PolicyRules.MAX_ENDPOINTS) {
      problem(
          FindingCode.TOO_MANY_ENDPOINTS,
          member,
          "a policy lists at most %d endpoints, this one %d: use wildcards, or split the policy"
              .formatted(PolicyRules.MAX_ENDPOINTS, endpoints.size()));
      return;
    }
    for (var i = 0; i < endpoints.size(); i++) {
      var endpoint = endpoints.get(i);
      var name = "%s[%d]".formatted(member, i);
      if (endpoint == null) {
        problem(FindingCode.WRONG_TYPE, name, "null is no endpoint: remove it");
        continue;
      }
      switch (EndpointText.read(endpoint)) {
        case Good _ -> {} // remarks come with the reading of the text
        case Bad(var flaw) ->
            problem(
                flaw.code(),
                name,
                "‘%s’: %s".formatted(EndpointText.brief(endpoint), flaw.message()));
      }
    }
  }

  private void checkLockdown(LockdownMembers lockdown) {
    if (lockdown.enabled() == null) {
      problem(FindingCode.WRONG_TYPE, "lockdown.enabled", "send true or false");
    }
    var detections = lockdown.detections();
    for (var i = 0; detections != null && i < detections.size(); i++) {
      var detection = detections.get(i);
      if (detection == null || Detection.named(detection).isEmpty()) {
        var written = String.valueOf(detection);
        problem(
            FindingCode.UNKNOWN_DETECTION,
            "lockdown.detections[%d]".formatted(i),
            "‘%s’ is no detection: %s"
                .formatted(EndpointText.brief(written), Suggestion.of(written, Detection.texts())));
      }
    }
  }

  private void problem(FindingCode code, String member, String message) {
    if (problems.size() < Findings.MAX) {
      problems.add(Finding.problem(code, member, message));
    }
  }

  private void write(PolicyMembers members) {
    var mode = members.egressPolicy();
    if (mode != null) {
      line(MODE, "egress-policy: " + mode);
    }
    writeSwitch("disable_sudo", members.disableSudo());
    writeSwitch("disable_sudo_and_containers", members.disableSudoAndContainers());
    writeSwitch("disable_file_monitoring", members.disableFileMonitoring());
    writeSwitch("disable_telemetry", members.disableTelemetry());
    var lockdown = members.lockdown();
    if (lockdown != null) {
      writeLockdown(lockdown);
    }
    writeEndpoints("allowed_endpoints", members.allowedEndpoints());
    writeEndpoints("denied_endpoints", members.deniedEndpoints());
  }

  private void writeSwitch(String member, @Nullable Boolean value) {
    if (value != null) {
      line(member, member.replace('_', '-') + ": " + value);
    }
  }

  private void writeLockdown(LockdownMembers lockdown) {
    line("lockdown", "lockdown-mode:");
    line("lockdown.enabled", "  enabled: " + lockdown.enabled());
    var detections = lockdown.detections();
    if (detections == null || detections.isEmpty()) {
      return;
    }
    line("lockdown.detections", "  detections:");
    for (var i = 0; i < detections.size(); i++) {
      line("lockdown.detections[%d]".formatted(i), "    - " + detections.get(i));
    }
  }

  private void writeEndpoints(String member, @Nullable List<@Nullable String> endpoints) {
    if (endpoints == null || endpoints.isEmpty()) {
      return;
    }
    line(member, member.replace('_', '-') + ": >");
    for (var i = 0; i < endpoints.size(); i++) {
      line("%s[%d]".formatted(member, i), "  " + endpoints.get(i));
    }
  }

  private void line(String member, String line) {
    text.append(line).append('\n');
    lines++;
    memberOfLine.put(lines, member);
  }
}
