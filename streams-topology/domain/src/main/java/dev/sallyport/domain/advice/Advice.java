package dev.sallyport.domain.advice;

import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something worth knowing about a planned change of attachments.
 *
 * @param scopes where it matters, in the order of the request; never empty
 * @param other the other policy that it is about, if there is one
 * @param message says what will happen and what to do about it
 */
public record Advice(Kind kind, List<Scope> scopes, @Nullable PolicyName other, String message) {
  public Advice {
    scopes = List.copyOf(scopes);
  }

  /** What it is about; its {@link #id} is stable. */
  public enum Kind {
    /** Another policy loses scopes. */
    DISPLACES("displaces"),
    /** The policy that loses them was stricter. */
    DISPLACES_STRICTER("displaces-stricter"),
    /** A stricter policy at a wider scope applies no longer here. */
    SHADOWS_STRICTER("shadows-stricter"),
    /** A less strict policy of a wider scope applies from now on. */
    LEAVES_LESS_STRICT("leaves-less-strict"),
    /** No policy applies from now on, so that inline blocking ends. */
    LEAVES_NONE("leaves-none"),
    /** The policy audits, which ends inline blocking. */
    AUDITS_OVER_INLINE("audits-over-inline");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }
}
