package dev.sallyport.topology.history;

import static dev.sallyport.topology.WrittenEvents.ALICE;
import static dev.sallyport.topology.WrittenEvents.START;
import static dev.sallyport.topology.WrittenEvents.blocking;
import static dev.sallyport.topology.WrittenEvents.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.BookEntry.TextEntry;
import dev.sallyport.domain.command.PolicyCommand.AddOrganization;
import dev.sallyport.domain.command.PolicyCommand.AttachPolicy;
import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.command.PolicyCommand.DeletePolicy;
import dev.sallyport.domain.command.PolicyCommand.UpdatePolicy;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.PolicyEvent.PolicyUpdated;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.history.EventType;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.WrittenEvents;
import dev.sallyport.topology.WrittenEvents.Written;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.history.History.AuditFilter;
import dev.sallyport.topology.history.History.Page;
import dev.sallyport.topology.history.History.Reached;
import dev.sallyport.topology.history.History.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every history answers, whatever it is kept in. */
abstract class HistoryContract {
  static final Actor BOB = new Actor(Actor.Kind.API_KEY, "0123456789abcdef", "deploy key");
  static final Duration LONG = Duration.ofSeconds(20);
  static final PolicyName BUILD = PolicyName.of("build");
  static final PolicyName OTHER = PolicyName.of("build 2");

  /** Empty. Of the owner given, no other test asks. */
  abstract History history();

  abstract Owner owner();

  /** The ids that the history reads with. */
  abstract SchemaIds ids();

  /** Takes in an event, at the latest when the history is asked about it. */
  abstract void take(Written event);

  static SchemaIds idsInMemory() {
    return SchemaIds.inMemory(new InMemoryRegistry());
  }

  WrittenEvents events() {
    return new WrittenEvents(EventEncoder.registered(ids()), owner());
  }

  /** Seven events: a policy's two lives, another policy between, two actors. */
  private WrittenEvents twoLives() {
    var events = events();
    events.done(new AddOrganization());
    events.done(new CreatePolicy(BUILD, blocking("a.example:443")));
    events.done(new UpdatePolicy(BUILD, blocking("b.example:443"), null, null), BOB);
    events.done(new CreatePolicy(OTHER, blocking("c.example:443")), BOB);
    events.done(new DeletePolicy(BUILD, null));
    events.done(new CreatePolicy(BUILD, blocking("d.example:443")));
    events.done(new UpdatePolicy(BUILD, blocking("a.example:443"), null, 1L));
    return taken(events);
  }

  private WrittenEvents taken(WrittenEvents events) {
    events.all().forEach(this::take);
    var last = events.all().getLast().sequence();
    assertThat(history().reached(owner(), last, LONG).toCompletableFuture().join())
        .isEqualTo(new Reached(last, true));
    return events;
  }

  private static List<Long> sequences(List<RecordedEvent> events) {
    return events.stream().map(event -> event.meta().sequence()).toList();
  }

  @Test
  void shows_all_lives_of_a_policy_the_newest_event_first() {
    var events = twoLives();
    var page = history().policy(owner(), BUILD, null, 100);
    assertThat(sequences(page.entries())).containsExactly(7L, 6L, 5L, 3L, 2L);
    assertThat(page.next()).isNull();
    assertThat(page.entries().getFirst()).isEqualTo(events.all().getLast().event());
  }

  @Test
  void goes_on_at_the_cursor_of_the_page_before() {
    twoLives();
    var first = history().policy(owner(), BUILD, null, 2);
    assertThat(sequences(first.entries())).containsExactly(7L, 6L);
    var second = history().policy(owner(), BUILD, first.next(), 2);
    assertThat(sequences(second.entries())).containsExactly(5L, 3L);
    var third = history().policy(owner(), BUILD, second.next(), 2);
    assertThat(sequences(third.entries())).containsExactly(2L);
    assertThat(third.next()).isNull();
    assertThat(history().policy(owner(), BUILD, 2L, 2).entries()).isEmpty();
    assertThat(history().policy(owner(), BUILD, 1L, 2).entries()).isEmpty();
  }

