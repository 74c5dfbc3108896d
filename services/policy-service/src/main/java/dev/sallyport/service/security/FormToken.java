package dev.sallyport.service.security;

import jakarta.ws.rs.container.ContainerRequestContext;

/** By which a form, or a request of a script, shows that it is made by a page of ours. */
public final class FormToken {
  /** The hidden field of forms. */
  public static final String FIELD = "csrf-token";

  /** The header of scripts. */
  public static final String HEADER = "X-CSRF-Token";

  private static final String PROPERTY = FormToken.class.getName();

  private FormToken() {}

  /** The token of the session that asks; empty if the request shows a key and has no session. */
  public static String of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof String token ? token : "";
  }

  static void put(ContainerRequestContext request, String token) {
    request.setProperty(PROPERTY, token);
  }
}
