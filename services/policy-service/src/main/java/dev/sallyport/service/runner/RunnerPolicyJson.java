package dev.sallyport.service.runner;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.view.PolicyRenderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A policy as the Harden-Runner action reads it ({@code src/policy-utils.ts}, {@code
 * src/interfaces.ts}). A member that the policy does not set is left out: the action takes {@code
 * null} for a value and puts it in the place of the job's own input. {@code allowed_endpoints} is
 * always an array, since the action's merge throws without one and the job falls back to audit
 * mode. {@code policy_name} is always there: the runner hooks take an empty one for "not found".
 */
public final class RunnerPolicyJson implements PolicyRenderer {
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public byte[] render(Owner owner, PolicyEntry policy) {
    return render(owner, policy, null);
  }

  /** The same for people to read. */
  public static String indented(Owner owner, PolicyEntry policy) {
    return new String(
        render(
            owner,
            policy,
            new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE)),
        StandardCharsets.UTF_8);
  }

  private static byte[] render(Owner owner, PolicyEntry policy, @Nullable PrettyPrinter printer) {
    var rules = policy.rules();
    if (rules == null) {
      throw new IllegalArgumentException("A deleted policy is not served: " + policy.policy());
    }
    var bytes = new ByteArrayOutputStream(512);
    try (var json = JSON.createGenerator(bytes)) {
      json.setPrettyPrinter(printer);
      json.writeStartObject();
      json.writeStringField("policy_name", policy.policy().value());
      json.writeStringField("owner", owner.name());
      json.writeStringField("policyName", policy.policy().value());
      write(json, rules);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory takes every byte", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, PolicyRules rules) throws IOException {
    json.writeArrayFieldStart("allowed_endpoints");
    for (var endpoint : rules.allowedEndpoints()) {
      json.writeString(endpoint.toString());
    }
    json.writeEndArray();
    if (!rules.deniedEndpoints().isEmpty()) {
      json.writeArrayFieldStart("denied_endpoints");
      for (var host : rules.deniedEndpoints()) {
        json.writeString(host.text());
      }
      json.writeEndArray();
    }
    json.writeStringField("egress_policy", rules.mode().text());
    write(json, "disable_sudo", rules.disableSudo());
    write(json, "disable_sudo_and_containers", rules.disableSudoAndContainers());
    write(json, "disable_file_monitoring", rules.disableFileMonitoring());
    write(json, "disable_telemetry", rules.disableTelemetry());
    var lockdown = rules.lockdown();
    if (lockdown != null) {
      json.writeObjectFieldStart("lockdown");
      json.writeBooleanField("enabled", lockdown.enabled());
      if (!lockdown.detections().isEmpty()) {
        json.writeArrayFieldStart("detections");
        for (var detection : lockdown.detections()) {
          json.writeString(detection.text());
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, String member, @Nullable Boolean value)
      throws IOException {
    if (value != null) {
      json.writeBooleanField(member, value);
    }
  }
}
