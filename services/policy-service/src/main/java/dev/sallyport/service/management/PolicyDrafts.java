package dev.sallyport.service.management;

import dev.sallyport.domain.document.Finding;
import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.document.Reading;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.UnreadablePolicy;
import dev.sallyport.topology.view.PolicyView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Reads what an author sent, with everything worth telling about it. */
@Singleton
public class PolicyDrafts {
  private final PolicyView view;

  @Inject
  PolicyDrafts(PolicyView view) {
    this.view = view;
  }

  /** A policy that can be saved, and warnings about it. */
  public record Draft(PolicyDocument document, List<Finding> warnings) {
    public Draft {
      warnings = List.copyOf(warnings);
    }

    public PolicyContent content() {
      return new PolicyContent(document.text(), document.rules());
    }
  }

  public Draft yaml(String text) {
    return usable(PolicyDocument.read(text));
  }

  Draft json(PolicyJson json) {
    return usable(PolicyDocument.of(json.members()));
  }

  public Draft usable(Reading reading) {
    return switch (reading) {
      case Reading.Unreadable(var problems) -> throw new Rejection(new UnreadablePolicy(problems));
      case Reading.Readable(var document, var warnings) ->
          new Draft(document, withBlockList(document, warnings));
    };
  }

  /** The global block list beats what a policy allows: its author should know. */
  public List<Finding> withBlockList(PolicyDocument document, List<Finding> warnings) {
    var all = new ArrayList<>(warnings);
    all.addAll(view.blockList().warningsFor(document));
    return all;
  }
}
