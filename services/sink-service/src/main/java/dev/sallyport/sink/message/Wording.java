package dev.sallyport.sink.message;

import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.event.PolicyEvent.PolicyCreated;
import dev.sallyport.domain.event.PolicyEvent.PolicyUpdated;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.history.HistoryEntries;
import dev.sallyport.domain.history.HistoryEntry;
import dev.sallyport.domain.history.HistoryEntry.Change;
import dev.sallyport.domain.history.Transition;
import dev.sallyport.domain.insight.Detection;
import dev.sallyport.domain.insight.LockdownAction;
import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.sink.courier.Notice;
import dev.sallyport.sink.courier.Notice.Happened.Changed;
import dev.sallyport.sink.courier.Notice.Happened.Detected;
import dev.sallyport.sink.courier.Notice.Happened.NotDelivered;
import dev.sallyport.sink.courier.Notice.Happened.Tried;
import dev.sallyport.sink.courier.Notice.Happened.Unknown;
import dev.sallyport.sink.message.Message.Fact;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts into words what happened: the same words for everybody. */
public final class Wording {
  private static final int MOST_SCOPES = 5;
  private static final int MOST_PROCESSES = 5;

  private final PageLinks links;

  /**
   * @param publicUrl under which people reach this installation; without it there are no links
   */
  public Wording(@Nullable URI publicUrl) {
    links = new PageLinks(publicUrl);
  }

  public List<Message> of(List<Notice> notices) {
    return notices.stream().map(this::of).toList();
  }

  public Message of(Notice notice) {
    return switch (notice.happened()) {
      case Changed(var event) -> changed(event);
      case Detected(var detection) -> detected(notice, detection);
      case NotDelivered failed -> notDelivered(notice, failed);
      case Tried(var integration, var by) -> tried(notice, integration, by);
      case Unknown _ -> unknown(notice);
    };
  }

  /** What people call an owner. */
  public static String organization(Owner owner) {
    return owner.isTenant() ? "the installation" : owner.name();
  }

