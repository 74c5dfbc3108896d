package dev.sallyport.service.integrations;

import dev.sallyport.events.DestinationKind;
import dev.sallyport.events.Happening;
import dev.sallyport.events.IntegrationStanding;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DeliveryState;
import dev.sallyport.wire.DestinationState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What sinks tell of an integration. */
public record Told(String owner, String integration) {
  public static final String DELIVERED = "d0000000000000000000000000000001";
  public static final String DEAD = "d0000000000000000000000000000003";
  public static final String FAILURE = "503 <b>try</b> later";

  private static final Instant AT = Instant.parse("2026-01-02T00:00:00Z");

  public DestinationState state() {
    return DestinationState.newBuilder()
        .setOwner(owner)
        .setIntegration(
            dev.sallyport.events.Integration.newBuilder()
                .setIntegrationId(integration)
                .setName("")
                .setKind(DestinationKind.SLACK_WEBHOOK)
                .setHeaders(List.of())
                .setRecipients(List.of())
                .setAbout(List.of(Happening.POLICY_CREATED))
                .setRepositories(List.of())
                .setStanding(IntegrationStanding.ACTIVE)
                .setSecretsVersion("")
                .setSecretsFingerprint("")
                .build())
        .setGone(false)
        .setTendedAt(AT)
        .setAside(0)
        .setReplays(List.of())
        .setNext(4)
        .setHead(2)
        .setOldest(1)
        .setWaiting(1)
        .setDelivered(1)
        .setDead(1)
        .setFailures(3)
        .setOpened(0)
        .setDeliveredAt(AT)
        .setFailedAt(AT.plusSeconds(60))
        .setFailure(FAILURE)
        .setOldestWaiting(AT)
        .build();
  }

  public Delivery delivered() {
    return delivery(
        DELIVERED, Happening.POLICY_UPDATED, DeliveryState.DELIVERED, "p1", null, "200 OK");
  }

  public Delivery waiting() {
    return delivery(
        "d0000000000000000000000000000002",
        Happening.BLOCKED_CALL,
        DeliveryState.WAITING,
        null,
        AT.plusSeconds(300),
        FAILURE);
  }

  public Delivery dead() {
    return delivery(DEAD, Happening.OTHER_CHANGE, DeliveryState.DEAD, null, null, FAILURE);
  }

  private Delivery delivery(
      String id,
      Happening happening,
      DeliveryState state,
      @Nullable String subject,
      @Nullable Instant next,
      String said) {
    return Delivery.newBuilder()
        .setDeliveryId(id)
        .setOwnerKey(owner)
        .setIntegrationId(integration)
        .setNumber(1)
        .setHappening(happening)
        .setType("dev.sallyport.events.PolicyUpdated")
        .setSubject(subject)
        .setHappenedId(id)
        .setTopic("policy-events")
        .setPartition(0)
        .setOffset(1)
        .setSequence(2L)
        .setHappenedAt(AT)
        .setCreatedAt(AT)
        .setKeptSince(AT)
        .setState(state)
        .setAside(false)
        .setAttempts(2)
        .setAttemptedAt(AT.plusSeconds(60))
        .setNextAttempt(next)
        .setRequest("POST /hooks\n{\"text\": \"<script>alert(1)</script>\"}")
        .setSaid(said)
        .build();
  }
}
