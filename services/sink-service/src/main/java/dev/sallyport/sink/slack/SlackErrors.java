package dev.sallyport.sink.slack;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.delivery.Answer.Gone;
import dev.sallyport.domain.delivery.Answer.NotTaken;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What Slack says when it does not take a message, and what to do about it. Only what Slack
 * documents to be for ever ends an integration: a webhook or a workspace that was removed. An
 * archived channel can be opened again.
 */
final class SlackErrors {
  private SlackErrors() {}

  /**
   * @param error such as {@code channel_not_found}
   * @param pause how long Slack asks to be left alone, if it does
   */
  static Answer answer(String error, @Nullable Duration pause) {
    var said = "Slack said %s: %s".formatted(error, words(error));
    return isForEver(error) ? new Gone(said) : new NotTaken(said, pause);
  }

  private static boolean isForEver(String error) {
    return switch (error) {
      case "no_service", "no_team", "account_inactive", "token_revoked" -> true;
      default -> false;
    };
  }

  private static String words(String error) {
    return switch (error) {
      case "no_service" ->
          "the incoming webhook was removed or is switched off; make another and put in its address";
      case "no_team" -> "the workspace of the incoming webhook is not there any more";
      case "account_inactive", "token_revoked" ->
          "the bot was removed from the workspace; install the app again and put in its new token";
      case "invalid_token", "invalid_auth", "not_authed", "token_expired" ->
          "the token is not accepted; put in the bot token of the app, which begins with xoxb-";
      case "channel_not_found" ->
          "there is no such channel, or the bot does not see it; invite the bot into a private one";
      case "not_in_channel" -> "the bot is not in the channel; invite it there";
      case "channel_is_archived", "is_archived" ->
          "the channel is archived; open it again, or choose another";
      case "missing_scope" -> "the app may not write; give it the scope chat:write";
      case "action_prohibited", "restricted_action", "posting_to_general_channel_denied" ->
          "the workspace does not let apps post there; ask who administers it";
      case "team_disabled", "team_access_not_granted", "access_denied", "ekm_access_denied" ->
          "the workspace does not let the app in; ask who administers it";
      case "ratelimited", "rate_limited", "message_limit_exceeded" ->
          "too many messages; it is tried again later";
      case "invalid_payload",
          "invalid_blocks",
          "invalid_blocks_format",
          "msg_too_long",
          "msg_blocks_too_long",
          "no_text" ->
          "it does not understand the message, which is a fault of Sallyport's: please report it";
      default -> "it is tried again later";
    };
  }
}
