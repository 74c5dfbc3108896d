package dev.sallyport.service.insight;

import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.insight.Verdict;
import org.jspecify.annotations.Nullable;

/** Which policy is responsible for a call that was blocked. */
public enum BlockedBy {
  GLOBAL_BLOCK_LIST("global block list"),
  /** The one that the job was served. */
  SERVED_POLICY("policy"),
  /** The workflow file's own: nothing that was served blocks anything. */
  INLINE_POLICY("inline policy");

  private final String text;

  BlockedBy(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /**
   * Null for a call that was not blocked.
   *
   * @param served the mode of the policy that the job was served; null if none was
   */
  public static @Nullable BlockedBy of(Verdict verdict, @Nullable EgressMode served) {
    return switch (verdict) {
      case ALLOWED, RESOLVED -> null;
      case GLOBALLY_BLOCKED -> GLOBAL_BLOCK_LIST;
      case BLOCKED -> served == EgressMode.BLOCK ? SERVED_POLICY : INLINE_POLICY;
    };
  }
}
