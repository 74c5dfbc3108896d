package dev.sallyport.topology.submit;

import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.CommandId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Commands whose outcome is awaited on this instance. Thread-safe. */
final class Waiting {
  // A repeat may wait beside the first, and another request under the same id beside both.
  private record Question(CommandId id, String request) {}

  private record One(Submission submission, CompletableFuture<Outcome> outcome) {}

  private final ConcurrentHashMap<Question, List<One>> waiting = new ConcurrentHashMap<>();

  /**
   * Waits for what becomes of the command; forgotten as soon as the future has ended in any way.
   */
  CompletableFuture<Outcome> await(Submission submission) {
    var question = new Question(submission.id(), submission.request());
    var one = new One(submission, new CompletableFuture<>());
    waiting.merge(
        question,
        List.of(one),
        (others, more) -> Stream.concat(others.stream(), more.stream()).toList());
    var _ = one.outcome.whenComplete((_, _) -> forget(question, one));
    return one.outcome;
  }

  /** Whom the outcome is for. */
  List<CompletableFuture<Outcome>> whoAsked(Outcome outcome) {
    return waiting.getOrDefault(new Question(outcome.id(), outcome.request()), List.of()).stream()
        .filter(one -> outcome.answers(one.submission))
        .map(One::outcome)
        .toList();
  }

  private void forget(Question question, One one) {
    waiting.computeIfPresent(
        question,
        (_, all) -> {
          var others = all.stream().filter(each -> !each.equals(one)).toList();
          return others.isEmpty() ? null : others;
        });
  }
}
