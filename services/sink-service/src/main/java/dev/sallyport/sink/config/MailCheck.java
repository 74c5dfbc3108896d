package dev.sallyport.sink.config;

import dev.sallyport.sink.email.MailServer.Protection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What sending mail needs: a server and whom mail is from, or nothing at all. */
final class MailCheck {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");
  private static final int MOST_PORT = 65_535;

  private MailCheck() {}

  static List<String> problems(DestinationSettings settings) {
    var problems = new ArrayList<String>();
    if (settings.mailHost().isPresent() != settings.mailFrom().isPresent()) {
      problems.add(
          "SALLYPORT_SINKS_MAIL_HOST and SALLYPORT_SINKS_MAIL_FROM need each other: set both or"
              + " neither");
    }
    if (settings.mailUser().isPresent() != settings.mailPassword().isPresent()) {
      problems.add(
          "SALLYPORT_SINKS_MAIL_USER and SALLYPORT_SINKS_MAIL_PASSWORD need each other: set both or"
              + " neither");
    }
    if (settings.mailProtection() == Protection.NONE
        && settings.mailPassword().isPresent()
        && settings.mailHost().filter(host -> !THIS_MACHINE.contains(host)).isPresent()) {
      problems.add(
          "SALLYPORT_SINKS_MAIL_PROTECTION is none: the password would travel in clear; set starttls"
              + " or tls");
    }
    if (settings.mailPort().isPresent()
        && (settings.mailPort().getAsInt() < 1 || settings.mailPort().getAsInt() > MOST_PORT)) {
      problems.add("SALLYPORT_SINKS_MAIL_PORT is no port: a number from 1 to 65535 is needed");
    }
    return problems;
  }
}
