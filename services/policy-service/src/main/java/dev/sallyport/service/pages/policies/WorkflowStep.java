package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.names.PolicyName;
import java.util.regex.Pattern;

/**
 * The step by which one job names its policy.
 *
 * <p>Source: inputs of the Harden-Runner action; with {@code policy} it proves itself with GitHub's
 * identity token, which a job may only ask for with {@code id-token: write}.
 */
final class WorkflowStep {
  // What YAML reads as a text without quotes, whatever follows; the rest is quoted.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
  private static final Pattern WORD = Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n");

  private WorkflowStep() {}

  static String using(PolicyName policy) {
    return """
    permissions:
      contents: read
      id-token: write
    steps:
      - uses: step-security/harden-runner@v2
        with:
          policy: %s
    """
        .formatted(scalar(policy.value()));
  }

  private static String scalar(String name) {
    return PLAIN.matcher(name).matches() && !WORD.matcher(name).matches()
        ? name
        : "'" + name.replace("'", "''") + "'";
  }
}
