package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.insight.Destination;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.wire.CallObserved;
import dev.sallyport.wire.EndpointRow;
import dev.sallyport.wire.StabilityRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Puts the baseline of an organization or a cluster together from those of its repositories. */
final class MergedBaseline {
  // Of each endpoint, where all of an organization are asked for: there may be 100,000.
  private static final int MOST_OF_ALL = 20;

  private final InsightSettings settings;

  MergedBaseline(InsightSettings settings) {
    this.settings = settings;
  }

  /**
   * @param partitions all that may contribute
   * @param search part of an endpoint, in any case; null for all
   */
  Baseline of(BaselineScope scope, List<RowReader> partitions, @Nullable String search) {
    var part = search == null ? "" : search.toLowerCase(Locale.ROOT);
    var merged = new TreeMap<String, Merged>();
    var firsts = new Firsts();
    each(
        scope,
        partitions,
        row -> {
          var destination = new Destination(row.getHost(), row.getPort()).toString();
          firsts.seen(destination, row.getFirst());
          if (destination.toLowerCase(Locale.ROOT).contains(part)) {
            merged
                .computeIfAbsent(destination, _ -> new Merged(row))
                .add(row, search == null ? MOST_OF_ALL : Baseline.MOST_SHOWN);
          }
        });
    return new Baseline(
        stability(scope, partitions, firsts),
        merged.values().stream().map(Merged::endpoint).toList());
  }

  Stability stability(BaselineScope scope, List<RowReader> partitions) {
    var firsts = new Firsts();
    if (isPutTogether(scope)) {
      each(
          scope,
          partitions,
          row ->
              firsts.seen(
                  new Destination(row.getHost(), row.getPort()).toString(), row.getFirst()));
    }
    return stability(scope, partitions, firsts);
  }

  private Stability stability(BaselineScope scope, List<RowReader> partitions, Firsts firsts) {
    var rows = stabilities(scope, partitions);
    var runs = rows.stream().mapToLong(StabilityRow::getRuns).sum();
    var needed = settings.stableAfter();
    if (!isPutTogether(scope)) {
      var quiet = rows.stream().mapToLong(StabilityRow::getQuiet).sum();
      var stable = rows.stream().anyMatch(StabilityRow::getStable);
      var lastNew = rows.isEmpty() ? null : rows.getFirst().getLastNew();
      return new Stability(scope, runs, quiet, needed, stable, lastNew);
    }
    var lastNew = firsts.latest();
    var quiet =
        rows.stream()
            .flatMap(row -> row.getRecent().stream())
            .filter(run -> lastNew == null || run.isAfter(lastNew))
            .count();
    return new Stability(scope, runs, quiet, needed, quiet >= needed, lastNew);
  }

  private static boolean isPutTogether(BaselineScope scope) {
    return switch (scope) {
      case BaselineScope.OfOrganization _, BaselineScope.OfCluster _ -> true;
      case BaselineScope.OfRepository _, BaselineScope.OfWorkflow _, BaselineScope.OfJob _ -> false;
    };
  }

  private static List<StabilityRow> stabilities(BaselineScope scope, List<RowReader> partitions) {
    var all = new ArrayList<StabilityRow>();
    for (var rows : partitions) {
      switch (scope) {
        case BaselineScope.OfOrganization(var owner) ->
            rows.each(
                RowKeys.stabilitiesOf(RowKeys.OF_REPOSITORY, owner),
                StabilityRow.class,
                (_, row) -> all.add(row));
        case BaselineScope.OfCluster(var owner, var cluster) ->
            rows.each(
                RowKeys.stability(RowKeys.endpointsOf(owner, cluster)),
                StabilityRow.class,
                (_, row) -> all.add(row));
        case BaselineScope.OfRepository(var repository) -> add(rows, scope, repository, all);
        case BaselineScope.OfWorkflow(var repository, _) -> add(rows, scope, repository, all);
        case BaselineScope.OfJob(var repository, _, _) -> add(rows, scope, repository, all);
      }
    }
    return all;
  }

  private static void add(
      RowReader rows, BaselineScope scope, RepositoryFullName repository, List<StabilityRow> to) {
    var row = rows.get(RowKeys.stability(RowKeys.endpoints(scope, repository)), StabilityRow.class);
    if (row != null) {
      to.add(row);
    }
  }

  private static void each(
      BaselineScope scope, List<RowReader> partitions, Consumer<EndpointRow> consumer) {
    var prefix = prefix(scope);
    for (var rows : partitions) {
      rows.each(
          prefix,
          EndpointRow.class,
          (_, row) -> {
            consumer.accept(row);
            return true;
          });
    }
  }

  private static Bytes prefix(BaselineScope scope) {
    return switch (scope) {
      case BaselineScope.OfOrganization(var owner) -> RowKeys.endpointsOf(owner);
      case BaselineScope.OfCluster(var owner, var cluster) -> RowKeys.endpointsOf(owner, cluster);
      case BaselineScope.OfRepository(var repository) -> RowKeys.endpoints(scope, repository);
      case BaselineScope.OfWorkflow(var repository, _) -> RowKeys.endpoints(scope, repository);
      case BaselineScope.OfJob(var repository, _, _) -> RowKeys.endpoints(scope, repository);
    };
  }

  /** When each endpoint was called first anywhere. */
  private static final class Firsts {
    private final Map<String, Instant> firsts = new HashMap<>();

    void seen(String destination, Instant first) {
      firsts.merge(destination, first, (one, other) -> one.isBefore(other) ? one : other);
    }

    @Nullable Instant latest() {
      return firsts.values().stream().max(Comparator.naturalOrder()).orElse(null);
    }
  }

  private static final class Merged {
    private final Destination destination;
    private final List<Baseline.Observed> observed = new ArrayList<>();
    private Instant first;
    private Instant last;
    private long calls;
    private long runs;
    private boolean unexpected = true;

    Merged(EndpointRow row) {
      destination = new Destination(row.getHost(), row.getPort());
      first = row.getFirst();
      last = row.getLast();
    }

    void add(EndpointRow row, int most) {
      first = row.getFirst().isBefore(first) ? row.getFirst() : first;
      last = row.getLast().isAfter(last) ? row.getLast() : last;
      calls += row.getCalls();
      runs += row.getRuns();
      // Expected where one repository called it before its baseline was stable.
      unexpected &= row.getUnexpected();
      var repository = RepositoryFullName.of(row.getOwner(), row.getRepository());
      for (var each : row.getObserved()) {
        if (observed.size() < most) {
          observed.add(observed(repository, each));
        }
      }
    }

    private static Baseline.Observed observed(RepositoryFullName repository, CallObserved row) {
      var workflow = row.getWorkflow();
      var job = row.getJob();
      return new Baseline.Observed(
          repository,
          workflow == null ? null : new WorkflowFile(workflow),
          job == null ? null : new JobName(job),
          new RunId(row.getRunId()),
          row.getAt());
    }

    Baseline.Endpoint endpoint() {
      observed.sort(Comparator.comparing(Baseline.Observed::at).reversed());
      return new Baseline.Endpoint(destination, first, last, calls, runs, unexpected, observed);
    }
  }
}
