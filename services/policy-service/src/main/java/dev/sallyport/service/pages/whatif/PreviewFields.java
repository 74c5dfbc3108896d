package dev.sallyport.service.pages.whatif;

import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Those fields of the form around it that a preview is made of. */
public class PreviewFields {
  @RestForm("policy")
  public @Nullable String policy;

  /** As it stands in the editor; not sent where it is not about to change. */
  @RestForm("yaml")
  public @Nullable String yaml;

  /** Where it shall stand, such as {@code workflow app/ci.yml}; none for where it stands now. */
  @RestForm("scope")
  public @Nullable List<String> scopes;
}
