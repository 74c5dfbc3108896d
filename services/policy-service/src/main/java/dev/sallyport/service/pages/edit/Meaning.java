package dev.sallyport.service.pages.edit;

import dev.sallyport.domain.document.Detection;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.Finding;
import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.document.Reading;
import dev.sallyport.domain.document.Severity;
import dev.sallyport.service.management.PolicyDrafts;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a text means, as far as it can be read.
 *
 * @param readable whether it could be saved so
 * @param mode null unless readable
 * @param endpoints entries as written, duplicates included
 * @param denied how many hosts it denies
 */
public record Meaning(
    boolean readable,
    @Nullable EgressMode mode,
    List<Listed> endpoints,
    int denied,
    boolean lockdown,
    List<Choice> detections,
    List<Remark> remarks) {

  public Meaning {
    endpoints = List.copyOf(endpoints);
    detections = List.copyOf(detections);
    remarks = List.copyOf(remarks);
  }

  /**
   * @param written by the author
   * @param meaning what runners are served
   */
  public record Listed(String written, String meaning, int line) {}

  public record Choice(String name, boolean chosen) {}

  public record Remark(boolean problem, int line, int column, String message) {}

  static Meaning of(String yaml, PolicyDrafts drafts) {
    return switch (PolicyDocument.read(yaml)) {
      case Reading.Unreadable(var problems) ->
          new Meaning(false, null, List.of(), 0, false, List.of(), remarks(problems));
      case Reading.Readable(var document, var warnings) -> {
        var rules = document.rules();
        var lockdown = rules.lockdown();
        yield new Meaning(
            true,
            rules.mode(),
            document.entries().stream()
                .map(entry ->
                    new Listed(
                        entry.written(), entry.meaning().toString(), entry.position().line()))
                .toList(),
            rules.deniedEndpoints().size(),
            lockdown != null && lockdown.enabled(),
            Stream.of(Detection.values())
                .map(each ->
                    new Choice(
                        each.text(), lockdown != null && lockdown.detections().contains(each)))
                .toList(),
            remarks(drafts.withBlockList(document, warnings)));
      }
    };
  }

  static List<Remark> remarks(List<Finding> findings) {
    return findings.stream()
        .map(each ->
            new Remark(
                each.severity() == Severity.PROBLEM, each.line(), each.column(), each.message()))
        .toList();
  }

  public boolean blocks() {
    return mode == EgressMode.BLOCK;
  }

  public boolean audits() {
    return mode == EgressMode.AUDIT;
  }

  public long problems() {
    return remarks.stream().filter(Remark::problem).count();
  }

  /** The mode as the form sends it. */
  public String modeWord() {
    return mode == null ? "" : mode.text();
  }

  /** What the boxes of lockdown mode say, as the form sends them. */
  public List<String> lockdownWords() {
    return Stream.concat(
            lockdown ? Stream.of("enabled") : Stream.of(),
            detections.stream().filter(Choice::chosen).map(Choice::name))
        .toList();
  }
}
