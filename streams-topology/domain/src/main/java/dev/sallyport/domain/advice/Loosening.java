package dev.sallyport.domain.advice;

/** One way in which a policy is less strict than another, in words that follow "it …". */
public enum Loosening {
  ONLY_AUDITS("only audits where the other blocks"),
  ALLOWS_UNLISTED("allows whatever it does not deny, where the other allows what it lists"),
  ALLOWS_MORE("allows endpoints that the other does not"),
  DENIES_LESS("does not deny hosts that the other denies"),
  NO_LOCKDOWN("does not stop jobs on detections, as the other does in lockdown mode"),
  ALLOWS_CONTAINERS("leaves sudo and containers to jobs"),
  ALLOWS_SUDO("leaves sudo to jobs"),
  NO_FILE_MONITORING("switches file monitoring off"),
  NO_TELEMETRY("switches telemetry off");

  private final String words;

  Loosening(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
