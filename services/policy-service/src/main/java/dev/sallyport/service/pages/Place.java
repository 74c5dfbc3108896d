package dev.sallyport.service.pages;

import dev.sallyport.domain.access.Permission;

/**
 * What stands in the navigation, in this order, once there is a page behind it.
 *
 * <p>A page names the place that it belongs to; a new one needs nothing but a constant here.
 */
public enum Place {
  POLICY_STORE(
      "Harden Runner", "Policy Store", "shield-lock", "/actions/policies", Permission.READ),
  RUNS("Harden Runner", "Workflow Runs", "play-circle", "/actions/runs", Permission.READ),
  DETECTIONS(
      "Harden Runner",
      "Detections",
      "exclamation-triangle",
      "/actions/detections",
      Permission.READ),
  BASELINE("Harden Runner", "Baseline", "bar-chart-line", "/actions/baseline", Permission.READ),
  DESTINATIONS(
      "Harden Runner", "All Destinations", "globe2", "/actions/destinations", Permission.READ),
  SUPPRESSION_RULES(
      "Harden Runner",
      "Suppression Rules",
      "bell-slash",
      "/actions/suppression-rules",
      Permission.READ),
  RUNNERS(
      "Harden Runner", "Self-Hosted Runners", "pc-display", "/actions/runners", Permission.READ),
  WHAT_IF("Harden Runner", "What-if", "question-diamond", "/actions/what-if", Permission.READ),
  EXPLAIN("Harden Runner", "Explain", "signpost-split", "/actions/explain", Permission.READ),
  INSTALLATION(
      "Settings",
      "Harden-Runner Installation",
      "hdd-rack",
      "/settings/installation",
      Permission.READ),
  API_KEYS("Settings", "API keys", "key", "/settings/api-keys", Permission.MANAGE_KEYS),
  MEMBERS("Settings", "Members", "people", "/settings/members", Permission.MANAGE_MEMBERS),
  INTEGRATIONS("Settings", "Integrations", "broadcast", "/settings/integrations", Permission.READ),
  CHAIN("Settings", "Event chain", "link-45deg", "/settings/chain", Permission.READ),
  AUDIT_LOG("", "Audit Log", "journal-text", "/audit-log", Permission.READ);

  private final String section;
  private final String title;
  private final String icon;
  private final String path;
  private final Permission needs;

  /**
   * @param section the heading that it stands below; empty for none
   * @param icon of Bootstrap Icons
   * @param path below {@code /github/{owner}}
   * @param needs without which it is not shown
   */
  Place(String section, String title, String icon, String path, Permission needs) {
    this.section = section;
    this.title = title;
    this.icon = icon;
    this.path = path;
    this.needs = needs;
  }

  String section() {
    return section;
  }

  String title() {
    return title;
  }

  String icon() {
    return icon;
  }

  String path() {
    return path;
  }

  Permission needs() {
    return needs;
  }
}