  static Stream<Arguments> filters() {
    return Stream.of(
        Arguments.of(AuditFilter.ALL, List.of(7L, 6L, 5L, 4L, 3L, 2L, 1L)),
        Arguments.of(filter(BOB.id(), null, null, null, null), List.of(4L, 3L)),
        Arguments.of(filter(null, EventType.POLICY_CREATED, null, null, null), List.of(6L, 4L, 2L)),
        Arguments.of(filter(null, null, OTHER, null, null), List.of(4L)),
        Arguments.of(filter(ALICE.id(), EventType.POLICY_UPDATED, BUILD, null, null), List.of(7L)),
        Arguments.of(filter(null, null, null, second(3), second(5)), List.of(4L, 3L)),
        Arguments.of(filter(null, null, BUILD, second(3), null), List.of(7L, 6L, 5L, 3L)),
        Arguments.of(filter(null, null, null, null, second(1)), List.of()),
        Arguments.of(filter(null, null, null, null, second(2)), List.of(1L)),
        Arguments.of(filter(null, null, null, second(8), null), List.of()));
  }

  private static AuditFilter filter(
      @Nullable String actor,
      @Nullable EventType type,
      @Nullable PolicyName policy,
      @Nullable Instant from,
      @Nullable Instant until) {
    return new AuditFilter(actor, type, policy, from, until);
  }

  private static Instant second(int after) {
    return START.plusSeconds(after);
  }

  @ParameterizedTest
  @MethodSource("filters")
  void audits_what_passes_the_filter(AuditFilter filter, List<Long> expected) {
    twoLives();
    assertThat(sequences(history().audit(owner(), filter, null, 100).entries()))
        .isEqualTo(expected);
  }

  @Test
  void ends_no_page_between_the_parts_of_one_change() {
    var events = events();
    events.done(new CreatePolicy(BUILD, blocking("a.example:443")));
    events.done(new AttachPolicy(BUILD, repositories(1_200), null));
    taken(events);
    assertThat(sequences(history().policy(owner(), BUILD, null, 1).entries()))
        .containsExactly(5L, 4L, 3L);
    assertThat(history().policy(owner(), BUILD, null, 1).next()).isEqualTo(3L);
  }

  static List<Scope> repositories(int count) {
    return IntStream.range(0, count)
        .<Scope>mapToObj(i -> new Scope.Repository(RepositoryName.of("repository-" + i)))
        .toList();
  }

  @Test
  void finds_an_event_by_its_sequence() {
    var events = twoLives();
    assertThat(history().event(owner(), 3)).isEqualTo(events.all().get(2).event());
    assertThat(history().event(owner(), 0)).isNull();
    assertThat(history().event(owner(), 8)).isNull();
  }

  @Test
  void knows_every_version_of_every_life() {
    twoLives();
    var versions = history().versions(owner(), BUILD, null, 10);
    assertThat(versions).extracting(Version::version).containsExactly(4L, 3L, 2L, 1L);
    assertThat(versions).extracting(Version::sequence).containsExactly(7L, 6L, 3L, 2L);
    assertThat(versions).extracting(Version::restored).containsExactly(1L, null, null, null);
    assertThat(versions.get(2).actor()).isEqualTo(BOB);
    assertThat(history().versions(owner(), BUILD, 4L, 2))
        .extracting(Version::version)
        .containsExactly(3L, 2L);
    assertThat(history().version(owner(), BUILD, 1)).isEqualTo(versions.getLast());
    assertThat(versions.getLast().content()).isEqualTo(blocking("a.example:443"));
    assertThat(history().version(owner(), BUILD, 5)).isNull();
    assertThat(history().version(owner(), PolicyName.of("buil"), 1)).isNull();
  }

  @Test
  void tells_the_book_as_it_was_at_a_moment() {
    twoLives();
    assertThat(history().bookAt(owner(), START).head()).isNull();
    assertThat(versionAt(second(2))).isEqualTo(1);
    assertThat(versionAt(second(3).minusMillis(1))).isEqualTo(1);
    assertThat(versionAt(second(3))).isEqualTo(2);
    assertThat(history().bookAt(owner(), second(5)).livePolicy(BUILD)).isNull();
    assertThat(versionAt(Instant.MAX)).isEqualTo(4);
  }

  private long versionAt(Instant moment) {
    return Objects.requireNonNull(history().bookAt(owner(), moment).livePolicy(BUILD)).version();
  }

