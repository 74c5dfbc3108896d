package dev.sallyport.domain.integration;

/**
 * Where notification settings lead. Each is an ordinary integration, whose id is the same in every
 * organization: so the settings find it again, whatever it is named.
 */
public enum NotificationChannel {
  SLACK("Slack", "slackWebhookURL", "00000000000000000000000000000001"),
  TEAMS("Teams", "teamsWebhookURL", "00000000000000000000000000000002"),
  EMAIL("E-mail", "email", "00000000000000000000000000000003");

  private final String title;
  private final String member;
  private final IntegrationId id;

  NotificationChannel(String title, String member, String digits) {
    this.title = title;
    this.member = member;
    this.id = new IntegrationId(digits);
  }

  public IntegrationId id() {
    return id;
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
