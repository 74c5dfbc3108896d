package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.insight.Destination;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.insight.Verdict;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.SourceAddress;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.topology.codec.InsightRecords;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.wire.CallRow;
import dev.sallyport.wire.DailyRow;
import dev.sallyport.wire.DetectionRow;
import dev.sallyport.wire.JobRow;
import dev.sallyport.wire.RunRow;
import dev.sallyport.wire.RunnerRow;
import dev.sallyport.wire.StabilityRow;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Answers from the rows: of a repository from the one partition that it is on, of an owner from
 * all.
 */
final class StoredInsights implements Insights {
  private static final Comparator<FoundDetection> NEWEST_LAST =
      Comparator.comparing((FoundDetection each) -> each.detection().at())
          .thenComparing(each -> each.detection().id().digits());

  private final InsightStores stores;
  private final MergedBaseline baselines;

  StoredInsights(InsightStores stores, InsightSettings settings) {
    this.stores = stores;
    this.baselines = new MergedBaseline(settings);
  }

  @Override
  public boolean ready() {
    return stores.ready();
  }

  @Override
  public List<RepositoryFullName> repositories(Owner owner) {
    return asked(() -> {
      var found = new LinkedHashMap<String, RepositoryFullName>();
      for (var rows : all()) {
        rows.keys(
            RowKeys.runsByRepository(owner),
            (key, _) -> {
              var listed = RowKeys.listedRun(key);
              found.computeIfAbsent(
                  listed.repository().key(),
                  _ -> {
                    var run =
                        rows.get(RowKeys.run(listed.repository(), listed.run()), RunRow.class);
                    return run == null ? listed.repository() : OpenRun.of(run).repository;
                  });
              return true;
            });
      }
      return found.values().stream().sorted(Comparator.comparing(RepositoryFullName::key)).toList();
    });
  }

  @Override
  public RunPage runs(Owner owner, @Nullable RepositoryName repository, int skip, int limit) {
    return asked(() -> {
      var name = repository == null ? null : new RepositoryFullName(owner, repository);
      var prefix = name == null ? RowKeys.runsOf(owner) : RowKeys.runsOf(name);
      var listed = new ArrayList<Listed>();
      var total = 0;
      for (var rows : name == null ? all() : List.of(of(name))) {
        total += list(rows, prefix, skip + limit, listed);
      }
      listed.sort(Comparator.comparing((Listed each) -> each.run().first()).reversed());
      var runs = new ArrayList<RunSummary>();
      for (var each : listed.subList(Math.min(skip, listed.size()), listed.size())) {
        var run =
            each.rows().get(RowKeys.run(each.run().repository(), each.run().run()), RunRow.class);
        if (runs.size() < limit && run != null) {
          runs.add(OpenRun.of(run).summary());
        }
      }
      return new RunPage(runs, total);
    });
  }

  private record Listed(RowReader rows, RowKeys.ListedRun run) {}

  private static int list(RowReader rows, Bytes prefix, int most, List<Listed> listed) {
    var count = new int[1];
    rows.keys(
        prefix,
        (key, _) -> {
          if (count[0]++ < most) {
            listed.add(new Listed(rows, RowKeys.listedRun(key)));
          }
          return true;
        });
    return count[0];
  }

  @Override
  public @Nullable Run run(RepositoryFullName repository, RunId id) {
    return this.<@Nullable Run>asked(() -> {
      var rows = of(repository);
      var run = rows.get(RowKeys.run(repository, id), RunRow.class);
      if (run == null) {
        return null;
      }
      var jobs = new ArrayList<RunJob>();
      rows.each(
          RowKeys.jobs(repository, id),
          JobRow.class,
          (_, job) -> {
            jobs.add(OpenJob.of(job).shown());
            return jobs.size() < Run.MOST_JOBS;
          });
      jobs.sort(Comparator.comparing(RunJob::first));
      var detections = new ArrayList<FoundDetection>();
      rows.keys(
          RowKeys.detectionsOf(repository, id),
          (key, _) -> {
            var found = detection(rows, repository, new DetectionId(RowKeys.last(key)));
            if (found != null) {
              detections.add(found);
            }
            return true;
          });
      detections.sort(NEWEST_LAST);
      return new Run(OpenRun.of(run).summary(), jobs, detections);
    });
  }

  @Override
  public List<NetworkEvent> events(MonitoredJob job, int limit) {
    return asked(() -> {
      var events = new ArrayList<NetworkEvent>();
      var rows = of(job.repository());
      var row = rows.get(RowKeys.job(job), JobRow.class);
      if (row == null) {
        return List.of();
      }
      var known = OpenJob.of(row);
      rows.each(
          RowKeys.calls(job),
          CallRow.class,
          (_, call) -> {
            events.add(event(call, !known.isOwn(InsightRecords.claim(call))));
            return true;
          });
      var byTime = Comparator.comparing(NetworkEvent::at);
      return withGlobalBlocks(events).stream()
          .sorted(Comparator.comparing(NetworkEvent::others).thenComparing(byTime))
          .limit(limit)
          .sorted(byTime)
          .toList();
    });
  }

