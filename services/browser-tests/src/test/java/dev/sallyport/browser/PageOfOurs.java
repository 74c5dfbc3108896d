package dev.sallyport.browser;

import java.util.Locale;

/** Every page there is; braces stand for the organization and a policy of it. */
enum PageOfOurs {
  SIGN_IN("/sign-in"),
  ORGANIZATIONS("/"),
  POLICY_STORE("/github/{owner}/actions/policies"),
  DELETED_POLICIES("/github/{owner}/actions/policies?show=deleted"),
  GLOBAL_BLOCK_POLICY("/github/{owner}/actions/global-block-policy"),
  NEW_POLICY("/github/{owner}/actions/policies/new"),
  VIEW_POLICY("/github/{owner}/actions/policies/{policy}"),
  EDIT_POLICY("/github/{owner}/actions/policies/{policy}/edit"),
  ATTACH_POLICY("/github/{owner}/actions/policies/{policy}/attach"),
  DETACH_POLICY("/github/{owner}/actions/policies/{policy}/detach"),
  DELETE_POLICY("/github/{owner}/actions/policies/{policy}/delete"),
  HISTORY("/github/{owner}/actions/policies/{policy}/history"),
  COMPARE_VERSIONS("/github/{owner}/actions/policies/{policy}/compare"),
  RESTORE_VERSION("/github/{owner}/actions/policies/{policy}/restore?version=1"),
  AS_OF("/github/{owner}/actions/policies/{policy}/as-of?at=2999-01-01T00:00Z"),
  WORKFLOW_RUNS("/github/{owner}/actions/runs"),
  BASELINE("/github/{owner}/actions/baseline"),
  ALL_DESTINATIONS("/github/{owner}/actions/destinations"),
  DETECTIONS("/github/{owner}/actions/detections?status=all"),
  SUPPRESSION_RULES("/github/{owner}/actions/suppression-rules"),
  NEW_SUPPRESSION_RULE("/github/{owner}/actions/suppression-rules/new"),
  RUNNERS("/github/{owner}/actions/runners"),
  WHAT_IF("/github/{owner}/actions/what-if?policy={policy}"),
  EXPLAIN("/github/{owner}/actions/explain?repository=motion-planner"),
  AUDIT_LOG("/github/{owner}/audit-log"),
  EVENT("/github/{owner}/audit-log/2"),
  API_KEYS("/github/{owner}/settings/api-keys"),
  MEMBERS("/github/{owner}/settings/members"),
  INSTALLATION("/github/{owner}/settings/installation"),
  INTEGRATIONS("/github/{owner}/settings/integrations"),
  CHOOSE_INTEGRATION("/github/{owner}/settings/integrations/new"),
  NEW_WEBHOOK("/github/{owner}/settings/integrations/new?type=webhook"),
  NEW_SLACK_CHANNEL("/github/{owner}/settings/integrations/new?type=slack-bot"),
  EVENT_CHAIN("/github/{owner}/settings/chain"),
  TENANT_API_KEYS("/settings/api-keys"),
  TENANT_AUDIT_LOG("/audit-log"),
  TENANT_MEMBERS("/settings/members"),
  NO_SUCH_PAGE("/github/{owner}/actions/policies/no-such-policy");

  /** A policy of the demo with a history. */
  static final String DEMO_POLICY = "codeql-analysis-qodana";

  private final String path;

  PageOfOurs(String path) {
    this.path = path;
  }

  String ofTheDemo() {
    return path(Stage.DEMO, DEMO_POLICY);
  }

  String path(String owner, String policy) {
    return path.replace("{owner}", owner).replace("{policy}", Api.encode(policy));
  }

  /** By whoever sees it: nobody who has signed in is asked to. */
  Visit visit(Stage stage, View view) {
    return this == SIGN_IN ? stage.stranger(view) : stage.admin(view);
  }

  boolean shows(String part) {
    return path.contains("{" + part + "}");
  }

  /** As a part of a file name. */
  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
