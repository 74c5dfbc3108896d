package dev.sallyport.domain.document;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a reading down, for people to review and for goldens to compare. */
final class ReadingText {
  private ReadingText() {}

  static String of(Reading reading) {
    return switch (reading) {
      case Reading.Readable(var document, var warnings) -> of(document) + of(warnings);
      case Reading.Unreadable(var problems) -> of(problems);
    };
  }

  static String of(List<Finding> findings) {
    return findings.stream().map(ReadingText::of).collect(Collectors.joining());
  }

  private static String of(Finding finding) {
    var member = finding.member() == null ? "" : " " + finding.member();
    return "%s %s %d:%d%s %s%n"
        .formatted(
            finding.severity().name().toLowerCase(java.util.Locale.ROOT),
            finding.code().id(),
            finding.line(),
            finding.column(),
            member,
            finding.message())
        .replace("\r\n", "\n");
  }

  private static String of(PolicyDocument document) {
    var rules = document.rules();
    var text = new StringBuilder("mode " + rules.mode().text() + "\n");
    for (var entry : document.entries()) {
      text.append(entry(entry, "allow"));
    }
    for (var entry : document.deniedEntries()) {
      text.append(entry(entry, "deny"));
    }
    text.append("allowed ").append(rules.allowedEndpoints()).append('\n');
    if (!rules.deniedEndpoints().isEmpty()) {
      text.append("denied ").append(rules.deniedEndpoints()).append('\n');
    }
    append(text, "disable-sudo", rules.disableSudo());
    append(text, "disable-sudo-and-containers", rules.disableSudoAndContainers());
    append(text, "disable-file-monitoring", rules.disableFileMonitoring());
    append(text, "disable-telemetry", rules.disableTelemetry());
    append(text, "lockdown", rules.lockdown());
    return text.toString();
  }

  private static String entry(Entry<?> entry, String verb) {
    return "%s %d:%d %s -> %s%n"
        .formatted(
            verb,
            entry.position().line(),
            entry.position().column(),
            entry.written(),
            entry.meaning());
  }

  private static void append(
      StringBuilder text, String name, @org.jspecify.annotations.Nullable Object value) {
    if (value != null) {
      text.append(name).append(' ').append(value).append('\n');
    }
  }
}
