package dev.sallyport.service.insight;

import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.insight.Destination;
import dev.sallyport.domain.insight.WhatIf;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.topology.insight.DailyCount;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.view.PolicyView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a draft of a policy would have made of the calls of the last days, from what is
 * counted each day of verified jobs.
 */
@Singleton
public class WhatIfAnswers {
  public static final int DEFAULT_DAYS = 7;

  /** As long as it is kept what jobs called. */
  public static final int MOST_DAYS = 30;

  /** The most rows of each kind that are told. */
  public static final int MOST_ROWS = 1_000;

  // The most that are told apart at all: what comes beyond is only counted.
  private static final int MOST_HELD = 50_000;

  private static final Comparator<Row> MOST_CALLS_FIRST =
      Comparator.comparingLong(Row::calls)
          .reversed()
          .thenComparing(Row::lastDay, Comparator.reverseOrder())
          .thenComparing(row -> row.caller().repository().key())
          .thenComparing(row -> row.destination().toString());

  private final Insights insights;
  private final PolicyView view;
  private final InstantSource clock = InstantSource.system();

  @Inject
  WhatIfAnswers(Insights insights, PolicyView view) {
    this.insights = insights;
    this.view = view;
  }

  /** A job, in all of its runs, as far as it is known. */
  public record Caller(
      RepositoryFullName repository,
      @Nullable WorkflowFile workflow,
      @Nullable JobName job,
      @Nullable ClusterName cluster) {
    private static Caller of(DailyCount count) {
      return new Caller(count.repository(), count.workflow(), count.job(), count.cluster());
    }

    private Job lookedUp() {
      return new Job(repository.owner(), repository.repository(), workflow, cluster);
    }
  }

  /**
   * Calls of one job to one destination that something else would become of.
   *
   * @param already whether the policy that applies today decides as the draft does
   */
  public record Row(
      Caller caller, Destination destination, boolean already, long calls, LocalDate lastDay) {
    private Row plus(Row other) {
      return new Row(
          caller,
          destination,
          already,
          calls + other.calls,
          lastDay.isAfter(other.lastDay) ? lastDay : other.lastDay);
    }
  }

  /**
   * Rows of one kind, most calls first.
   *
   * @param calls of all of them, told or not
   * @param already how many of these the policy that applies today decides like that, too
   * @param total how many rows there are, as far as they were told apart
   */
  public record Changed(List<Row> rows, long calls, long already, int total) {
    public Changed {
      rows = List.copyOf(rows);
    }
  }

  /**
   * @param from the first day, by UTC
   * @param calls of the jobs that the draft would apply to, and
   * @param jobs how many these are
   * @param truncated whether there were more rows than are told
   */
  public record Answer(
      LocalDate from,
      long calls,
      int jobs,
      Changed wouldBeBlocked,
      Changed newlyAllowed,
      boolean truncated) {}

  /** As below, for a draft that is not of a policy which is there. */
  public Answer answer(
      Owner owner,
      PolicyRules draft,
      Collection<Scope> scopes,
      int days,
      BooleanSupplier cancelled) {
    return answer(owner, null, draft, scopes, days, cancelled);
  }

  /**
   * @param policy that the draft is of: elsewhere than at these scopes it would not stand any more
   * @param cancelled asked again and again; what was counted by then is answered
   */
  public Answer answer(
      Owner owner,
      @Nullable PolicyName policy,
      PolicyRules draft,
      Collection<Scope> scopes,
      int days,
      BooleanSupplier cancelled) {
    if (days < 1 || days > MOST_DAYS) {
      throw new Rejection(new Malformed("days is a number from 1 to %d.".formatted(MOST_DAYS)));
    }
    var from = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(days);
    var counting = new Counting(owner, new WhatIf(policy, draft, Set.copyOf(scopes)));
    insights.daily(owner, from, cancelled, counting::take);
    return counting.answer(from);
  }

  private final class Counting {
    private final Owner owner;
    private final WhatIf question;
    private final Map<Caller, Optional<WhatIf.Concerned>> jobs = new HashMap<>();
    private final Rows blocked = new Rows();
    private final Rows allowed = new Rows();
    private long calls;

    private Counting(Owner owner, WhatIf question) {
      this.owner = owner;
      this.question = question;
    }

    private void take(DailyCount count) {
      var caller = Caller.of(count);
      var concerned = jobs.computeIfAbsent(caller, this::concerned).orElse(null);
      if (concerned == null) {
        return;
      }
      calls += count.calls();
      var outcome = concerned.of(count.verdict(), count.destination());
      var row = new Row(caller, count.destination(), outcome.already(), count.calls(), count.day());
      switch (outcome.effect()) {
        case WOULD_BE_BLOCKED -> blocked.add(row);
        case WOULD_BE_ALLOWED -> allowed.add(row);
        case UNCHANGED -> {}
      }
    }

    private Optional<WhatIf.Concerned> concerned(Caller caller) {
      return view.read(
          owner, book -> Optional.ofNullable(question.concerns(book, caller.lookedUp())));
    }

    private Answer answer(LocalDate from) {
      return new Answer(
          from,
          calls,
          Math.toIntExact(jobs.values().stream().filter(Optional::isPresent).count()),
          blocked.changed(),
          allowed.changed(),
          blocked.truncated() || allowed.truncated());
    }
  }

  private static final class Rows {
    private record Key(Caller caller, Destination destination) {}

    private final Map<Key, Row> held = new HashMap<>();
    private long calls;
    private long already;
    private boolean more;

    private void add(Row row) {
      calls += row.calls();
      already += row.already() ? row.calls() : 0;
      var key = new Key(row.caller(), row.destination());
      if (held.size() >= MOST_HELD && !held.containsKey(key)) {
        more = true;
        return;
      }
      held.merge(key, row, Row::plus);
    }

    private boolean truncated() {
      return more || held.size() > MOST_ROWS;
    }

    private Changed changed() {
      return new Changed(
          held.values().stream().sorted(MOST_CALLS_FIRST).limit(MOST_ROWS).toList(),
          calls,
          already,
          held.size());
    }
  }
}
