package dev.sallyport.domain.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is found in one text, a bounded number of each severity. */
final class Findings {
  /** The most findings of one severity that are told one by one. */
  static final int MAX = 100;

  private final SourceText source;
  private final List<Finding> problems = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();
  private int problemsBeyond;
  private int warningsBeyond;

  Findings(SourceText source) {
    this.source = source;
  }

  void problem(FindingCode code, int offset, String message) {
    if (problems.size() < MAX) {
      problems.add(finding(Severity.PROBLEM, code, offset, message));
    } else {
      problemsBeyond++;
    }
  }

  void problem(Flaw flaw, int offset) {
    problem(flaw.code(), offset, flaw.message());
  }

  void warning(FindingCode code, int offset, String message) {
    if (warnings.size() < MAX) {
      warnings.add(finding(Severity.WARNING, code, offset, message));
    } else {
      warningsBeyond++;
    }
  }

  void warning(Flaw flaw, int offset) {
    warning(flaw.code(), offset, flaw.message());
  }

  /** Whether further problems would only be counted. */
  boolean isFull() {
    return problems.size() >= MAX;
  }

  boolean anyProblem() {
    return !problems.isEmpty();
  }

  List<Finding> problems() {
    return sorted(Severity.PROBLEM, problems, problemsBeyond);
  }

  List<Finding> warnings() {
    return sorted(Severity.WARNING, warnings, warningsBeyond);
  }

  private List<Finding> sorted(Severity severity, List<Finding> findings, int beyond) {
    var sorted = new ArrayList<>(findings);
    sorted.sort(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column));
    if (beyond > 0) {
      sorted.add(
          finding(
              severity,
              FindingCode.MORE_FINDINGS,
              source.text().length(),
              "and %d more: deal with these first".formatted(beyond)));
    }
    return sorted;
  }

  private Finding finding(Severity severity, FindingCode code, int offset, String message) {
    var position = source.positionOf(offset);
    return new Finding(severity, code, position.line(), position.column(), null, message);
  }
}
