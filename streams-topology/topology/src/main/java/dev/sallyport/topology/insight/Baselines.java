package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.topology.codec.InsightRecords;
import dev.sallyport.wire.CallObserved;
import dev.sallyport.wire.CallRow;
import dev.sallyport.wire.EndpointRow;
import dev.sallyport.wire.StabilityRow;
import dev.sallyport.wire.UseRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The endpoints that verified jobs called and that nothing blocked, and how settled they are. */
final class Baselines {
  /** The most endpoints of one baseline in one repository; what comes beyond is only shown. */
  static final int MOST_ENDPOINTS = 20_000;

  // GitHub's own limit is 256 jobs for each matrix.
  private static final int MOST_OF_A_RUN = 512;

  private static final int KEY_BYTES = 8;

  private final RowStore store;
  private final RowReader rows;
  private final InsightSettings settings;

  Baselines(RowStore store, InsightSettings settings) {
    this.store = store;
    this.rows = store.reader();
    this.settings = settings;
  }

  /**
   * Counts a run, once. A baseline that saw enough runs go by without anything new is stable from
   * the next on: what the last of them is about to bring is not known yet.
   */
  void run(BaselineScope scope, OpenRun run) {
    if (!run.count(text(scope), MOST_OF_A_RUN)) {
      return;
    }
    var held = stability(scope, run.repository);
    var recent = new ArrayList<>(held.getRecent());
    if (scope instanceof BaselineScope.OfCluster || scope instanceof BaselineScope.OfRepository) {
      // Of these a baseline of several repositories is put together.
      recent.addFirst(run.first);
      cut(recent, settings.stableAfter());
    }
    keep(
        scope,
        run.repository,
        changed(
            held,
            held.getRuns() + 1,
            held.getQuiet() + 1,
            held.getStable() || held.getQuiet() >= settings.stableAfter(),
            held.getLastNew(),
            held.getEndpoints(),
            recent),
        run.last);
  }

  /** Counts a call. */
  void call(BaselineScope scope, OpenJob job, CallRow call) {
    var repository = job.id.repository();
    var destination = InsightRecords.destination(call).toString();
    var key = RowKeys.endpoint(RowKeys.endpoints(scope, repository), destination);
    var held = rows.get(key, EndpointRow.class);
    if (held == null) {
      held = added(scope, job, call);
    }
    if (held == null) {
      return;
    }
    var first = firstInRun(job, destination, text(scope), call.getReceived());
    var at = call.getAt();
    store.put(
        key,
        new EndpointRow(
            held.getOwner(),
            held.getRepository(),
            held.getHost(),
            held.getPort(),
            at.isBefore(held.getFirst()) ? at : held.getFirst(),
            at.isAfter(held.getLast()) ? at : held.getLast(),
            held.getCalls() + 1,
            held.getRuns() + (first ? 1 : 0),
            held.getUnexpected(),
            isObserved(scope) ? observed(held.getObserved(), job, call) : held.getObserved()),
        call.getReceived());
  }

  /** Notes that there is one endpoint more; null if there are too many. */
  private @Nullable EndpointRow added(BaselineScope scope, OpenJob job, CallRow call) {
    var repository = job.id.repository();
    var held = stability(scope, repository);
    if (held.getEndpoints() >= MOST_ENDPOINTS) {
      return null;
    }
    keep(
        scope,
        repository,
        changed(
            held,
            held.getRuns(),
            held.getStable() ? held.getQuiet() : 0,
            held.getStable(),
            call.getReceived(),
            held.getEndpoints() + 1,
            held.getRecent()),
        job.last);
    return new EndpointRow(
        repository.owner().name(),
        repository.repository().name(),
        call.getHost(),
        call.getPort(),
        call.getAt(),
        call.getAt(),
        0L,
        0L,
        held.getStable(),
        List.of());
  }

  /** Whether the baseline is stable. */
  boolean isStable(BaselineScope scope, RepositoryFullName repository) {
    return stability(scope, repository).getStable();
  }

  /** Whether the baseline holds the call's endpoint. */
  boolean holds(BaselineScope scope, OpenJob job, CallRow call) {
    var endpoints = RowKeys.endpoints(scope, job.id.repository());
    return rows.has(RowKeys.endpoint(endpoints, InsightRecords.destination(call).toString()));
  }

