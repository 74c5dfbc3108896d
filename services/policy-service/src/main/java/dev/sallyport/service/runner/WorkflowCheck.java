package dev.sallyport.service.runner;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Answer to the runner hooks (step-security/gha-runner-job-hooks).
 *
 * @param shouldSleep whether the hook waits for an agent; nothing here asks it to
 */
record WorkflowCheck(
    @JsonProperty("has_policy") boolean hasPolicy,
    @JsonProperty("should_sleep") boolean shouldSleep) {}
