package dev.sallyport.domain.event;

/** By which way a change came in, told from the user agent and the kind of credential. */
public enum Source {
  API,
  TERRAFORM,
  MCP,
  UI,
  COMMAND_LINE,
  SYSTEM,
  /** Written by a newer version that knows more ways than this one. */
  OTHER
}
