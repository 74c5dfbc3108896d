package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.history.LineDiff;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Two versions line by line.
 *
 * @param added how many lines are in the later text only
 * @param removed how many in the earlier only
 * @param rows all lines of both
 */
@Schema(name = "Diff")
public record DiffJson(long from, long to, int added, int removed, List<RowJson> rows) {
  /**
   * Lines that stand side by side.
   *
   * @param kind {@code same}, {@code changed}, {@code removed} or {@code added}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "DiffRow")
  public record RowJson(String kind, @Nullable LineJson before, @Nullable LineJson after) {}

  /** A line, counted from 1. */
  @Schema(name = "DiffLine")
  public record LineJson(int number, String text) {}

  static DiffJson of(long from, long to, LineDiff diff) {
    return new DiffJson(
        from, to, diff.added(), diff.removed(), diff.rows().stream().map(DiffJson::row).toList());
  }

  private static RowJson row(LineDiff.Row row) {
    return new RowJson(
        row.kind().name().toLowerCase(Locale.ROOT), line(row.before()), line(row.after()));
  }

  private static @Nullable LineJson line(LineDiff.@Nullable Line line) {
    return line == null ? null : new LineJson(line.number(), line.text());
  }
}
