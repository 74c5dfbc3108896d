package dev.sallyport.service.pages.whatif;

import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The fields of the form by their names. */
public class WhatIfFields {
  @RestForm("policy")
  public @Nullable String policy;

  @RestForm("yaml")
  public @Nullable String yaml;

  @RestForm("level")
  public @Nullable String level;

  @RestForm("target")
  public @Nullable String target;

  @RestForm("days")
  public @Nullable String days;
}
