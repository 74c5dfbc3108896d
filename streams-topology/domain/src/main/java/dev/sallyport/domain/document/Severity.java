package dev.sallyport.domain.document;

/** Whether a finding keeps a policy from being saved. */
public enum Severity {
  WARNING,
  PROBLEM
}
