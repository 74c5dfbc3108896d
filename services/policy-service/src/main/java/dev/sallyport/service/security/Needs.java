package dev.sallyport.service.security;

import dev.sallyport.domain.access.Permission;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission that an operation asks for, to the owner in its path ({@code {owner}}), or to the
 * tenant where the path has none. Every operation carries this or {@link Open}; a test refuses one
 * that has neither.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Needs {
  Permission value();

  /** Whether a workflow run of that owner, with GitHub's identity token, may ask as well. */
  boolean orWorkflowRun() default false;

  /**
   * Whether it is enough to have the permission anywhere, for an operation about no owner that
   * shows each caller what is theirs.
   */
  boolean anywhere() default false;
}