  @Test
  void folds_to_the_same_book_as_the_decider_but_for_what_policies_say() {
    var events = twoLives();
    var book = history().bookAt(owner(), Instant.MAX);
    assertThat(events.book().entries())
        .filteredOn(entry -> !(entry instanceof TextEntry || entry instanceof PolicyEntry))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(book.get(entry.key())).isEqualTo(entry));
    assertThat(book.livePolicy(BUILD))
        .usingRecursiveComparison()
        .ignoringFields("rules")
        .isEqualTo(events.book().livePolicy(BUILD));
    assertThat(
            Objects.requireNonNull(Objects.requireNonNull(book.livePolicy(BUILD)).rules()).mode())
        .isEqualTo(EgressMode.BLOCK);
    assertThat(book.text(BUILD)).as("texts are not held").isNull();
  }

  @Test
  void bounds_pages_by_bytes_and_leaves_nothing_out() {
    var events = events();
    events.done(new CreatePolicy(BUILD, content(large(0))));
    for (var i = 1; i <= 60; i++) {
      events.done(new UpdatePolicy(BUILD, content(large(i)), null, null));
    }
    taken(events);

    var all = LongStream.rangeClosed(1, events.all().size()).boxed().toList().reversed();
    var rare = new AuditFilter(null, EventType.POLICY_CREATED, null, null, null);
    assertThat(pages(before -> history().policy(owner(), BUILD, before, 200)))
        .isEqualTo(all.subList(0, 61));
    assertThat(pages(before -> history().audit(owner(), AuditFilter.ALL, before, 1_000)))
        .isEqualTo(all);
    assertThat(pages(before -> history().audit(owner(), rare, before, 10))).containsExactly(2L);
    var versions = history().versions(owner(), BUILD, null, 200);
    assertThat(versions).hasSizeBetween(1, 11);
    assertThat(history().versions(owner(), BUILD, versions.getLast().version(), 1))
        .extracting(Version::version)
        .containsExactly(versions.getLast().version() - 1);
  }

  // 200 KiB, of which two stand in an event.
  private static String large(int number) {
    return "egress-policy: audit\n# %d %s\n".formatted(number, "x".repeat(200 * 1024));
  }

  private static List<Long> pages(Function<@Nullable Long, Page> ask) {
    var sequences = new ArrayList<Long>();
    Long before = null;
    do {
      var page = ask.apply(before);
      assertThat(page.entries().stream().mapToLong(HistoryContract::characters).sum())
          .isLessThanOrEqualTo(History.MAX_PAGE_BYTES);
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(6);
      sequences.addAll(sequences(page.entries()));
      before = page.next();
    } while (before != null);
    return sequences;
  }

  private static long characters(RecordedEvent event) {
    return event.event() instanceof PolicyUpdated updated
        ? updated.before().length() + updated.content().text().length()
        : 0;
  }

  @Test
  void says_how_far_it_is_when_patience_ends() {
    twoLives();
    assertThat(history().reached(owner(), 8, Duration.ofMillis(5)).toCompletableFuture().join())
        .isEqualTo(new Reached(7, false));
  }

  @Test
  void tells_those_who_wait_as_soon_as_an_event_is_taken_in() {
    var events = twoLives();
    var reached = history().reached(owner(), 8, LONG).toCompletableFuture();
    events.done(new DeletePolicy(OTHER, null)).forEach(this::take);
    assertThat(reached.join()).isEqualTo(new Reached(8, true));
    assertThat(history().event(owner(), 8)).isNotNull();
  }

  @Test
  void has_nothing_to_say_of_an_owner_that_never_was() {
    var nobody = Owner.of("nobody-at-all");
    assertThat(history().audit(nobody, AuditFilter.ALL, null, 10).entries()).isEmpty();
    assertThat(history().policy(nobody, BUILD, null, 10).entries()).isEmpty();
    assertThat(history().versions(nobody, BUILD, null, 10)).isEmpty();
    assertThat(history().bookAt(nobody, Instant.MAX).head()).isNull();
    assertThat(history().reached(nobody, 0, LONG).toCompletableFuture().join())
        .isEqualTo(new Reached(0, true));
  }

  @Test
  void refuses_a_limit_beyond_its_own() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> history().audit(owner(), AuditFilter.ALL, null, 1_001));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> history().policy(owner(), BUILD, null, 0));
  }
}
