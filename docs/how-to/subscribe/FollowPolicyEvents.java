// Follows policy-events and prints a line for each: java -cp "services/cli/target/lib/*" FollowPolicyEvents.java BROKER REGISTRY [GROUP]

import dev.sallyport.schemas.serde.ConfluentAvroDeserializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

// Types that this program has a use for. The header tells before a byte of Avro is read.
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
  var type = header(record, "ce_type");
  var name = type.substring(type.lastIndexOf('.') + 1);
  if (!OF_POLICIES.contains(name)) {
    return;
  }
  var event = (GenericRecord) record.value();
  var meta = (GenericRecord) event.get("meta");
  var actor = (GenericRecord) meta.get("actor");
  // (owner, sequence) names an event for ever: whoever stores events passes over those it has.
  IO.println(
      "%s %s %s %s “%s” by %s"
          .formatted(
              header(record, "ce_time"),
              record.key(),
              meta.get("sequence"),
              name,
              header(record, "ce_subject"),
              actor.get("name")));
}

String header(ConsumerRecord<?, ?> record, String name) {
  return new String(record.headers().lastHeader(name).value(), java.nio.charset.StandardCharsets.UTF_8);
}

void stop(KafkaConsumer<?, ?> consumer, Thread main) {
  consumer.wakeup();
  try {
    main.join();
  } catch (InterruptedException e) {
    Thread.currentThread().interrupt();
  }
}
