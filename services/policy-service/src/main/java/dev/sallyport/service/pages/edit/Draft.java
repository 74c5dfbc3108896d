package dev.sallyport.service.pages.edit;

import dev.sallyport.domain.document.Edited;
import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.document.EndpointImport;
import dev.sallyport.domain.document.Finding;
import dev.sallyport.domain.document.Lockdown;
import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.document.Reading;
import dev.sallyport.service.pages.baseline.PolicyEndpoints.Found;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A text on its way: what the form asked for is done to it, or said why not.
 *
 * @param yaml the text now
 * @param endpointRefused why an endpoint was not added or removed; empty if nothing was refused
 * @param endpoint what to leave in the field of the endpoint to be added
 * @param settingRefused why mode or lockdown were not set
 * @param imported what to leave in the field of the import
 */
public record Draft(
    String yaml, String endpointRefused, String endpoint, String settingRefused, String imported) {

  static Draft of(EditorForm form) {
    var draft = new Draft(form.yaml(), "", form.endpoint(), "", form.imported());
    var chosen = form.modeChosen();
    if (chosen.isPresent()) {
      draft = draft.set(document -> document.withMode(chosen.get()));
    }
    if (form.lockdownChosen()) {
      var lockdown = new Lockdown(form.lockdownEnabled(), form.detections());
      draft = draft.set(document -> document.withLockdown(lockdown));
    }
    return switch (form.step().verb()) {
      case ADD -> draft.adding(form.endpoint());
      case REMOVE -> draft.removing(form.step().argument());
      case IMPORT -> draft.importing();
      case TAKE -> draft.taking(form.taken());
      case OPEN, CHECK, SHOW_IMPORT, SHOW_BASELINE, OVERWRITE, TAKE_SAVED, TAKE_KEPT, SAVE -> draft;
    };
  }

  private Draft set(Function<PolicyDocument, Edited> change) {
    return switch (edit(change)) {
      case Edited.Done(var document) ->
          new Draft(document.text(), endpointRefused, endpoint, settingRefused, imported);
      case Edited.Refused(var reason) ->
          new Draft(yaml, endpointRefused, endpoint, reason, imported);
    };
  }

  private Draft adding(String written) {
    var found = EndpointImport.read(written);
    if (!found.problems().isEmpty()) {
      return refused(found.problems().getFirst().message());
    }
    return listed(document -> document.adding(found.endpoints()), "", imported);
  }

  private Draft removing(String written) {
    var found = EndpointImport.read(written);
    return found.problems().isEmpty()
        ? listed(document -> document.removing(found.endpoints()), endpoint, imported)
        : refused(found.problems().getFirst().message());
  }

  private Draft importing() {
    var found = EndpointImport.read(imported);
    return listed(document -> document.adding(found.endpoints()), endpoint, "");
  }

  private Draft taking(List<String> written) {
    if (written.isEmpty()) {
      return refused("choose at least one endpoint of the baseline");
    }
    var found = EndpointImport.read(String.join("\n", written));
    return found.problems().isEmpty()
        ? listed(document -> document.adding(found.endpoints()), endpoint, imported)
        : refused(found.problems().getFirst().message());
  }

  private Draft listed(
      Function<PolicyDocument, Edited> change, String endpointLeft, String importLeft) {
    return switch (edit(change)) {
      case Edited.Done(var document) ->
          new Draft(document.text(), "", endpointLeft, settingRefused, importLeft);
      case Edited.Refused(var reason) -> refused(reason);
    };
  }

  private Draft refused(String reason) {
    return new Draft(yaml, reason, endpoint, settingRefused, imported);
  }

  private Edited edit(Function<PolicyDocument, Edited> change) {
    return switch (PolicyDocument.read(yaml)) {
      case Reading.Readable(var document, _) -> change.apply(document);
      case Reading.Unreadable(var problems) -> new Edited.Refused(correctFirst(problems));
    };
  }

  private static String correctFirst(List<Finding> problems) {
    var first = problems.getFirst();
    return "correct the YAML first, line %d, column %d: %s"
        .formatted(first.line(), first.column(), first.message());
  }

  /** Those of the import that the text does not allow yet. */
  List<Endpoint> fresh(EndpointImport found) {
    var listed = listed();
    return found.endpoints().stream().filter(each -> !listed.contains(each)).toList();
  }

  /** Those of a baseline that the text does not allow yet. */
  List<Found> unlisted(List<Found> found) {
    var listed = listed();
    return found.stream().filter(each -> !listed.contains(each.endpoint())).toList();
  }

  private Set<Endpoint> listed() {
    return switch (PolicyDocument.read(yaml)) {
      case Reading.Readable(var document, _) -> Set.copyOf(document.rules().allowedEndpoints());
      case Reading.Unreadable _ -> Set.of();
    };
  }
}
