// Follows policy-events and prints a line for each: java -cp "services/cli/target/lib/*" FollowPolicyEvents.java BROKER REGISTRY [GROUP]

import dev.sallyport.schemas.serde.ConfluentAvroDeserializer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

// What this program has a use for.
static final Set<String> OF_POLICIES =
    Set.of("PolicyCreated", "PolicyUpdated", "PolicyAttached", "PolicyDetached", "PolicyDeleted");

void main(String[] arguments) {
  var settings =
      Map.<String, Object>of(
          "bootstrap.servers", arguments[0],
          "schema.registry.url", arguments[1],
          "group.id", arguments.length > 2 ? arguments[2] : "follow-policy-events",
          // Events are written in transactions: without this, aborted ones would be seen, too.
          "isolation.level", "read_committed",
          "auto.offset.reset", "earliest",
          "enable.auto.commit", "false",
          "key.deserializer", StringDeserializer.class,
          "value.deserializer", ConfluentAvroDeserializer.class);
  var consumer = new KafkaConsumer<String, Object>(settings);
  var main = Thread.currentThread();
  Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(consumer, main)));
  try (consumer) {
    consumer.subscribe(List.of("policy-events"));
    follow(consumer);
  }
}

void follow(KafkaConsumer<String, Object> consumer) {
  try {
    while (true) {
      consumer.poll(Duration.ofSeconds(1)).forEach(this::take);
      // Only now: what was not taken yet comes again after a crash.
      consumer.commitSync();
    }
  } catch (WakeupException stopped) {
    consumer.commitSync(); // in whose place it may have come
  }
}

void take(ConsumerRecord<String, Object> record) {
  var event = (GenericRecord) record.value();
  var type = event.getSchema().getName();
  // What happens to keys and members is on the topic as well, and what later versions will know.
  if (!OF_POLICIES.contains(type)) {
    return;
  }
  var meta = (GenericRecord) event.get("meta");
  var actor = (GenericRecord) meta.get("actor");
  // (owner, sequence) names an event for ever: whoever stores events passes over those it has.
  IO.println(
      "%s %s %s %s “%s” by %s"
          .formatted(
              Instant.ofEpochMilli((Long) meta.get("time")),
              record.key(),
              meta.get("sequence"),
              type,
              event.get("policy"),
              actor.get("name")));
}

void stop(KafkaConsumer<?, ?> consumer, Thread main) {
  consumer.wakeup();
  try {
    main.join();
  } catch (InterruptedException e) {
    Thread.currentThread().interrupt();
  }
}
