package dev.sallyport.simulator;

import dev.sallyport.simulator.RunnerApi.Unexpected;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what many jobs do at once. */
final class Tally {
  private static final int FAILURES_TOLD = 5;

  final LongAdder served = new LongAdder();
  final LongAdder unserved = new LongAdder();
  final LongAdder calls = new LongAdder();
  final LongAdder blocked = new LongAdder();
  final LongAdder reports = new LongAdder();
  final LongAdder detections = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final List<String> failures = new ArrayList<>();

  void fail(IOException failure) {
    var what = failure instanceof Unexpected ? failure.getMessage() : failure.toString();
    failed.increment();
    synchronized (failures) {
      if (failures.size() < FAILURES_TOLD) {
        failures.add(String.valueOf(what));
      }
    }
  }

  Summary summary(int runs, int jobs, Duration took) {
    synchronized (failures) {
      return new Summary(
          runs,
          jobs,
          served.sum(),
          unserved.sum(),
          calls.sum(),
          blocked.sum(),
          reports.sum(),
          detections.sum(),
          failed.sum(),
          failures,
          took);
    }
  }
}
