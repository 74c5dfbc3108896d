package dev.sallyport.topology.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.book.BookEntry;
import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.topology.codec.CommandReading.NotUnderstood;
import dev.sallyport.topology.codec.CommandReading.Understood;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(ArbitraryDomain.class)
@Domain(DomainContext.Global.class)
class CodingProperties {
  private final SchemaIds ids = SchemaIds.inMemory(new InMemoryRegistry());
  private final EventEncoder events = EventEncoder.registered(ids);
  private final EventDecoder decoder = new EventDecoder(ids);
  private final TelemetryEncoder telemetry = TelemetryEncoder.registered(ids);
  private final TelemetryDecoder telemetryDecoder = new TelemetryDecoder(ids);

  @Property(tries = 150)
  void an_event_comes_back_as_it_was(@ForAll RecordedEvent event) {
    EncodedEvent encoded = events.encode(event);

    RecordedEvent back = decoder.decode(encoded.value());

    assertThat(back).isEqualTo(event).hasToString(event.toString());
    assertThat(back.meta().owner().name()).isEqualTo(event.meta().owner().name());
    assertThat(decoder.hash(event.meta().previous(), encoded.value())).isEqualTo(encoded.hash());
  }

  @Property(tries = 150)
  void telemetry_comes_back_as_it_was(@ForAll TelemetryEvent event) {
    var back = telemetryDecoder.decode(telemetry.encode(event));

    assertThat(back).isEqualTo(event).hasToString(event.toString());
  }

  @Property(tries = 150)
  void damaged_telemetry_is_read_or_undecodable_and_nothing_else(
      @ForAll TelemetryEvent event, @ForAll int at, @ForAll byte damage) {
    byte[] bytes = telemetry.encode(event);
    bytes[Math.floorMod(at, bytes.length)] = damage;
    try {
      assertThat(telemetryDecoder.decode(bytes)).isNotNull();
    } catch (UndecodableException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  @Property(tries = 150)
  void a_command_comes_back_as_it_was(@ForAll Submission submission) {
    assertThat(CommandCodec.decode(CommandCodec.encode(submission)))
        .isEqualTo(new Understood(submission));
  }

  @Property(tries = 150)
  void an_outcome_comes_back_as_it_was(@ForAll Outcome outcome) {
    assertThat(OutcomeCodec.decode(OutcomeCodec.encode(outcome))).isEqualTo(outcome);
  }

  @Property(tries = 150)
  void an_entry_comes_back_as_it_was(@ForAll BookEntry entry) {
    assertThat(StateCodec.decode(StateCodec.encode(entry))).isEqualTo(entry);
  }

  @Property(tries = 150)
  void a_key_comes_back_as_it_was(@ForAll BookEntry entry, @ForAll RecordedEvent any) {
    var key = new StateKey(any.meta().owner(), entry.key());
    byte[] bytes = key.encode();
    assertThat(StateKey.decode(bytes)).isEqualTo(key);
    assertThat(StateKey.ownerKey(bytes)).isEqualTo(key.owner().key());
    assertThat(bytes).startsWith(StateKey.prefix(key.owner()));
  }

  @Property(tries = 150)
  void different_keys_have_different_bytes(@ForAll BookEntry one, @ForAll BookEntry other) {
    Owner owner = Owner.of("acme");
    boolean sameBytes =
        Arrays.equals(
            new StateKey(owner, one.key()).encode(), new StateKey(owner, other.key()).encode());
    assertThat(sameBytes).isEqualTo(one.key().equals(other.key()));
  }

  @Property(tries = 150)
  void a_cut_off_command_is_not_understood_and_nothing_is_thrown(
      @ForAll Submission submission, @ForAll int at) {
    byte[] whole = CommandCodec.encode(submission);
    byte[] cut = Arrays.copyOf(whole, Math.floorMod(at, whole.length));
    assertThat(CommandCodec.decode(cut)).isInstanceOf(NotUnderstood.class);
  }

  @Property(tries = 150)
  void a_damaged_entry_is_read_or_undecodable_and_nothing_else(
      @ForAll BookEntry entry, @ForAll int at, @ForAll byte damage) {
    byte[] bytes = StateCodec.encode(entry);
    bytes[Math.floorMod(at, bytes.length)] = damage;
    try {
      assertThat(StateCodec.decode(bytes)).isNotNull();
    } catch (UndecodableException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  @Property(tries = 150)
  void a_damaged_event_is_read_or_undecodable_and_nothing_else(
      @ForAll RecordedEvent event, @ForAll int at, @ForAll byte damage) {
    byte[] bytes = events.encode(event).value();
    bytes[Math.floorMod(at, bytes.length)] = damage;
    try {
      assertThat(decoder.decode(bytes)).isNotNull();
    } catch (UndecodableException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  @Example
  void every_type_of_the_domain_is_among_the_arbitrary_ones() {
    assertThat(sampled(ArbitraryEvents.types())).isEqualTo(leaves(PolicyEvent.class));
    assertThat(sampled(ArbitraryTelemetry.types())).isEqualTo(leaves(TelemetryEvent.class));
    assertThat(sampled(ArbitraryCommands.types())).isEqualTo(leaves(PolicyCommand.class));
    assertThat(sampled(ArbitraryCommands.refusalTypes())).isEqualTo(leaves(Refusal.class));
    assertThat(sampled(ArbitraryEntries.types())).isEqualTo(leaves(BookEntry.class));
  }

  private static <T> Set<Class<?>> sampled(List<Arbitrary<? extends T>> types) {
    return types.stream().map(type -> type.sample().getClass()).collect(Collectors.toSet());
  }

  private static Set<Class<?>> leaves(Class<?> sealed) {
    return Stream.of(sealed.getPermittedSubclasses())
        .flatMap(type -> type.isSealed() ? leaves(type).stream() : Stream.of(type))
        .collect(Collectors.toSet());
  }
}