  private boolean firstInRun(OpenJob job, String destination, String baseline, Instant received) {
    var key = RowKeys.use(job.id.repository(), job.id.run(), destination);
    var use = rows.get(key, UseRow.class);
    var counted = use == null ? new ArrayList<String>() : new ArrayList<>(use.getCounted());
    if (counted.contains(baseline) || counted.size() >= MOST_OF_A_RUN) {
      return false;
    }
    counted.add(baseline);
    store.put(key, new UseRow(counted), received);
    return true;
  }

  // Where the calls of a workflow or a job were made, its name says.
  private static boolean isObserved(BaselineScope scope) {
    return switch (scope) {
      case BaselineScope.OfRepository _, BaselineScope.OfCluster _ -> true;
      case BaselineScope.OfWorkflow _, BaselineScope.OfJob _, BaselineScope.OfOrganization _ ->
          false;
    };
  }

  private static List<CallObserved> observed(List<CallObserved> held, OpenJob job, CallRow call) {
    var workflow = job.workflow();
    var name = job.name();
    var latest =
        new CallObserved(
            workflow == null ? null : workflow.name(),
            name == null ? null : name.name(),
            job.id.run().digits(),
            call.getAt());
    var all = new ArrayList<>(held);
    all.removeIf(each ->
        each.getRunId().equals(latest.getRunId())
            && Objects.equals(each.getJob(), latest.getJob()));
    all.addFirst(latest);
    cut(all, Baseline.MOST_OBSERVATIONS);
    return all;
  }

  private static void cut(List<?> list, int most) {
    if (list.size() > most) {
      list.subList(most, list.size()).clear();
    }
  }

  private StabilityRow stability(BaselineScope scope, RepositoryFullName repository) {
    var row = rows.get(RowKeys.stability(RowKeys.endpoints(scope, repository)), StabilityRow.class);
    if (row != null) {
      return row;
    }
    return switch (scope) {
      case BaselineScope.OfRepository _ -> unknown(repository, null, null, null);
      case BaselineScope.OfWorkflow(_, var file) -> unknown(repository, file.name(), null, null);
      case BaselineScope.OfJob(_, var file, var job) ->
          unknown(repository, file.name(), job.name(), null);
      case BaselineScope.OfCluster(_, var cluster) ->
          unknown(repository, null, null, cluster.name());
      case BaselineScope.OfOrganization _ ->
          throw new IllegalArgumentException("An organization's baseline is that of repositories.");
    };
  }

  private static StabilityRow unknown(
      RepositoryFullName repository,
      @Nullable String workflow,
      @Nullable String job,
      @Nullable String cluster) {
    return new StabilityRow(
        repository.owner().name(),
        repository.repository().name(),
        workflow,
        job,
        cluster,
        0L,
        0L,
        false,
        null,
        0,
        List.of());
  }

  /** When an endpoint was forgotten. */
  static StabilityRow withoutOne(StabilityRow held) {
    return changed(
        held,
        held.getRuns(),
        held.getQuiet(),
        held.getStable(),
        held.getLastNew(),
        held.getEndpoints() - 1,
        held.getRecent());
  }

  private static StabilityRow changed(
      StabilityRow held,
      long runs,
      long quiet,
      boolean stable,
      @Nullable Instant lastNew,
      int endpoints,
      List<Instant> recent) {
    return new StabilityRow(
        held.getOwner(),
        held.getRepository(),
        held.getWorkflow(),
        held.getJob(),
        held.getCluster(),
        runs,
        quiet,
        stable,
        lastNew,
        endpoints,
        recent);
  }

  private void keep(
      BaselineScope scope, RepositoryFullName repository, StabilityRow row, Instant touched) {
    store.put(RowKeys.stability(RowKeys.endpoints(scope, repository)), row, touched);
  }

  /** Tells the baselines of a repository apart; of one length, since a job chooses its own name. */
  private static String text(BaselineScope scope) {
    var text =
        switch (scope) {
          case BaselineScope.OfRepository _ -> "r";
          case BaselineScope.OfWorkflow(_, var file) -> "w/" + file.name();
          case BaselineScope.OfJob(_, var file, var job) -> "j/" + file.name() + "/" + job.name();
          case BaselineScope.OfCluster(_, var cluster) -> "c/" + cluster.name();
          case BaselineScope.OfOrganization _ -> "o";
        };
    return Digest.of(text, KEY_BYTES);
  }
}
