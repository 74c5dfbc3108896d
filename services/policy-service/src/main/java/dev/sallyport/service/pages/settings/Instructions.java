package dev.sallyport.service.pages.settings;

import java.util.List;

/**
 * What to do so that jobs ask this installation, as {@code docs/how-to/point-runners.md} has it.
 *
 * @param address under which runners reach this installation, without a slash at its end
 */
record Instructions(String address) {
  private static final String ADDRESS = "{address}";

  /**
   * One thing to do.
   *
   * @param code to copy
   */
  record Step(String id, String title, String text, String code) {}

  List<Step> of(Runners runners) {
    return switch (runners) {
      case GITHUB_HOSTED ->
          List.of(
              new Step(
                  "fetch",
                  "Let a first job fetch the policy",
                  "There is no host file to change before the action's first step. A job fetches the"
                      + " policy and hands it on as inline input; if that fails, the job fails instead"
                      + " of switching enforcement off.",
                  FETCH.replace(ADDRESS, address)));
      case CUSTOM_VM ->
          List.of(
              names(
                  "Build the names and the certificate into the image",
                  "The action asks a name that is built in. Let it lead to this installation, and let"
                      + " Node.js and the system trust its CA (./sallyport certs makes one)."),
              step(),
              hook(
                  "Images with runner hooks need neither: set this in the environment that the runner"
                      + " starts with."));
      case SELF_HOSTED ->
          List.of(
              names(
                  "Let the names lead here, on each runner",
                  "The action asks a name that is built in. Let it lead to this installation, let"
                      + " Node.js and the system trust its CA (./sallyport certs makes one), and restart"
                      + " the runner."),
              step(),
              hook(
                  "Runners with job hooks need neither: set this in the .env file beside the runner,"
                      + " and restart it."));
      case ARC ->
          List.of(
              new Step(
                  "hook",
                  "Point the runner hook here",
                  "In the values of the runner scale set. Use a runner key that is bound to the"
                      + " cluster, so that policies attached to the cluster apply to its jobs.",
                  ARC.replace(ADDRESS, address)));
    };
  }

  private static Step names(String title, String text) {
    return new Step("names", title, text, NAMES);
  }

  private static Step step() {
    return new Step(
        "step",
        "Use the Policy Store in the workflow",
        "Inline allowed-endpoints beat the stored list, while the stored mode wins: leave them out"
            + " where the store shall decide.",
        STEP);
  }

  private Step hook(String text) {
    return new Step("hook", "Or point the runner hook here", text, "STEP_API=" + address);
  }

  private static final String STEP =
      """
      - uses: step-security/harden-runner@v2
        with:
          use-policy-store: true
          api-key: ${{ secrets.STEP_SECURITY_API_KEY }}
      """;

  // 192.0.2.10 is an address for documentation (RFC 5737).
  private static final String NAMES =
      """
      echo '192.0.2.10 agent.api.stepsecurity.io prod.app-api.stepsecurity.io' | sudo tee -a /etc/hosts
      sudo cp ca.pem /usr/local/share/ca-certificates/sallyport.crt && sudo update-ca-certificates
      echo 'NODE_EXTRA_CA_CERTS=/usr/local/share/ca-certificates/sallyport.crt' >> /path/to/runner/.env
      """;

  private static final String ARC =
      """
      template:
        spec:
          containers:
            - name: runner
              env:
                - name: STEP_API
                  value: {address}
      """;

  private static final String FETCH =
      """
      jobs:
        policy:
          runs-on: ubuntu-latest
          outputs:
            endpoints: ${{ steps.fetch.outputs.endpoints }}
            mode: ${{ steps.fetch.outputs.mode }}
          steps:
            - id: fetch
              env:
                KEY: ${{ secrets.STEP_SECURITY_API_KEY }}
              run: |
                workflow=${GITHUB_WORKFLOW_REF%%@*}
                curl --fail --silent --show-error --retry 3 -H "Authorization: vm-api-key $KEY" \\
                  "{address}/v1/github/$GITHUB_REPOSITORY/actions/policies/workflow-policy?workflow=${workflow##*/}&run_id=$GITHUB_RUN_ID" \\
                  > policy.json
                echo "endpoints=$(jq -r '.allowed_endpoints | join(" ")' policy.json)" >> "$GITHUB_OUTPUT"
                echo "mode=$(jq -r '.egress_policy' policy.json)" >> "$GITHUB_OUTPUT"

        build:
          needs: policy
          runs-on: ubuntu-latest
          steps:
            - uses: step-security/harden-runner@v2
              with:
                egress-policy: ${{ needs.policy.outputs.mode }}
                allowed-endpoints: ${{ needs.policy.outputs.endpoints }}
      """;
}
