package dev.sallyport.service.pages.integrations;

import dev.sallyport.domain.integration.Happening;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What one can be told of, as far as it belongs together. */
record EventGroup(String title, List<Choice> choices) {

  /** One of them, and whether it is chosen. */
  record Choice(String name, String title, boolean chosen) {}

  private enum Group {
    POLICIES("Policies"),
    ACCESS("Access"),
    DETECTIONS("Detections"),
    DELIVERIES("Deliveries");

    private final String title;

    Group(String title) {
      this.title = title;
    }
  }

  /**
   * All groups.
   *
   * @param chosen by name
   */
  static List<EventGroup> of(Set<String> chosen) {
    return Stream.of(Group.values())
        .map(group ->
            new EventGroup(
                group.title,
                Stream.of(Happening.values())
                    .filter(each -> groupOf(each) == group)
                    .map(
                        each -> new Choice(each.text(), each.title(), chosen.contains(each.text())))
                    .toList()))
        .toList();
  }

  private static Group groupOf(Happening happening) {
    return switch (happening) {
      case POLICY_CREATED, POLICY_UPDATED, POLICY_ATTACHED, POLICY_DETACHED, POLICY_DELETED ->
          Group.POLICIES;
      case KEY_ISSUED, KEY_REVOKED, OTHER_CHANGE -> Group.ACCESS;
      case BLOCKED_CALL,
          NEW_OUTBOUND_CALL,
          POLICY_NOT_ENFORCED,
          PRIVILEGED_CONTAINER,
          REVERSE_SHELL,
          RUNNER_WORKER_MEMORY_READ ->
          Group.DETECTIONS;
      case DELIVERY_FAILED -> Group.DELIVERIES;
    };
  }
}