  // Only the record of the name says that the global block list is why it was blocked; those of
  // connections that follow do not.
  private static List<NetworkEvent> withGlobalBlocks(List<NetworkEvent> events) {
    var reasons = new HashMap<String, NetworkEvent>();
    for (var event : events) {
      if (event.verdict() == Verdict.GLOBALLY_BLOCKED && !event.others()) {
        reasons.put(event.destination().host(), event);
      }
    }
    return events.stream()
        .map(event -> {
          var why = reasons.get(event.destination().host());
          return why == null || event.verdict() != Verdict.BLOCKED || event.others()
              ? event
              : new NetworkEvent(
                  event.at(),
                  event.destination(),
                  event.address(),
                  event.processes(),
                  Verdict.GLOBALLY_BLOCKED,
                  why.reason(),
                  false);
        })
        .toList();
  }

  private static NetworkEvent event(CallRow call, boolean others) {
    return new NetworkEvent(
        call.getAt(),
        InsightRecords.destination(call),
        InsightRecords.address(call),
        InsightRecords.processes(call),
        InsightRecords.decode(call.getVerdict()),
        call.getReason(),
        others);
  }

  @Override
  public @Nullable RunJob job(RepositoryFullName repository, CorrelationId correlation) {
    return this.<@Nullable RunJob>asked(() -> {
      var rows = of(repository);
      var jobs = new ArrayList<RunJob>();
      rows.keys(
          RowKeys.runsOf(repository, correlation),
          (key, _) -> {
            var id = new MonitoredJob(repository, new RunId(RowKeys.last(key)), correlation);
            var job = rows.get(RowKeys.job(id), JobRow.class);
            if (job != null) {
              jobs.add(OpenJob.of(job).shown());
            }
            return jobs.size() < Run.MOST_JOBS;
          });
      return jobs.stream().max(Comparator.comparing(RunJob::last)).orElse(null);
    });
  }

  @Override
  public @Nullable RunJob job(MonitoredJob id) {
    return this.<@Nullable RunJob>asked(() -> {
      var job = of(id.repository()).get(RowKeys.job(id), JobRow.class);
      return job == null ? null : OpenJob.of(job).shown();
    });
  }

  @Override
  public Baseline baseline(BaselineScope scope, @Nullable String search) {
    return asked(() -> baselines.of(scope, readers(scope), search));
  }

  private List<RowReader> readers(BaselineScope scope) {
    return switch (scope) {
      case BaselineScope.OfOrganization _, BaselineScope.OfCluster _ -> all();
      case BaselineScope.OfRepository(var repository) -> List.of(of(repository));
      case BaselineScope.OfWorkflow(var repository, _) -> List.of(of(repository));
      case BaselineScope.OfJob(var repository, _, _) -> List.of(of(repository));
    };
  }

  @Override
  public List<Stability> baselines(Owner owner) {
    return asked(() -> {
      var scopes = new LinkedHashSet<BaselineScope>();
      scopes.add(new BaselineScope.OfOrganization(owner));
      for (var family :
          List.of(RowKeys.OF_CLUSTER, RowKeys.OF_REPOSITORY, RowKeys.OF_WORKFLOW, RowKeys.OF_JOB)) {
        for (var rows : all()) {
          rows.each(
              RowKeys.stabilitiesOf(family, owner),
              StabilityRow.class,
              (_, row) -> {
                scopes.add(scope(row));
                return true;
              });
        }
      }
      return scopes.stream().map(scope -> baselines.stability(scope, readers(scope))).toList();
    });
  }

  private static BaselineScope scope(StabilityRow row) {
    var repository = RepositoryFullName.of(row.getOwner(), row.getRepository());
    var cluster = row.getCluster();
    var workflow = row.getWorkflow();
    var job = row.getJob();
    if (cluster != null) {
      return new BaselineScope.OfCluster(repository.owner(), new ClusterName(cluster));
    }
    if (workflow == null) {
      return new BaselineScope.OfRepository(repository);
    }
    return job == null
        ? new BaselineScope.OfWorkflow(repository, new WorkflowFile(workflow))
        : new BaselineScope.OfJob(repository, new WorkflowFile(workflow), new JobName(job));
  }

  @Override
  public DetectionPage detections(Owner owner, Predicate<FoundDetection> wanted, int limit) {
    return asked(() -> {
      var newest = new PriorityQueue<FoundDetection>(NEWEST_LAST);
      for (var rows : all()) {
        rows.each(
            RowKeys.detectionsOf(owner),
            DetectionRow.class,
            (_, row) -> {
              var found = found(row);
              if (wanted.test(found)) {
                newest.add(found);
                if (newest.size() > limit + 1) {
                  newest.remove();
                }
              }
              return true;
            });
      }
      var more = newest.size() > limit;
      if (more) {
        newest.remove();
      }
      return new DetectionPage(newest.stream().sorted(NEWEST_LAST.reversed()).toList(), more);
    });
  }

