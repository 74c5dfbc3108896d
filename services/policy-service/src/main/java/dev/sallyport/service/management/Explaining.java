package dev.sallyport.service.management;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.book.Resolution;
import dev.sallyport.domain.book.Resolution.Rung;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.management.ExplanationJson.JobJson;
import dev.sallyport.service.management.ExplanationJson.RungJson;
import dev.sallyport.service.management.ExplanationJson.WinnerJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells which policy applies to a job, from any book: today's or one of the past. */
final class Explaining {
  private final PolicyBook book;
  private final Job job;
  private final Resolution resolution;

  private Explaining(PolicyBook book, Job job) {
    this.book = book;
    this.job = job;
    this.resolution = Resolution.resolve(book, job);
  }

  static ExplanationJson explain(PolicyBook book, Job job, @Nullable Instant at) {
    return new Explaining(book, job).explanation(at);
  }

  private ExplanationJson explanation(@Nullable Instant at) {
    var head = book.head();
    var winner = resolution.winner().map(this::winner).orElse(null);
    return new ExplanationJson(
        job(),
        at,
        head == null ? 0 : head.sequence(),
        winner,
        resolution.ladder().stream().map(this::rung).toList(),
        winner == null
            ? "No policy applies: nothing is attached to any scope of this job."
            : "“%s” applies: it stands at the most specific scope that has a policy."
                .formatted(winner.policyName()));
  }

  private JobJson job() {
    var workflow = job.workflow();
    var cluster = job.cluster();
    return new JobJson(
        job.owner().name(),
        job.repository().name(),
        workflow == null ? null : workflow.name(),
        cluster == null ? null : cluster.name());
  }

  private WinnerJson winner(Rung rung) {
    var entry = entry(rung.policy().orElseThrow());
    var rules = entry.rules();
    if (rules == null) {
      throw new IllegalStateException("The deleted policy " + entry.policy() + " stands somewhere");
    }
    return new WinnerJson(
        entry.policy().value(),
        entry.version(),
        entry.revision(),
        rules.mode().text(),
        ScopeJson.of(rung.scope()));
  }

  private RungJson rung(Rung rung) {
    var scope = ScopeJson.of(rung.scope());
    if (rung.policy().isEmpty()) {
      return new RungJson(
          scope,
          null,
          null,
          null,
          "empty",
          "No policy stands at this %s.".formatted(scope.level()));
    }
    var entry = entry(rung.policy().get());
    var rules = entry.rules();
    var mode = rules == null ? null : rules.mode().text();
    var first = resolution.winner().orElseThrow();
    var applies = first.scope().equals(rung.scope());
    return new RungJson(
        scope,
        entry.policy().value(),
        entry.version(),
        mode,
        applies ? "applies" : "overridden",
        applies
            ? "The most specific scope with a policy: its whole document applies."
            : "“%s” at %s is more specific, and nothing is merged."
                .formatted(first.policy().orElseThrow(), first.scope().describe()));
  }

  private PolicyEntry entry(PolicyName policy) {
    var entry = book.policy(policy);
    if (entry == null) {
      throw new IllegalStateException("The policy " + policy + " stands somewhere, but is none");
    }
    return entry;
  }
}
