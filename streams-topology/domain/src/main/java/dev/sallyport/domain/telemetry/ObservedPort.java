package dev.sallyport.domain.telemetry;

import dev.sallyport.domain.names.InvalidName;

/** A port that a connection went to. */
public record ObservedPort(int number) {
  private static final int MOST = 65_535;
  private static final int MOST_CHARACTERS = 64;

  public ObservedPort {
    if (number < 0 || number > MOST) {
      throw invalid();
    }
  }

  /**
   * As an agent writes it: {@code 443}, or {@code 443(https)} for what its firewall dropped
   * (step-security/agent {@code netmon.go}).
   *
   * @throws InvalidName for anything else
   */
  public static ObservedPort of(String written) {
    var bracket = written.indexOf('(');
    var digits = bracket < 0 ? written : written.substring(0, bracket);
    if (written.length() > MOST_CHARACTERS
        || digits.isEmpty()
        || digits.length() > 5
        || (bracket >= 0 && !written.endsWith(")"))) {
      throw invalid();
    }
    var number = 0;
    for (var i = 0; i < digits.length(); i++) {
      var digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw invalid();
      }
      number = 10 * number + digit;
    }
    return new ObservedPort(number);
  }

  private static InvalidName invalid() {
    return new InvalidName("port", "is a number from 0 to 65535, such as 443 or 443(https)");
  }
}
