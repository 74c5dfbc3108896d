package dev.sallyport.service.insight;

import dev.sallyport.domain.names.WorkflowFile;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Texts of what may not be known. */
final class Texts {
  private Texts() {}

  /** Empty if unknown, where a client counts on the member. */
  static <T> String of(@Nullable T known, Function<T, String> text) {
    return known == null ? "" : text.apply(known);
  }

  /** Null if unknown, where the member is left out. */
  static <T> @Nullable String orNull(@Nullable T known, Function<T, String> text) {
    return known == null ? null : text.apply(known);
  }

  /** Where a repository keeps the file. */
  static String path(WorkflowFile file) {
    return ".github/workflows/" + file.name();
  }
}
