package dev.sallyport.simulator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.insight.EgressCheck;
import dev.sallyport.simulator.PlannedJob.Part;
import dev.sallyport.simulator.PlannedJob.Runner;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Plays jobs from their lookups to their last reports. */
final class JobPlay {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RunnerApi api;
  private final RunnerKeys keys;
  private final GlobalBlockList blockList;
  private final InstantSource clock;
  private final Tally tally;

  JobPlay(
      RunnerApi api, RunnerKeys keys, GlobalBlockList blockList, InstantSource clock, Tally tally) {
    this.api = api;
    this.keys = keys;
    this.blockList = blockList;
    this.clock = clock;
    this.tally = tally;
  }

  /**
   * @param wantsInlineList whether its workflow file may let through what its policy does not
   * @return whether it did
   */
  boolean play(PlannedJob job, boolean wantsInlineList) throws InterruptedException {
    var inline = false;
    try {
      var served = lookUp(job);
      var enforced = served;
      if (wantsInlineList && isStoppedBy(served)) {
        enforced = Served.withInlineList(served, Behaviour.UNKNOWN_THIEF);
        inline = true;
      }
      report(job, served, new OpenAgent(enforced, blockList), api.monitor(job, monitorKey(job)));
    } catch (IOException failure) {
      tally.fail(failure);
    }
    return inline;
  }

  private PolicyRules lookUp(PlannedJob job) throws IOException, InterruptedException {
    var key = key(job);
    if (key == null) {
      return Served.NOTHING;
    }
    var answer = api.lookUp(job, key);
    (answer.isPresent() ? tally.served : tally.unserved).increment();
    return answer.map(Served::read).orElse(Served.NOTHING);
  }

  private static boolean isStoppedBy(PolicyRules served) {
    return served.mode() == EgressMode.BLOCK
        && served.deniedEndpoints().isEmpty()
        && EgressCheck.blocks(served, Call.of(Behaviour.UNKNOWN_THIEF).destination());
  }

  private void report(PlannedJob job, PolicyRules served, OpenAgent agent, String oneTimeKey)
      throws IOException, InterruptedException {
    for (var call : Behaviour.calls(job, served)) {
      if (job.part() == Part.REVERSE_SHELL && Behaviour.isShell(call) && isEnded(job, call)) {
        return;
      }
      tally.calls.increment();
      if (!agent.lets(call)) {
        tally.blocked.increment();
      }
      for (var report : agent.reports(call, clock.instant())) {
        try {
          api.report(job, report, oneTimeKey);
          tally.reports.increment();
        } catch (IOException lost) {
          tally.fail(lost);
        }
      }
    }
  }

  private boolean isEnded(PlannedJob job, Call shell) throws IOException, InterruptedException {
    var key = key(job);
    if (key == null) {
      throw new IllegalStateException("A job from a fork has no key to report a process with.");
    }
    var json = JSON.createObjectNode().put("detection", "Reverse-Shell");
    json.set("tool", OpenAgent.tool(shell.processes()));
    json.put("timestamp", clock.instant().toString());
    var ended = api.detected(job, json.toString(), key);
    tally.detections.increment();
    return ended;
  }

  private @Nullable String key(PlannedJob job) {
    return switch (job.runner()) {
      case Runner.Hosted _ -> keys.ofOrganization();
      case Runner.ScaleSet(var cluster) -> keys.ofCluster(cluster);
      case Runner.Fork _ -> null;
    };
  }

  private @Nullable String monitorKey(PlannedJob job) {
    return switch (job.runner()) {
      case Runner.Hosted(var withKey) -> withKey ? key(job) : null;
      case Runner.ScaleSet _ -> key(job);
      case Runner.Fork _ -> null;
    };
  }
}
