package dev.sallyport.service.runner;

/**
 * @param status {@code APPLIED} or {@code NOT_APPLIED}
 */
record WorkflowPolicyStatus(String status) {}