  @Override
  public @Nullable FoundDetection detection(Owner owner, DetectionId id) {
    return this.<@Nullable FoundDetection>asked(() -> {
      for (var rows : all()) {
        var repositories = new ArrayList<RepositoryFullName>();
        rows.keys(
            RowKeys.repositoriesOf(owner, id),
            (key, _) -> repositories.add(RowKeys.repository(RowKeys.last(key))));
        for (var repository : repositories) {
          var found = detection(rows, repository, id);
          if (found != null) {
            return found;
          }
        }
      }
      return null;
    });
  }

  private static @Nullable FoundDetection detection(
      RowReader rows, RepositoryFullName repository, DetectionId id) {
    var row = rows.get(RowKeys.detection(repository, id), DetectionRow.class);
    return row == null ? null : found(row);
  }

  private static FoundDetection found(DetectionRow row) {
    var resolved = row.getResolved();
    return new FoundDetection(
        InsightRecords.decode(row.getFound()),
        resolved == null
            ? null
            : new Resolved(resolved.getActorId(), resolved.getActorName(), resolved.getAt()));
  }

  @Override
  public List<SeenRunner> runners(Owner owner) {
    return asked(() -> {
      var runners = new LinkedHashMap<List<@Nullable String>, SeenRunner>();
      for (var rows : all()) {
        rows.each(
            RowKeys.runnersOf(owner),
            RunnerRow.class,
            (_, row) -> {
              var key = new ArrayList<@Nullable String>();
              key.add(row.getCluster());
              key.add(row.getName());
              runners.merge(key, runner(row), StoredInsights::merged);
              return true;
            });
      }
      return runners.values().stream()
          .sorted(Comparator.comparing(SeenRunner::last).reversed())
          .toList();
    });
  }

  private static SeenRunner runner(RunnerRow row) {
    var cluster = row.getCluster();
    var run = row.getRunId();
    return new SeenRunner(
        row.getName(),
        cluster == null ? null : new ClusterName(cluster),
        new SourceAddress(row.getAddress()),
        row.getFirst(),
        row.getLast(),
        row.getLookups(),
        RepositoryFullName.of(row.getOwner(), row.getRepository()),
        run == null ? null : new RunId(run));
  }

  private static SeenRunner merged(SeenRunner one, SeenRunner other) {
    var later = one.last().isAfter(other.last()) ? one : other;
    return new SeenRunner(
        later.name(),
        later.cluster(),
        later.address(),
        one.first().isBefore(other.first()) ? one.first() : other.first(),
        later.last(),
        one.lookups() + other.lookups(),
        later.repository(),
        later.run());
  }

  @Override
  public void daily(
      Owner owner, LocalDate from, BooleanSupplier cancelled, Consumer<DailyCount> consumer) {
    asked(() -> {
      for (var rows : all()) {
        if (cancelled.getAsBoolean()) {
          break;
        }
        rows.each(
            RowKeys.dailyOf(owner),
            DailyRow.class,
            (_, row) -> {
              if (row.getDay() >= from.toEpochDay()) {
                consumer.accept(count(row));
              }
              return !cancelled.getAsBoolean();
            });
      }
      return true;
    });
  }

  private static DailyCount count(DailyRow row) {
    var workflow = row.getWorkflow();
    var job = row.getJob();
    var cluster = row.getCluster();
    return new DailyCount(
        LocalDate.ofEpochDay(row.getDay()),
        RepositoryFullName.of(row.getOwner(), row.getRepository()),
        workflow == null ? null : new WorkflowFile(workflow),
        job == null ? null : new JobName(job),
        cluster == null ? null : new ClusterName(cluster),
        new Destination(row.getHost(), row.getPort()),
        InsightRecords.decode(row.getVerdict()),
        row.getCalls());
  }

  private RowReader of(RepositoryFullName repository) {
    var key = repository.key().getBytes(StandardCharsets.UTF_8);
    return new RowReader(stores.of(OwnerPartition.of(key, stores.partitions())));
  }

  private List<RowReader> all() {
    var all = new ArrayList<RowReader>();
    for (var partition = 0; partition < stores.partitions(); partition++) {
      all.add(new RowReader(stores.of(partition)));
    }
    return all;
  }

  private <T extends @Nullable Object> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new InsightsUnavailable("What jobs reported is being read or moved just now.", e);
    } catch (UndecodableException | IllegalArgumentException e) {
      throw new InsightsUnavailable(
          "What jobs reported was written by a newer version of Sallyport.", e);
    }
  }
}
