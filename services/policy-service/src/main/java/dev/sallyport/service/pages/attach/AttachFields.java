package dev.sallyport.service.pages.attach;

import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The fields of the form by their names. */
public class AttachFields {
  /** {@code add}, {@code show} or {@code confirm}. */
  @RestForm("step")
  public @Nullable String step;

  /** Of the policy when the page was made. */
  @RestForm("revision")
  public @Nullable String revision;

  /** Where it shall stand, such as {@code workflow app/ci.yml}. */
  @RestForm("scope")
  public @Nullable List<String> scopes;

  /** Where it was to stand when what changes was shown last. */
  @RestForm("shown")
  public @Nullable List<String> shown;

  /** Where it shall not stand, so that it can be chosen again. */
  @RestForm("offered")
  public @Nullable List<String> offered;

  @RestForm("level")
  public @Nullable String level;

  @RestForm("target")
  public @Nullable String target;
}
