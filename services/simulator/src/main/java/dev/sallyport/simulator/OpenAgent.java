package dev.sallyport.simulator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.blocklist.BlockedHost;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.insight.EgressCheck;
import dev.sallyport.domain.insight.Observation;
import dev.sallyport.domain.telemetry.IpAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the open-source agent reports of a call, by wire contract D.2 (step-security/agent {@code
 * dnsproxy.go}, {@code netmon.go}, {@code eventhandler.go}).
 */
final class OpenAgent {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DROPPED = "Dropped";
  private static final String UNKNOWN = "Unknown";
  private static final Map<Integer, String> SERVICES =
      Map.of(22, "ssh", 53, "domain", 80, "http", 443, "https");

  private final PolicyRules enforced;
  private final GlobalBlockList blockList;

  /**
   * @param enforced what the agent was started with
   */
  OpenAgent(PolicyRules enforced, GlobalBlockList blockList) {
    this.enforced = enforced;
    this.blockList = blockList;
  }

  /** One request of the agent's. */
  record Report(Kind kind, String json) {
    enum Kind {
      DNS("dns"),
      CONNECTION("networkconnection");

      private final String path;

      Kind(String path) {
        this.path = path;
      }

      String path() {
        return path;
      }
    }
  }

  List<Report> reports(Call call, Instant at) {
    var listed = blockList.blocks(call.host()).orElse(null);
    var blocked = listed != null || EgressCheck.blocks(enforced, call.destination());
    if (IpAddress.read(call.host()) != null) {
      return List.of(
          blocked
              ? dropped(call.host(), call.port(), listed, at)
              : seen(call, call.host(), null, at));
    }
    var address = blocked ? Observation.SINKHOLE.text() : Addresses.of(call.host());
    var reports = new ArrayList<Report>();
    reports.add(resolved(call.host(), address, listed, at));
    if (blocked) {
      // The firewall knows neither the name nor, therefore, its entry on a list.
      reports.add(dropped(address, call.port(), null, at));
    }
    reports.add(seen(call, address, call.host(), at));
    return List.copyOf(reports);
  }

  /** Whether a call gets through. */
  boolean lets(Call call) {
    return blockList.blocks(call.host()).isEmpty()
        && !EgressCheck.blocks(enforced, call.destination());
  }

  private static Report resolved(
      String name, String address, @Nullable BlockedHost listed, Instant at) {
    var json = JSON.createObjectNode();
    json.put("domainName", name + ".").put("ipAddress", address).put("timestamp", at.toString());
    match(json, listed);
    return new Report(Report.Kind.DNS, json.toString());
  }

  private static Report seen(Call call, String address, @Nullable String name, Instant at) {
    var json =
        JSON.createObjectNode().put("ipAddress", address).put("port", String.valueOf(call.port()));
    if (name != null) {
      json.put("domainName", name + ".");
    }
    json.put("timestamp", at.toString()).set("tool", tool(call.processes()));
    return new Report(Report.Kind.CONNECTION, json.toString());
  }

  private static Report dropped(
      String address, int port, @Nullable BlockedHost listed, Instant at) {
    var service = SERVICES.get(port);
    var json =
        JSON.createObjectNode()
            .put("ipAddress", address)
            .put("port", service == null ? String.valueOf(port) : port + "(" + service + ")")
            .put("timestamp", at.toString());
    json.putObject("tool").put("name", UNKNOWN).put("sha256", UNKNOWN).putNull("parent");
    json.put("status", DROPPED);
    match(json, listed);
    return new Report(Report.Kind.CONNECTION, json.toString());
  }

  private static void match(ObjectNode json, @Nullable BlockedHost listed) {
    if (listed != null) {
      json.put("matched_policy", "GLOBAL_BLOCKLIST");
      if (listed.reason() != null) {
        json.put("reason", listed.reason());
      }
    }
  }

  /**
   * A chain of processes as agents write it.
   *
   * @param processes innermost first
   */
  static @Nullable ObjectNode tool(List<String> processes) {
    ObjectNode outer = null;
    for (var process : processes.reversed()) {
      outer =
          JSON.createObjectNode()
              .put("name", process)
              .put("sha256", KeyHash.of(process).hex())
              .set("parent", outer);
    }
    return outer;
  }
}
