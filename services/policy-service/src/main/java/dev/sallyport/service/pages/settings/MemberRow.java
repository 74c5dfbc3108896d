package dev.sallyport.service.pages.settings;

import dev.sallyport.service.management.ActorJson;
import dev.sallyport.service.management.MemberJson;
import dev.sallyport.service.pages.Moment;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A person with a role.
 *
 * @param email empty if it is not known
 * @param since null if it is not known
 * @param remove the page that asks before it takes the role away
 */
record MemberRow(
    String email,
    String issuer,
    String subject,
    String role,
    @Nullable Moment since,
    String by,
    String remove) {

  static MemberRow of(MemberJson member, String base) {
    var since = member.grantedAt();
    return new MemberRow(
        member.email(),
        member.issuer(),
        member.subject(),
        member.role(),
        since == null ? null : new Moment(since),
        nameOf(member.grantedBy()),
        "%s/remove?issuer=%s&subject=%s"
            .formatted(base, parameter(member.issuer()), parameter(member.subject())));
  }

  /** As people know them. */
  public String name() {
    return email.isEmpty() ? subject : email;
  }

  static String nameOf(@Nullable ActorJson actor) {
    return actor == null ? "" : actor.name();
  }

  private static String parameter(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
