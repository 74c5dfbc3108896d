package dev.sallyport.service.pages.rules;

import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The fields of the form by their names. */
public class RuleFields {
  /** When the rule was changed last, as the page showed it. */
  @RestForm("seen")
  public @Nullable String seen;

  @RestForm("detection")
  public @Nullable String detection;

  @RestForm("name")
  public @Nullable String name;

  @RestForm("description")
  public @Nullable String description;

  @RestForm("owner")
  public @Nullable String owner;

  @RestForm("repo")
  public @Nullable String repo;

  @RestForm("workflow")
  public @Nullable String workflow;

  @RestForm("job")
  public @Nullable String job;

  @RestForm("endpoint")
  public @Nullable String endpoint;

  @RestForm("ip_address")
  public @Nullable String ipAddress;

  @RestForm("process")
  public @Nullable String process;
}
