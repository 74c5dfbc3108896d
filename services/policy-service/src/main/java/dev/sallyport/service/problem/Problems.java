package dev.sallyport.service.problem;

import dev.sallyport.domain.command.Refusal;
import dev.sallyport.service.problem.RequestProblem.BadName;
import dev.sallyport.service.problem.RequestProblem.BodyTooLarge;
import dev.sallyport.service.problem.RequestProblem.Forbidden;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.problem.RequestProblem.MethodNotAllowed;
import dev.sallyport.service.problem.RequestProblem.MissingCredential;
import dev.sallyport.service.problem.RequestProblem.MonitoredElsewhere;
import dev.sallyport.service.problem.RequestProblem.NoPolicyAttached;
import dev.sallyport.service.problem.RequestProblem.NoSuchResource;
import dev.sallyport.service.problem.RequestProblem.NotAcceptable;
import dev.sallyport.service.problem.RequestProblem.NotInTime;
import dev.sallyport.service.problem.RequestProblem.NotOffered;
import dev.sallyport.service.problem.RequestProblem.NotSetUp;
import dev.sallyport.service.problem.RequestProblem.TooManyRequests;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import dev.sallyport.service.problem.RequestProblem.Unexpected;
import dev.sallyport.service.problem.RequestProblem.UnknownDetection;
import dev.sallyport.service.problem.RequestProblem.UnknownEvent;
import dev.sallyport.service.problem.RequestProblem.UnknownJob;
import dev.sallyport.service.problem.RequestProblem.UnknownMember;
import dev.sallyport.service.problem.RequestProblem.UnknownRun;
import dev.sallyport.service.problem.RequestProblem.UnknownSeverityAction;
import dev.sallyport.service.problem.RequestProblem.UnknownTenant;
import dev.sallyport.service.problem.RequestProblem.UnknownVersion;
import dev.sallyport.service.problem.RequestProblem.UnreadableBlockList;
import dev.sallyport.service.problem.RequestProblem.UnreadablePolicy;
import dev.sallyport.service.problem.RequestProblem.UnsupportedMediaType;
import dev.sallyport.service.problem.RequestProblem.WrongCredential;

/** The one table from what went wrong to what is answered. */
public final class Problems {
  private static final int STOPPED_RETRY_SECONDS = 30;
  private static final int TOO_SOON_RETRY_SECONDS = 10;

  private Problems() {}

