package dev.sallyport.service.pages.detections;

import dev.sallyport.domain.insight.Detection;
import java.util.List;

/**
 * A type of detection in words.
 *
 * @param meaning what happened
 * @param advice what to do, each thing by itself
 */
record TypeWords(String meaning, List<String> advice) {
  static TypeWords of(Detection detection) {
    return switch (detection.type()) {
      case DOMAIN_BLOCKED ->
          detection.globally()
              ? new TypeWords(
                  "The job called what the Global Block Policy blocks for every job.",
                  List.of(
                      "Find out which step or package calls it: no policy of yours can allow it."))
              : new TypeWords(
                  "The job called what its policy does not allow, and the call was blocked.",
                  List.of(
                      "If the job needs it, allow the endpoint in its policy.",
                      "If not, find out which step or package calls it."));
      case NEW_OUTBOUND_NETWORK_CALL ->
          new TypeWords(
              "The job called an endpoint that is not in its baseline, which was stable.",
              List.of(
                  "Find out what changed: the workflow, an action or a package.",
                  "If it is meant, resolve this; later calls are in the baseline."));
      case POLICY_NOT_ENFORCED_AS_SERVED ->
          new TypeWords(
              "A call got through although the policy that the job was served blocks it.",
              List.of(
                  "Look for allowed-endpoints in the workflow file: an inline list takes the place of"
                      + " the stored one, while the stored mode stays.",
                  "Look for an endpoint in the policy that no name server knows any more: an agent"
                      + " that cannot resolve one of them reverts everything and enforces"
                      + " nothing."));
      case PRIVILEGED_CONTAINER ->
          new TypeWords(
              "The job started a container with all privileges on the runner.",
              List.of("Make sure that it is meant: such a container can do whatever root can."));
      case REVERSE_SHELL ->
          new TypeWords(
              "A program of the job gave a shell on the runner to somebody elsewhere.",
              List.of(
                  "Revoke all secrets that the job had: take them for known to others.",
                  "Find out which step or package started it."));
      case RUNNER_WORKER_MEMORY_READ ->
          new TypeWords(
              "A program read the memory of the runner's worker, where all secrets of the job are.",
              List.of(
                  "Revoke all secrets that the job had: take them for known to others.",
                  "Find out which step or package started it."));
    };
  }
}
