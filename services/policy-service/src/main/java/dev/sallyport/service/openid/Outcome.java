package dev.sallyport.service.openid;

/**
 * What an attempt to sign in at the provider came to. Reasons are about the provider (“it …”), for
 * people and for the log, and say nothing that is secret.
 */
public sealed interface Outcome {
  record Proven(Person person) implements Outcome {}

  /** What the browser brought is no code of its attempt: somebody may be guessing. */
  record BadCode(String why) implements Outcome {}

  /** Whoever it is, the browser has no part in it: the account, the settings or the provider. */
  record Refused(String why) implements Outcome {}

  /** The provider did not answer, or not with anything that can be used. */
  record Unavailable(String why) implements Outcome {}
}