  /** Why a command was not done. */
  public static Problem of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.UnknownOwner(var owner) ->
          Problem.of(
              ProblemType.UNKNOWN_OWNER,
              "%s has no policies yet: make its first change with a tenant-wide admin key."
                  .formatted(owner));
      case Refusal.UnknownPolicy(var policy) ->
          Problem.of(
              ProblemType.UNKNOWN_POLICY,
              "There is no policy “%s”: create it, or compare the spelling.".formatted(policy));
      case Refusal.NameTaken(var policy) ->
          Problem.of(
              ProblemType.NAME_TAKEN,
              "“%s” is there already: update it, or choose another name.".formatted(policy));
      case Refusal.StaleRevision(var policy, var expected, var actual) ->
          Problem.of(
                  ProblemType.STALE_REVISION,
                  "“%s” is at revision %d, you last saw %d: read it again and repeat."
                      .formatted(policy, actual, expected))
              .withCurrentRevision(actual);
      case Refusal.LimitExceeded(var limit, var asked, var allowed) ->
          Problem.of(
              ProblemType.LIMIT_EXCEEDED,
              "The limit of %s is %d; this would make it %d.".formatted(limit, allowed, asked));
      case Refusal.TooLarge(var bytes, var allowed) ->
          Problem.of(
              ProblemType.TOO_LARGE,
              "The change takes a record of %d bytes, %d are possible: split it."
                  .formatted(bytes, allowed));
      case Refusal.UnknownKey(var key) ->
          Problem.of(ProblemType.UNKNOWN_KEY, "There is no API key %s here.".formatted(key));
      case Refusal.KeyTaken(var key) ->
          Problem.of(
              ProblemType.KEY_TAKEN, "The key %s was issued before: take another.".formatted(key));
      case Refusal.UnknownMember(var member) ->
          Problem.of(ProblemType.UNKNOWN_MEMBER_OF_OWNER, "%s has no role here.".formatted(member));
      case Refusal.NoInvitation(var email) ->
          Problem.of(ProblemType.NO_INVITATION, "Nobody is invited as %s here.".formatted(email));
      case Refusal.UnknownRule(var rule) ->
          Problem.of(ProblemType.UNKNOWN_RULE, "There is no suppression rule %s.".formatted(rule));
      case Refusal.UnknownIntegration(var integration) ->
          Problem.of(
              ProblemType.UNKNOWN_INTEGRATION,
              "There is no integration %s here.".formatted(integration));
      case Refusal.IntegrationChangedMeanwhile(var integration) ->
          Problem.of(
              ProblemType.INTEGRATION_CHANGED,
              "%s was changed just now: read it again, and repeat.".formatted(integration));
      case Refusal.NotificationSettingsChangedMeanwhile() ->
          Problem.of(
              ProblemType.INTEGRATION_CHANGED,
              "The notification settings were changed just now: read them again, and repeat.");
      case Refusal.IntegrationInactive(var integration) ->
          Problem.of(
              ProblemType.INTEGRATION_INACTIVE,
              "%s is paused, or its destination is gone: activate it first."
                  .formatted(integration));
      case Refusal.WrongBook(var command) ->
          Problem.of(
              ProblemType.WRONG_BOOK,
              "%s is not possible here: it is either the tenant's or an organization's."
                  .formatted(command));
      case Refusal.RecordedAlready(var at) ->
          Problem.of(
              ProblemType.RECORDED_ALREADY,
              "The last such attempt was recorded at %s.".formatted(at));
      case Refusal.TooSoon(var again) ->
          Problem.of(ProblemType.TOO_SOON, "It can be done again from %s on.".formatted(again))
              .retriedAfter(TOO_SOON_RETRY_SECONDS);
      case Refusal.IdempotencyKeyReused _ ->
          Problem.of(
              ProblemType.IDEMPOTENCY_KEY_REUSED,
              "The Idempotency-Key was used for a different request within the last day: take a new"
                  + " one.");
      case Refusal.Expired(var notAfter) ->
          Problem.of(
                  ProblemType.SERVICE_UNAVAILABLE,
                  "The change was not decided by %s and was dropped: repeat it."
                      .formatted(notAfter))
              .retriedAfter(1);
      case Refusal.NotUnderstood(var reason) ->
          Problem.of(
              ProblemType.NOT_UNDERSTOOD,
              "The deciding instance could not read the change (%s): run one version everywhere."
                  .formatted(reason));
      case Refusal.Stopped(var reason) ->
          Problem.of(
                  ProblemType.CHANGES_STOPPED,
                  "Nothing is decided for this organization at the moment: %s".formatted(reason))
              .retriedAfter(STOPPED_RETRY_SECONDS);
    };
  }

  /** What is wrong with a request. */
  public static Problem of(RequestProblem problem) {
    return switch (problem) {
      case BadName(var cause) -> Problem.of(ProblemType.INVALID_NAME, text(cause));
      case Malformed(var detail) -> Problem.of(ProblemType.INVALID_REQUEST, detail);
      case UnknownMember(var member, var known) ->
          Problem.of(
              ProblemType.UNKNOWN_MEMBER,
              "“%s” is not known here; known are %s.".formatted(member, String.join(", ", known)));
      case UnreadablePolicy(var findings) ->
          Problem.of(
                  ProblemType.UNREADABLE_POLICY,
                  "%d finding%s to be corrected; nothing was saved."
                      .formatted(findings.size(), findings.size() == 1 ? "" : "s"))
              .withFindings(findings);
      case UnreadableBlockList(var findings) ->
          Problem.of(
                  ProblemType.UNREADABLE_BLOCK_LIST,
                  "%d finding%s to be corrected; nothing was changed."
                      .formatted(findings.size(), findings.size() == 1 ? "" : "s"))
              .withFindings(findings);
      case UnknownSeverityAction _ ->
          Problem.of(
              ProblemType.UNKNOWN_SEVERITY_ACTION,
              "Detections have no severity here that a rule could set: send"
                  + " “severity_action”: {“type”: “ignore”}.");
      case MissingCredential _ ->
          Problem.of(
              ProblemType.MISSING_CREDENTIAL,
              "Send Authorization: Bearer <key>; with a runner key, Authorization: vm-api-key <key>.");
      case WrongCredential(var detail) -> Problem.of(ProblemType.WRONG_CREDENTIAL, detail);
      case Forbidden(var detail) -> Problem.of(ProblemType.FORBIDDEN, detail);
      case NoSuchResource _ ->
          Problem.of(
              ProblemType.NO_SUCH_RESOURCE,
              "The path is none of the API's: see /q/swagger-ui for those that are.");
      case NoPolicyAttached _ ->
          Problem.of(
              ProblemType.NO_POLICY_ATTACHED,
              "Nothing is attached to the job's workflow, repository, organization or cluster.");
      case NotOffered(var detail) -> Problem.of(ProblemType.NOT_OFFERED, detail);
      case UnknownTenant(var customer) ->
          Problem.of(
              ProblemType.UNKNOWN_TENANT,
              "“%s” is not this installation's tenant.".formatted(customer));
      case UnknownVersion(var version) ->
          Problem.of(ProblemType.UNKNOWN_VERSION, "There is no version %d.".formatted(version));
      case UnknownEvent(var sequence) ->
          Problem.of(ProblemType.UNKNOWN_EVENT, "There is no event %d.".formatted(sequence));
      case UnknownRun(var run) ->
          Problem.of(ProblemType.UNKNOWN_RUN, "Nothing is known of run %s there.".formatted(run));
      case UnknownJob _ ->
          Problem.of(
              ProblemType.UNKNOWN_JOB, "No such job of this run was monitored, or not lately.");
      case UnknownDetection(var detection) ->
          Problem.of(
              ProblemType.UNKNOWN_DETECTION, "There is no detection %s here.".formatted(detection));
      case NotSetUp(var detail) -> Problem.of(ProblemType.NOT_SET_UP, detail);
      case MonitoredElsewhere _ ->
          Problem.of(
              ProblemType.MONITORED_ELSEWHERE,
              "Another source was the first to ask for this run and correlation id.");
      case TooManyRequests(var detail, var retryAfter) ->
          Problem.of(ProblemType.TOO_MANY_REQUESTS, detail).retriedAfter(retryAfter);
      case MethodNotAllowed _ ->
          Problem.of(
              ProblemType.METHOD_NOT_ALLOWED, "See /q/swagger-ui for what this address takes.");
      case NotAcceptable _ ->
          Problem.of(
              ProblemType.NOT_ACCEPTABLE,
              "Change the Accept header; application/json always works.");
      case BodyTooLarge(var allowed) ->
          Problem.of(
              ProblemType.BODY_TOO_LARGE, "At most %d bytes are taken here.".formatted(allowed));
      case UnsupportedMediaType _ ->
          Problem.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "Set Content-Type to what this address takes, such as application/json.");
      case Unavailable(var reason, var retryAfter) ->
          Problem.of(ProblemType.SERVICE_UNAVAILABLE, reason).retriedAfter(retryAfter);
      case NotInTime(var command) ->
          Problem.of(
                  ProblemType.NOT_IN_TIME,
                  "Nothing was heard of command %s in time; repeat it with the same Idempotency-Key."
                      .formatted(command))
              .ofCommand(command.toString());
      case Unexpected(var incident) ->
          Problem.of(
                  ProblemType.INTERNAL_ERROR,
                  "Look for incident %s in the log.".formatted(incident))
              .ofIncident(incident);
    };
  }

  private static String text(Throwable cause) {
    return String.valueOf(cause.getMessage());
  }
}
