package dev.sallyport.domain.book;

import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.document.PolicyMembers;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.document.Reading.Readable;
import dev.sallyport.domain.document.Reading.Unreadable;
import dev.sallyport.domain.event.PolicyContent;
import org.jspecify.annotations.Nullable;

/**
 * What stays of a policy when members take its place that have no words for everything: the
 * Terraform provider's body knows no {@code disable_sudo_and_containers} (gh-policy-store.go), and
 * leaving it out does not mean to switch it off.
 */
final class StandingWords {
  private StandingWords() {}

  /** The content to save: the standing one itself where the members say what it says. */
  static PolicyContent kept(PolicyContent standing, PolicyContent members) {
    var completed = completed(standing.rules().disableSudoAndContainers(), members);
    return saysTheSame(standing, completed) ? standing : completed;
  }

  private static PolicyContent completed(@Nullable Boolean standing, PolicyContent members) {
    var rules = members.rules();
    if (standing == null || rules.disableSudoAndContainers() != null) {
      return members;
    }
    // In front: the text ends with a list, and whatever follows could be taken for a part of it.
    return new PolicyContent(
        "disable-sudo-and-containers: %s\n%s".formatted(standing, members.text()),
        new PolicyRules(
            rules.mode(),
            rules.allowedEndpoints(),
            rules.deniedEndpoints(),
            rules.disableSudo(),
            standing,
            rules.disableFileMonitoring(),
            rules.disableTelemetry(),
            rules.lockdown()));
  }

  // As it is spelt, too: who reads a policy back in JSON must find the endpoints that were sent.
  private static boolean saysTheSame(PolicyContent standing, PolicyContent sent) {
    return standing.rules().equals(sent.rules())
        && (standing.text().equals(sent.text()) || members(standing).equals(members(sent)));
  }

  private static PolicyMembers members(PolicyContent content) {
    return switch (PolicyDocument.read(content.text())) {
      case Readable(var document, _) -> document.toMembers();
      case Unreadable _ -> content.rules().toMembers();
    };
  }
}
