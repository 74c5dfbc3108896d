package dev.sallyport.topology.insight;

import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.topology.codec.InsightRecords;
import dev.sallyport.wire.CallRow;
import dev.sallyport.wire.DailyRow;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How often each job called what on each day: what questions of the kind "what if" are put to. */
final class DailyCounts {
  private final RowStore store;

  DailyCounts(RowStore store) {
    this.store = store;
  }

  /** Whom calls are counted for, as far as it is known. */
  record Whose(@Nullable String workflow, @Nullable String job, @Nullable String cluster) {
    static final Whose NOBODY = new Whose(null, null, null);

    static Whose of(OpenJob job) {
      return new Whose(
          map(job.workflow(), WorkflowFile::name),
          map(job.name(), JobName::name),
          map(job.cluster(), ClusterName::name));
    }

    private static <T> @Nullable String map(@Nullable T value, Function<T, String> text) {
      return value == null ? null : text.apply(value);
    }
  }

  /** Counts a call of the job. */
  void count(OpenJob job, CallRow call) {
    add(job.id.repository(), job.daily, call, 1);
  }

  /** Counts calls for whom they are now known to be, and no longer for whom they were. */
  void move(OpenJob job, List<CallRow> calls) {
    var before = job.daily;
    job.daily = Whose.of(job);
    for (var call : calls) {
      if (InsightRecords.decode(call.getVerdict()).isCall()) {
        add(job.id.repository(), before, call, -1);
        add(job.id.repository(), job.daily, call, 1);
      }
    }
  }

  private void add(RepositoryFullName repository, Whose whose, CallRow call, int calls) {
    var day = (int) call.getReceived().atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
    var destination = InsightRecords.destination(call);
    var key =
        RowKeys.daily(
            repository,
            day,
            whose.workflow() == null ? "" : whose.workflow(),
            whose.job() == null ? "" : whose.job(),
            whose.cluster() == null ? "" : whose.cluster(),
            destination.toString(),
            call.getVerdict().name());
    var held = store.reader().get(key, DailyRow.class);
    var sum = (held == null ? 0 : held.getCalls()) + calls;
    if (sum <= 0) {
      store.delete(key);
      return;
    }
    store.put(
        key,
        new DailyRow(
            repository.owner().name(),
            repository.repository().name(),
            day,
            whose.workflow(),
            whose.job(),
            whose.cluster(),
            destination.host(),
            destination.port(),
            call.getVerdict(),
            sum),
        call.getReceived());
  }
}
