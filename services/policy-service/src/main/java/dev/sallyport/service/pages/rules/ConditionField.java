package dev.sallyport.service.pages.rules;

import java.util.List;
import java.util.stream.Stream;

/**
 * A condition that a form asks for: those about facts that agents report here.
 *
 * @param name of the condition
 * @param title for people
 * @param help what to write there
 */
record ConditionField(String name, String title, String help) {
  static final List<ConditionField> ALL =
      List.of(
          new ConditionField("owner", "Organization", "Its name; empty for every organization."),
          new ConditionField("repo", "Repository", "Its name, such as app."),
          new ConditionField("workflow", "Workflow file", "Such as ci.yml."),
          new ConditionField("job", "Job", "Its id in the workflow file."),
          new ConditionField(
              "endpoint", "Endpoint", "A host such as a.example, or with a port: a.example:443."),
          new ConditionField("ip_address", "IP address", "That the call went to."),
          new ConditionField("process", "Program", "Anywhere in the chain, such as curl."));

  static boolean asksFor(String condition) {
    return ALL.stream().anyMatch(field -> field.name.equals(condition));
  }

  /** In the middle of a sentence; what no field asks for by its own name. */
  static String titleOf(String condition) {
    return Stream.concat(
            ALL.stream()
                .filter(field -> field.name.equals(condition))
                .map(field -> field.title.equals("IP address") ? field.title : lower(field.title)),
            Stream.of(condition))
        .findFirst()
        .orElseThrow();
  }

  private static String lower(String title) {
    return Character.toLowerCase(title.charAt(0)) + title.substring(1);
  }
}
