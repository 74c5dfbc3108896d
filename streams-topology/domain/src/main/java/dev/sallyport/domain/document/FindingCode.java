package dev.sallyport.domain.document;

import java.util.Locale;

/** The kind of a finding; its {@link #id()} is stable and documented. */
public enum FindingCode {
  // Problems with the text as such.
  TOO_LARGE,
  CONTROL_CHARACTER,
  YAML_SYNTAX,
  TOO_DEEP,
  ANCHOR,
  TAG,
  MORE_THAN_ONE_DOCUMENT,
  NOT_A_MAPPING,
  UNKNOWN_KEY,
  DUPLICATE_KEY,
  ACTION_INPUT,
  WRONG_TYPE,
  MORE_FINDINGS,

  // Problems with what it says.
  NO_MODE,
  BAD_MODE,
  EXPRESSION,
  SCHEME,
  PATH,
  IPV6,
  ADDRESS_RANGE,
  BAD_PORT,
  BAD_HOST,
  BAD_WILDCARD,
  TOO_MANY_ENDPOINTS,
  ALLOWED_AND_DENIED,
  UNKNOWN_DETECTION,

  // Problems with a global block list.
  NOT_AN_ADDRESS,
  NOT_A_DOMAIN,
  NOT_A_WILDCARD,
  TOO_MANY_ENTRIES,
  TOO_LONG,

  // Warnings.
  QUOTED_BOOLEAN,
  COMMA,
  DUPLICATE,
  PORT_WITH_STRAY_LETTER,
  PORT_IGNORED,
  MAY_NOT_RESOLVE,
  OPEN_WILDCARD,
  UNUSUAL_WILDCARD,
  WILDCARD_WITH_SEVERAL_PORTS,
  DENY_LIST_WITH_OLD_ACTIONS,
  BLOCKS_EVERYTHING,
  LOCKDOWN_WITHOUT_DETECTIONS,
  GLOBALLY_BLOCKED;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The code as interfaces show it, such as {@code bad-port}. */
  public String id() {
    return id;
  }
}
