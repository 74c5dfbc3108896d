package dev.sallyport.domain.integration;

/**
 * Where notification settings lead. Each is an ordinary integration, with a new id each time that
 * it is set up: what an earlier one was told must not count for a later one.
 */
public enum NotificationChannel {
  SLACK("Slack", "slackWebhookURL"),
  TEAMS("Teams", "teamsWebhookURL"),
  EMAIL("E-mail", "email");

  private final String title;
  private final String member;

  NotificationChannel(String title, String member) {
    this.title = title;
    this.member = member;
  }

  /** The member of the settings that says where it leads. */
  public String memberName() {
    return member;
  }

  /** What its integration is named before anybody names it otherwise. */
  public String integrationName() {
    return title + " (notification settings)";
  }
}
