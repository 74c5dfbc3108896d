package dev.sallyport.domain.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.AddIntegration;
import dev.sallyport.domain.command.PolicyCommand.ReplaceNotificationSettings;
import dev.sallyport.domain.command.Refusal.IntegrationChangedMeanwhile;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.command.Refusal.NotificationSettingsChangedMeanwhile;
import dev.sallyport.domain.event.PolicyEvent.IntegrationAdded;
import dev.sallyport.domain.event.PolicyEvent.IntegrationChanged;
import dev.sallyport.domain.event.PolicyEvent.IntegrationRemoved;
import dev.sallyport.domain.event.PolicyEvent.NotificationSettingsReplaced;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.integration.NotificationChannel;
import dev.sallyport.domain.integration.NotificationSettings;
import dev.sallyport.domain.integration.SecretsReference;
import dev.sallyport.domain.names.InvalidName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepingNotificationSettingsTest {
  private static final IntegrationId SLACK_ID = id(1);
  private static final IntegrationId TEAMS_ID = id(2);
  private static final Map<NotificationChannel, IntegrationId> SLACK_ALONE =
      Map.of(NotificationChannel.SLACK, SLACK_ID);
  private static final NotificationSettings NONE = NotificationSettings.NONE;
  private static final NotificationSettings BLOCKED =
      new NotificationSettings(SLACK_ALONE, Set.of("notifyWhenDomainBlocked"), "", "");
  private static final NotificationSettings BOTH =
      new NotificationSettings(
          Map.of(NotificationChannel.SLACK, SLACK_ID, NotificationChannel.TEAMS, TEAMS_ID),
          Set.of("notifyWhenDomainBlocked"),
          "",
          "");
  private static final NotificationSettings NEW_CALLS =
      new NotificationSettings(
          SLACK_ALONE, Set.of("notifyWhenEndpointDiscovered"), "C024BE91L", "off");
  private static final Integration SLACK = of(SLACK_ID, NotificationChannel.SLACK, BLOCKED);
  private static final Integration TEAMS = of(TEAMS_ID, NotificationChannel.TEAMS, BLOCKED);

  private final Desk acme = Desk.ofAcme();

  private static IntegrationId id(int number) {
    return new IntegrationId("%032x".formatted(number));
  }

  private static Integration of(
      IntegrationId id, NotificationChannel channel, NotificationSettings settings) {
    return new Integration(
        id,
        channel.integrationName(),
        new Destination.SlackWebhook(),
        settings.about(),
        List.of(),
        Standing.ACTIVE,
        SecretsReference.NONE);
  }

  private static PolicyCommand replace(
      NotificationSettings settings,
      List<Integration> channels,
      NotificationSettings before,
      List<Integration> channelsBefore) {
    return new ReplaceNotificationSettings(settings, channels, before, channelsBefore);
  }

  @Test
  void adds_changes_and_removes_channels_in_one_step() {
    assertThat(acme.done(replace(BOTH, List.of(SLACK, TEAMS), NONE, List.of())))
        .containsExactly(
            new IntegrationAdded(SLACK),
            new IntegrationAdded(TEAMS),
            new NotificationSettingsReplaced(BOTH, NONE));
    assertThat(acme.book().notificationSettings()).isEqualTo(BOTH);

    var slack = of(SLACK_ID, NotificationChannel.SLACK, NEW_CALLS);
    assertThat(acme.done(replace(NEW_CALLS, List.of(slack), BOTH, List.of(SLACK, TEAMS))))
        .containsExactly(
            new IntegrationChanged(slack, SLACK),
            new IntegrationRemoved(TEAMS_ID, TEAMS.name()),
            new NotificationSettingsReplaced(NEW_CALLS, BOTH));
    assertThat(acme.book().integrations())
        .extracting(IntegrationEntry::integration)
        .containsExactly(slack);
  }

  @Test
  void the_same_again_changes_nothing() {
    acme.done(replace(BLOCKED, List.of(SLACK), NONE, List.of()));

    assertThat(acme.done(replace(BLOCKED, List.of(SLACK), BLOCKED, List.of(SLACK)))).isEmpty();
    assertThat(acme.done(replace(BLOCKED, List.of(SLACK), NONE, List.of())))
        .as("a repeat whose outcome was forgotten")
        .isEmpty();
  }

  @Test
  void switches_alone_leave_channels_as_they_are() {
    acme.done(replace(BLOCKED, List.of(SLACK), NONE, List.of()));
    var unheard =
        new NotificationSettings(
            SLACK_ALONE, Set.of("notifyWhenDomainBlocked", "notifyForIt"), "", "");

    assertThat(acme.done(replace(unheard, List.of(SLACK), BLOCKED, List.of(SLACK))))
        .containsExactly(new NotificationSettingsReplaced(unheard, BLOCKED));
  }

  @Test
  void a_channel_that_was_removed_by_hand_comes_back_as_another() {
    acme.done(replace(BLOCKED, List.of(SLACK), NONE, List.of()));
    acme.done(new PolicyCommand.RemoveIntegration(SLACK_ID));

    var again = of(id(3), NotificationChannel.SLACK, BLOCKED);
    var settings =
        new NotificationSettings(Map.of(NotificationChannel.SLACK, id(3)), BLOCKED.on(), "", "");
    assertThat(acme.done(replace(settings, List.of(again), BLOCKED, List.of())))
        .containsExactly(
            new IntegrationAdded(again), new NotificationSettingsReplaced(settings, BLOCKED));
  }

  @Test
  void overwrites_no_channel_that_somebody_else_changed_meanwhile() {
    acme.done(replace(BLOCKED, List.of(SLACK), NONE, List.of()));
    acme.done(new PolicyCommand.ChangeIntegration(SLACK.standing(Standing.PAUSED), SLACK));

    var slack = of(SLACK_ID, NotificationChannel.SLACK, NEW_CALLS);
    assertThat(acme.refused(replace(NEW_CALLS, List.of(slack), BLOCKED, List.of(SLACK))))
        .isEqualTo(new IntegrationChangedMeanwhile(SLACK_ID));
    assertThat(acme.refused(replace(NONE, List.of(), BLOCKED, List.of(SLACK))))
        .isEqualTo(new IntegrationChangedMeanwhile(SLACK_ID));
    assertThat(acme.book().notificationSettings()).isEqualTo(BLOCKED);
  }

  @Test
  void overwrites_no_switch_that_somebody_else_set_meanwhile() {
    var mine = new NotificationSettings(Map.of(), Set.of("notifyForMine"), "", "");
    var theirs = new NotificationSettings(Map.of(), Set.of("notifyForTheirs"), "", "");
    acme.done(replace(theirs, List.of(), NONE, List.of()));

    assertThat(acme.refused(replace(mine, List.of(), NONE, List.of())))
        .isEqualTo(new NotificationSettingsChangedMeanwhile());
  }

  @Test
  void channels_count_among_the_hundred() {
    for (var number = 10; number < 109; number++) {
      acme.done(
          new AddIntegration(
              new Integration(
                  new IntegrationId("%032x".formatted(number)),
                  "alerts",
                  new Destination.SlackWebhook(),
                  Set.of(Happening.BLOCKED_CALL),
                  List.of(),
                  Standing.ACTIVE,
                  SecretsReference.NONE)));
    }

    assertThat(acme.refused(replace(BOTH, List.of(SLACK, TEAMS), NONE, List.of())))
        .isEqualTo(new LimitExceeded("integrations", 101, 100));
    assertThat(acme.done(replace(BLOCKED, List.of(SLACK), NONE, List.of()))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "notifyWhenDomainBlocked, BLOCKED_CALL",
    "notifyWhenEndpointDiscovered, NEW_OUTBOUND_CALL",
    "notifyForSuspiciousProcessEvents, PRIVILEGED_CONTAINER",
    "notifyForSuspiciousProcessEvents, REVERSE_SHELL",
    "notifyForSuspiciousProcessEvents, RUNNER_WORKER_MEMORY_READ",
    "notifyForHardenRunnerConfigChanged, POLICY_NOT_ENFORCED",
    "notifyForSecretsDetection, DELIVERY_FAILED"
  })
  void a_switch_is_about(String name, Happening happening) {
    var settings = new NotificationSettings(Map.of(), Set.of(name), "", "");

    assertThat(settings.about()).contains(happening, Happening.DELIVERY_FAILED);
    assertThat(NotificationSettings.fires(name)).isEqualTo(happening != Happening.DELIVERY_FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "notify", "notifywhen", "alertWhen", "notifyWhen\n", "notifyWhen-1"})
  void takes_nothing_else_for_a_switch(String name) {
    assertThat(NotificationSettings.isSwitch(name)).isFalse();
    assertThatThrownBy(() -> new NotificationSettings(Map.of(), Set.of(name), "", ""))
        .isInstanceOf(InvalidName.class);
  }
}
