package dev.sallyport.service.pages.integrations;

import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The fields of the form by their names. Those of secrets come empty where one is to stay. */
public class IntegrationFields {
  /** Of this form as one page showed it. */
  @RestForm("form")
  public @Nullable String form;

  /** When the integration was changed last, as the page showed it. */
  @RestForm("seen")
  public @Nullable String seen;

  @RestForm("type")
  public @Nullable String type;

  @RestForm("name")
  public @Nullable String name;

  @RestForm("url")
  public @Nullable String url;

  /** Names of headers, each with the value at the same place of the other list. */
  @RestForm("header-name")
  public @Nullable List<String> headerNames;

  @RestForm("header-value")
  public @Nullable List<String> headerValues;

  @RestForm("signing-secret")
  public @Nullable String signingSecret;

  @RestForm("previous-signing-secret")
  public @Nullable String previousSigningSecret;

  /** There if the secret before must not sign any more. */
  @RestForm("end-previous")
  public @Nullable String endPrevious;

  @RestForm("address")
  public @Nullable String address;

  @RestForm("channel")
  public @Nullable String channel;

  @RestForm("token")
  public @Nullable String token;

  @RestForm("recipients")
  public @Nullable String recipients;

  @RestForm("event")
  public @Nullable List<String> events;

  @RestForm("repositories")
  public @Nullable String repositories;

  /** There if it is to be paused. */
  @RestForm("paused")
  public @Nullable String paused;
}
