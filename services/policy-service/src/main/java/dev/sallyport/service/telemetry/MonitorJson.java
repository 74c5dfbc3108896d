package dev.sallyport.service.telemetry;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the action reads ({@code src/setup.ts}).
 *
 * @param monitoringStarted makes the action's post step ask for the job's summary
 */
record MonitorJson(
    @JsonProperty("runner_ip_address") String runnerIpAddress,
    @JsonProperty("one_time_key") String oneTimeKey,
    @JsonProperty("monitoring_started") boolean monitoringStarted) {
  @Override
  public String toString() {
    return "MonitorJson[…]";
  }
}
