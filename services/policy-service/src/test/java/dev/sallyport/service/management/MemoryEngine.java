package dev.sallyport.service.management;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.Decision;
import dev.sallyport.domain.book.Decisions;
import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.command.PolicyCommand.ReplaceBootstrapKey;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.runner.RunnerPolicyJson;
import dev.sallyport.service.startup.Engine;
import dev.sallyport.service.startup.Vitals;
import dev.sallyport.topology.history.History;
import dev.sallyport.topology.history.MemoryHistory;
import dev.sallyport.topology.insight.InsightSettings;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.MemoryInsights;
import dev.sallyport.topology.projection.RowQuestion;
import dev.sallyport.topology.secrets.MemorySecrets;
import dev.sallyport.topology.submit.Commands;
import dev.sallyport.topology.submit.MemoryCommands;
import dev.sallyport.topology.telemetry.MemoryTelemetry;
import dev.sallyport.topology.telemetry.Telemetry;
import dev.sallyport.topology.view.MemoryView;
import dev.sallyport.topology.view.PolicyView;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** Everything behind HTTP, decided and kept in memory. Each command takes a second of its clock. */
@Alternative
@Singleton
public class MemoryEngine implements Engine {
  /** How many runs without anything new make a baseline stable. */
  public static final int STABLE_AFTER = 3;

  private final MemoryView view = new MemoryView(new RunnerPolicyJson());
  private final MemoryHistory history = new MemoryHistory();
  private final MemoryTelemetry telemetry = new MemoryTelemetry();
  private final MemoryInsights reported =
      new MemoryInsights(InsightSettings.of(STABLE_AFTER), this::rules);
  private final ScriptedInsights insights = new ScriptedInsights(reported);
  private final MemorySecrets secrets = new MemorySecrets();
  private final MemoryDeliveries deliveries = new MemoryDeliveries();
  private volatile Vitals vitals = Vitals.NONE;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final MemoryCommands commands = new MemoryCommands(view, () -> now);
  private final Map<Owner, Function<Submission, CompletionStage<Outcome>>> failures =
      new ConcurrentHashMap<>();

  private @Nullable PolicyRules rules(Owner owner, PolicyName policy, long version) {
    var past = history.version(owner, policy, version);
    return past == null ? null : past.content().rules();
  }

  @Override
  public void start() {
    telemetry.onRecorded(reported::take);
    var key = new ApiKey(KeyHash.of(Api.ADMIN), KeyKind.TENANT_ADMIN, "bootstrap", null, true);
    var _ =
        submit(
                new Submission(
                    new CommandId(new UUID(0, 1)),
                    Owner.TENANT,
                    new ReplaceBootstrapKey(key, true),
                    Actor.system("start"),
                    Source.SYSTEM,
                    Instant.MAX,
                    "",
                    true))
            .toCompletableFuture()
            .join();
  }

  MemoryHistory past() {
    return history;
  }

  public MemoryView memory() {
    return view;
  }

  /** From now on commands for this owner fail instead of being decided. */
  public void fail(Owner owner, Function<Submission, RuntimeException> failure) {
    failures.put(owner, submission -> CompletableFuture.failedStage(failure.apply(submission)));
  }

  /** From now on nothing is heard of commands for this owner. */
  public void stall(Owner owner) {
    failures.put(owner, _ -> new CompletableFuture<>());
  }

  public void decideAgain(Owner owner) {
    failures.remove(owner);
  }

  @Override
  public PolicyView view() {
    return view;
  }

  @Override
  public Commands commands() {
    return this::submit;
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public Telemetry telemetry() {
    return telemetry;
  }

  @Override
  public Insights insights() {
    return insights;
  }

  @Override
  public MemorySecrets secrets() {
    return secrets;
  }

  @Override
  public byte[] rows(String projection, int partition, RowQuestion question) {
    throw new InvalidStateStoreException("everything is in memory");
  }

  @Override
  public MemoryDeliveries deliveries() {
    return deliveries;
  }

  @Override
  public CompletionStage<Changeability> changeability() {
    return CompletableFuture.completedStage(new Changeability.Possible());
  }

  @Override
  public Vitals vitals() {
    return vitals;
  }

  void vitals(Vitals told) {
    vitals = told;
  }

  @Override
  public void close() {}

  private synchronized CompletionStage<Outcome> submit(Submission submission) {
    var failure = failures.get(submission.owner());
    if (failure != null) {
      return failure.apply(submission);
    }
    now = now.plusSeconds(1);
    var owner = submission.owner();
    var before = view.read(owner, PolicyBook::head);
    var decision = view.read(owner, book -> Decisions.decide(book, submission, now));
    var answer = commands.submit(submission);
    var outcome = answer.toCompletableFuture().join();
    if (outcome.verdict() instanceof Done(var changed, var head, _)
        && changed
        && head > sequence(before)
        && decision instanceof Decision.Accepted(var events)) {
      record(submission, before, events);
    }
    return answer;
  }

  private void record(Submission submission, @Nullable Head before, List<PolicyEvent> events) {
    var previous = before == null ? EventHash.GENESIS : before.hash();
    var sequence = sequence(before);
    var last = view.read(submission.owner(), PolicyBook::head);
    for (var event : events) {
      sequence++;
      var meta =
          new EventMeta(
              UUID.randomUUID(),
              submission.owner(),
              sequence,
              now,
              submission.actor(),
              submission.source(),
              submission.id(),
              previous);
      previous = last != null && last.sequence() == sequence ? last.hash() : someHash(sequence);
      history.add(new RecordedEvent(meta, event), previous);
    }
  }

  private static EventHash someHash(long sequence) {
    return EventHash.of(ByteBuffer.allocate(32).putLong(24, sequence).array());
  }

  private static long sequence(@Nullable Head head) {
    return head == null ? 0 : head.sequence();
  }
}