  private Message changed(RecordedEvent recorded) {
    var entry = HistoryEntries.of(List.of(recorded)).getFirst();
    var meta = recorded.meta();
    var title =
        entry.policy() == null
            ? sentence(entry.type().title())
            : sentence(entry.type().title()) + ": " + entry.policy();
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("Who", who(entry)));
    facts.add(new Fact("Organization", organization(meta.owner())));
    facts.addAll(facts(entry.change()));
    var diff = (@Nullable DiffSummary) null;
    switch (recorded.event()) {
      case PolicyCreated(_, _, var content) -> facts.addAll(meaning(content.rules()));
      case PolicyUpdated(_, _, var before, var content, _) -> {
        facts.addAll(meaning(content.rules()));
        diff = DiffSummary.of(before, content.text());
      }
      default -> {} // of the others, the entry tells all
    }
    return new Message(
        title,
        "%s by %s, %s%s"
            .formatted(
                title,
                entry.actor().name(),
                organization(meta.owner()),
                diff == null ? "" : " (" + diff.counts() + ")"),
        facts,
        diff,
        meta.at(),
        links.to(recorded));
  }

  private static String who(HistoryEntry entry) {
    var way = way(entry.source());
    return entry.actor().name() + (way.isEmpty() ? "" : ", " + way);
  }

  private static String way(Source source) {
    return switch (source) {
      case API -> "through the API";
      case TERRAFORM -> "with Terraform";
      case MCP -> "through the MCP server";
      case UI -> "on the web pages";
      case COMMAND_LINE -> "on the command line";
      case SYSTEM, OTHER -> "";
    };
  }

  private static List<Fact> facts(Change change) {
    return switch (change) {
      case Change.Created(var version, _) -> List.of(new Fact("Version", "" + version));
      case Change.Updated(var version, _, _, var restored) ->
          List.of(
              new Fact(
                  "Version",
                  restored == null
                      ? "" + version
                      : "%d, which brings version %d back".formatted(version, restored)));
      case Change.Attached(var added, var removed, var moved, var transitions) ->
          Stream.of(
                  scopes("Attached to", added),
                  scopes("Detached from", removed),
                  scopes("In another order", moved),
                  transitions(transitions))
              .flatMap(List::stream)
              .toList();
      case Change.Detached(var removed, var displacedBy) -> {
        var facts = new ArrayList<>(scopes("Detached from", removed));
        if (displacedBy != null) {
          facts.add(new Fact("Displaced by", displacedBy.value()));
        }
        yield facts;
      }
      case Change.Deleted(var lastVersion) -> List.of(new Fact("Last version", "" + lastVersion));
      case Change.Other(var words) -> List.of(new Fact("What", words));
    };
  }

  private static List<Fact> scopes(String name, List<Scope> scopes) {
    if (scopes.isEmpty()) {
      return List.of();
    }
    var shown =
        scopes.stream().limit(MOST_SCOPES).map(Scope::describe).collect(Collectors.joining(", "));
    var more = scopes.size() - MOST_SCOPES;
    return List.of(new Fact(name, more > 0 ? "%s and %d more".formatted(shown, more) : shown));
  }

  private static List<Fact> transitions(List<Transition> transitions) {
    return transitions.stream()
        .limit(MOST_SCOPES)
        .map(each -> new Fact("Reach", each.describe()))
        .toList();
  }

  private static List<Fact> meaning(PolicyRules rules) {
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("Mode", rules.mode().name().toLowerCase(Locale.ROOT)));
    if (!rules.deniedEndpoints().isEmpty()) {
      facts.add(new Fact("Denied endpoints", "" + rules.deniedEndpoints().size()));
    } else {
      facts.add(new Fact("Allowed endpoints", "" + rules.allowedEndpoints().size()));
    }
    return facts;
  }

  private Message detected(Notice notice, Detection detection) {
    var job = detection.job();
    var happening = Happening.of(detection.type()).title();
    var subject =
        detection.destination() == null
            ? job.repository().toString()
            : detection.destination().toString();
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("Type", detection.type().text()));
    facts.add(new Fact("Repository", job.repository().toString()));
    add(facts, "Workflow", job.workflow());
    add(facts, "Job", job.name());
    add(facts, "Run", job.run());
    add(facts, "Cluster", job.cluster());
    add(facts, "Called", detection.destination());
    if (detection.destination() == null || !detection.destination().isAddress()) {
      add(facts, "Address", detection.address());
    }
    if (!detection.processes().processes().isEmpty()) {
      facts.add(new Fact("Program", programs(detection.processes().processes())));
    }
    if (detection.globally()) {
      facts.add(new Fact("Blocked by", "the Global Block Policy"));
    }
    var policy = detection.policy();
    if (policy != null) {
      facts.add(new Fact("Policy", "%s, version %d".formatted(policy.policy(), policy.version())));
    }
    if (detection.action() != null) {
      facts.add(new Fact("Lockdown", lockdown(detection.action())));
    }
    var title = happening + ": " + subject;
    return new Message(
        title,
        "%s in %s%s%s"
            .formatted(
                title,
                job.repository(),
                job.name() == null ? "" : ", job " + job.name(),
                job.run() == null ? "" : ", run " + job.run()),
        facts,
        null,
        notice.event().time(),
        links.to(detection));
  }

  private static void add(List<Fact> facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.add(new Fact(name, value.toString()));
    }
  }

  private static String programs(List<ObservedProcess> processes) {
    return processes.stream()
        .limit(MOST_PROCESSES)
        .map(ObservedProcess::name)
        .collect(Collectors.joining(" ← "));
  }

  private static String lockdown(LockdownAction action) {
    return switch (action) {
      case TERMINATE -> "the job is to be stopped";
      case RECORD -> "recorded, the job goes on";
    };
  }

  private Message notDelivered(Notice notice, NotDelivered failed) {
    var title = "Delivery failed: " + failed.integration();
    return new Message(
        title,
        "%s was not told of %s. It said: %s"
            .formatted(failed.integration(), failed.happening(), failed.said()),
        List.of(
            new Fact("Organization", organization(notice.owner())),
            new Fact("Integration", failed.integration()),
            new Fact("Not told of", failed.happening()),
            new Fact("Which happened", failed.since().toString()),
            new Fact("Last answer", failed.said())),
        null,
        notice.event().time(),
        null);
  }

  private Message tried(Notice notice, String integration, String by) {
    var title = "This is a test of " + integration;
    return new Message(
        title,
        "%s, by %s: nothing happened".formatted(title, by),
        List.of(
            new Fact("Who", by),
            new Fact("Organization", organization(notice.owner())),
            new Fact("What", "nothing happened; whoever reads this is told what will")),
        null,
        notice.event().time(),
        links.toAuditLog(notice.owner()));
  }

  private Message unknown(Notice notice) {
    var title = "Something happened that this version has no words for";
    return new Message(
        title,
        "%s, in %s: %s".formatted(title, organization(notice.owner()), notice.event().type()),
        List.of(
            new Fact("Organization", organization(notice.owner())),
            new Fact("Type", notice.event().type())),
        null,
        notice.event().time(),
        links.toAuditLog(notice.owner()));
  }

  // Titles of events are written With Capitals; within a message they are a sentence.
  private static String sentence(String title) {
    var space = title.indexOf(' ');
    return title.substring(0, space) + title.substring(space).toLowerCase(Locale.ROOT);
  }
}
