package dev.sallyport.service.problem;

import java.util.Locale;

/**
 * Every kind of error that Sallyport answers with. The slug, status and title of a type never
 * change; {@code docs/reference/problems.md} is generated from here.
 */
public enum ProblemType {
  INVALID_NAME(
      400,
      "A name is not valid",
      "A name in the path, the query or the body cannot be what it stands for. The detail says what"
          + " it may look like."),
  INVALID_REQUEST(
      400,
      "The request cannot be understood",
      "A parameter, header or the body is missing or malformed. The detail names it."),
  UNKNOWN_MEMBER(
      400,
      "The body has a member that is not known",
      "Unknown JSON members are refused, so that a misspelt one is not silently without effect. The"
          + " detail names it and the members that are known."),
  UNREADABLE_POLICY(
      422,
      "The policy cannot be used as written",
      "`findings` lists each problem with its line and column (or JSON member) and what to do about"
          + " it. Nothing was saved."),
  UNREADABLE_BLOCK_LIST(
      422,
      "The block list cannot be used as written",
      "`findings` lists each problem with the member it is about. The list that stood before still"
          + " holds."),
  NOT_SET_UP(
      422,
      "This installation is not set up for that",
      "It takes a setting of the operator's. The detail names it."),
  UNKNOWN_SEVERITY_ACTION(
      422,
      "A rule can only suppress",
      "`severity_action.type` is `ignore`: the detections that the rule matches are suppressed. Nothing"
          + " was changed."),
  MISSING_CREDENTIAL(
      401,
      "A credential is needed",
      "Send `Authorization: Bearer <key>`; runners send `Authorization: vm-api-key <key>`."),
  WRONG_CREDENTIAL(
      401,
      "The credential is not accepted",
      "The key is unknown or was revoked, or the identity token is expired, of another issuer or not"
          + " meant for this organization. Issue a new key, or look at the token's claims."),
  FORBIDDEN(
      403,
      "The credential does not allow this",
      "The credential is good, but belongs to another organization or lacks the permission that the"
          + " detail names."),
  NO_SUCH_RESOURCE(
      404,
      "There is nothing at this address",
      "The path is none of the API's. Compare it with the API reference."),
  NO_POLICY_ATTACHED(
      404,
      "No policy applies to this job",
      "Nothing is attached at the workflow, its repository, the organization or the cluster. Attach a"
          + " policy to one of them; explain tells what was looked at."),
  NOT_OFFERED(
      404,
      "This installation does not have that",
      "Clients ask for something that Sallyport does not offer, and expect this answer then."),
  UNKNOWN_TENANT(
      404,
      "There is no such tenant",
      "An installation has one tenant; its name is the setting SALLYPORT_TENANT."),
  UNKNOWN_OWNER(
      404,
      "There is no such organization",
      "An organization comes into being with the first change by a tenant-wide admin key."),
  UNKNOWN_POLICY(
      404,
      "There is no such policy",
      "Policy names are case-sensitive. List the policies to compare."),
  UNKNOWN_VERSION(
      404, "There is no such version", "List the versions of the policy to see which there are."),
  UNKNOWN_EVENT(
      404, "There is no such event", "Page through the audit log to see which there are."),
  UNKNOWN_KEY(404, "There is no such API key", "List the API keys to see which there are."),
  UNKNOWN_MEMBER_OF_OWNER(
      404, "There is no such member", "List the members to see which there are."),
  NO_INVITATION(
      404,
      "There is no such invitation",
      "It was accepted or withdrawn, or never made. List the invitations to see which there are."),
  UNKNOWN_RULE(
      404,
      "There is no such suppression rule",
      "It was removed, or never added. List the rules to see which there are."),
  UNKNOWN_INTEGRATION(
      404,
      "There is no such integration",
      "It was removed, or never added. List the integrations to see which there are."),
  UNKNOWN_RUN(
      404,
      "There is no such run",
      "Nothing was looked up or reported by a job of it, or not in the last thirty days. List the"
          + " runs to see which there are."),
  UNKNOWN_JOB(
      404,
      "There is no such job",
      "A job that did not ask to be monitored has no summary. What was reported shows after a second"
          + " or so, and is kept for thirty days."),
  UNKNOWN_DETECTION(
      404,
      "There is no such detection",
      "Detections are kept for thirty days. List them to see which there are."),
  METHOD_NOT_ALLOWED(
      405, "The address does not take this method", "`Allow` lists the methods that it takes."),
  NOT_ACCEPTABLE(
      406,
      "The answer is not available in that form",
      "Ask for a media type that the API reference names for this operation."),
  NAME_TAKEN(
      409,
      "A policy of this name is there already",
      "Choose another name, or update the policy that has it."),
  KEY_TAKEN(
      409,
      "The key was issued before",
      "A secret is used once, even after it was revoked. Issue another."),
  WRONG_BOOK(
      409,
      "The change belongs elsewhere",
      "What is of the tenant cannot be changed through an organization, nor the other way round."),
  MONITORED_ELSEWHERE(
      409,
      "The job is monitored from elsewhere",
      "The first `monitor` request for a run and a correlation id gets the one-time key, and only"
          + " from where it came may it be repeated. One with a runner key comes before one without, as"
          + " long as the job is not verified."),
  INTEGRATION_CHANGED(
      409,
      "The integration was changed since you read it",
      "Read it again, look at what changed, and repeat."),
  INTEGRATION_INACTIVE(
      409,
      "The integration is not told anything just now",
      "It is paused, or its destination said that it is gone. Activate it, and repeat."),
  STALE_REVISION(
      412,
      "The policy was changed since you read it",
      "Read it again, look at what changed, and repeat with the new `ETag` in `If-Match`."),
  BODY_TOO_LARGE(413, "The body is too large", "Send less. The detail names the limit."),
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "The body is of a type that is not taken here",
      "Set `Content-Type` to one that the API reference names for this operation."),
  LIMIT_EXCEEDED(
      422,
      "A limit would be exceeded",
      "The detail names the limit, what was asked and what is allowed."),
  TOO_LARGE(
      422,
      "The change is too large to be recorded",
      "Split it into smaller ones; nothing of it was done."),
  IDEMPOTENCY_KEY_REUSED(
      422,
      "The idempotency key was used for another request",
      "Take a new `Idempotency-Key` for each request; repeat one only with the very same request."),
  RECORDED_ALREADY(
      429,
      "This was recorded a moment ago",
      "Denied attempts of one actor are recorded once a minute, with their count."),
  TOO_SOON(
      429,
      "This was done a moment ago",
      "Whoever is signed in may do this, and each time is an event, so it is done once in ten"
          + " seconds. Repeat after the seconds in `Retry-After`."),
  TOO_MANY_REQUESTS(
      429,
      "Too much was asked in this minute",
      "What is open without a credential is taken at a limited rate, which the detail names. Repeat"
          + " after the seconds in `Retry-After`, or send a runner key."),
  INTERNAL_ERROR(
      500,
      "Something went wrong here",
      "The log has the cause under the incident's id. Repeating a change with the same"
          + " `Idempotency-Key` is safe."),
  NOT_UNDERSTOOD(
      500,
      "The change was not understood by the deciding instance",
      "Instances of different versions are running. Finish the upgrade and repeat."),
  SERVICE_UNAVAILABLE(
      503,
      "This cannot be answered at the moment",
      "Repeat after the seconds in `Retry-After`. No change was made."),
  CHANGES_STOPPED(
      503,
      "Changes to this organization are stopped",
      "Its log or state cannot be right, so nothing more is decided for it until someone has looked."
          + " Lookups go on. `/q/health/group/changes` and the log tell more."),
  NOT_IN_TIME(
      504,
      "The change was not decided in time",
      "It may or may not be done. Repeat it with the same `Idempotency-Key`: that tells, and does it"
          + " at most once. Without one, read what it should have changed.");

  private final String slug = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final int status;
  private final String title;
  private final String advice;

  ProblemType(int status, String title, String advice) {
    this.status = status;
    this.title = title;
    this.advice = advice;
  }

  public String slug() {
    return slug;
  }

  /**
   * A reference relative to the instance that answers: it serves the page itself, so that the link
   * works in every installation, also without a way out to the Internet.
   */
  public String uri() {
    return ProblemPage.PATH + "#" + slug;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** What the reader of an answer of this type should know and do, in Markdown. */
  public String advice() {
    return advice;
  }
}
