package dev.sallyport.service.pages.settings;

import dev.sallyport.service.management.InvitationJson;
import dev.sallyport.service.management.MemberJson;
import org.jspecify.annotations.Nullable;

/**
 * What a form for a new member holds.
 *
 * @param direct whether it names the person by issuer and subject, instead of inviting an address
 * @param email empty if there is none
 * @param issuer empty of an invitation, like {@code subject}
 * @param problem why it was not done; null before it was tried
 */
record MemberForm(
    boolean direct,
    String email,
    String role,
    String issuer,
    String subject,
    @Nullable String problem) {
  static final MemberForm EMPTY = new MemberForm(false, "", "", "", "", null);

  static MemberForm inviting(@Nullable String email, @Nullable String role) {
    return new MemberForm(false, stripped(email), stripped(role), "", "", null);
  }

  static MemberForm granting(
      @Nullable String issuer,
      @Nullable String subject,
      @Nullable String email,
      @Nullable String role) {
    return new MemberForm(
        true,
        stripped(email),
        stripped(role),
        // Blanks may belong to what a provider calls a person.
        issuer == null ? "" : issuer,
        subject == null ? "" : subject,
        null);
  }

  MemberForm refused(String why) {
    return new MemberForm(direct, email, role, issuer, subject, why);
  }

  InvitationJson.Asked invitation() {
    return new InvitationJson.Asked(email, role);
  }

  MemberJson.Asked member() {
    return new MemberJson.Asked(issuer, subject, email.isEmpty() ? null : email, role);
  }

  /** As people know whom it is about. */
  String name() {
    return email.isEmpty() ? subject : email;
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
