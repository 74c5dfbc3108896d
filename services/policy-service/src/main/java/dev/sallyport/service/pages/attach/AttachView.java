package dev.sallyport.service.pages.attach;

import dev.sallyport.domain.advice.Advice;
import dev.sallyport.service.pages.KnownNames;
import java.util.List;

/**
 * Where a policy stands and shall stand.
 *
 * @param path of the policy, encoded
 * @param revision of the policy that is shown
 * @param level and {@code target} of a scope to be added that was refused
 * @param targetRefused why
 * @param refused why nothing was changed
 * @param action what confirming is called: Attach policy, Modify attachment or Detach policy
 * @param changes whether confirming would change anything
 * @param known names to suggest
 */
public record AttachView(
    String name,
    String path,
    long revision,
    List<Row> rows,
    String level,
    String target,
    String targetRefused,
    String refused,
    String action,
    boolean changes,
    List<Warning> warnings,
    KnownNames known) {

  public AttachView {
    rows = List.copyOf(rows);
    warnings = List.copyOf(warnings);
  }

  /**
   * @param text as the form holds it
   * @param other the policy that stands there now and would be replaced; empty if none
   * @param change what becomes of it: {@code added}, {@code removed} or empty
   */
  public record Row(String text, boolean chosen, String other, String change) {}

  /**
   * @param grave whether a stricter policy goes, or none is left
   */
  public record Warning(boolean grave, String message) {
    static Warning of(Advice advice) {
      return new Warning(
          switch (advice.kind()) {
            case DISPLACES -> false;
            case DISPLACES_STRICTER,
                SHADOWS_STRICTER,
                LEAVES_LESS_STRICT,
                LEAVES_NONE,
                AUDITS_OVER_INLINE ->
                true;
          },
          advice.message());
    }
  }

  /** Whether it would stand at a scope. */
  public boolean anywhere() {
    return rows.stream().anyMatch(Row::chosen);
  }

  public long added() {
    return rows.stream().filter(row -> row.change().equals("added")).count();
  }

  public long removed() {
    return rows.stream().filter(row -> row.change().equals("removed")).count();
  }
}
