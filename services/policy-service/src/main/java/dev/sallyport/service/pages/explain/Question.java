package dev.sallyport.service.pages.explain;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

/** The job that is asked about, as it was typed. */
public record Question(
    @QueryParam("repository") @DefaultValue("") String repository,
    @QueryParam("workflow") @DefaultValue("") String workflow,
    @QueryParam("cluster") @DefaultValue("") String cluster,
    @QueryParam("at") @DefaultValue("") String at) {

  public Question {
    repository = repository.strip();
    workflow = workflow.strip();
    cluster = cluster.strip();
    at = at.strip();
  }

  boolean empty() {
    return repository.isEmpty() && workflow.isEmpty() && cluster.isEmpty() && at.isEmpty();
  }
}
