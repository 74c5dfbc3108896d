package dev.sallyport.topology.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

/** CloudEvents 1.0, Kafka protocol binding, binary content mode. */
final class TellingOfEventsInHeadersTest {
  private static final Owner ACME = Owner.of("Acme");

  @Test
  void an_event_about_a_policy_names_it() {
    assertThat(headers(ACME, new PolicyEvent.PolicyDeleted(PolicyName.of("Bäse"), 7)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", "00000000-0000-0001-0000-000000000002",
                "ce_source", "/github/acme",
                "ce_type", "dev.sallyport.events.PolicyDeleted",
                "ce_time", "2026-01-02T03:04:05Z",
                "ce_subject", "Bäse",
                "content-type", "application/avro"));
  }

  @Test
  void an_event_of_the_installation_has_no_organization() {
    assertThat(headers(Owner.TENANT, new PolicyEvent.OrganizationAdded(Owner.TENANT)))
        .containsEntry("ce_source", "/installation")
        .doesNotContainKey("ce_subject");
  }

  private static Map<String, String> headers(Owner owner, PolicyEvent event) {
    var meta =
        new EventMeta(
            new UUID(1, 2),
            owner,
            1,
            Instant.parse("2026-01-02T03:04:05Z"),
            Actor.system("test"),
            Source.API,
            new CommandId(new UUID(3, 4)),
            EventHash.GENESIS);
    var recorded = new RecordedEvent(meta, event);
    var type = EventRecords.encode(recorded).getSchema().getFullName();
    return texts(CloudEventHeaders.of(recorded, type));
  }

  private static Map<String, String> texts(Headers headers) {
    var texts = new LinkedHashMap<String, String>();
    headers.forEach(header -> texts.put(header.key(), new String(header.value(), UTF_8)));
    return texts;
  }
}
