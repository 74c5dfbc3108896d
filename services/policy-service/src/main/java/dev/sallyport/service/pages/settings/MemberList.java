package dev.sallyport.service.pages.settings;

import dev.sallyport.service.management.MemberJson;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members that a page shows.
 *
 * @param search what is looked for in addresses, issuers and subjects; empty for all
 * @param more that match as well and are not shown
 * @param any whether there is a member at all
 */
record MemberList(String search, List<MemberRow> rows, int more, boolean any) {
  // An owner has up to 10,000, and each row is a form.
  static final int SHOWN = 100;

  static MemberList of(List<MemberJson> members, @Nullable String search, String base) {
    var part = search == null ? "" : search.strip().toLowerCase(Locale.ROOT);
    var found = members.stream().filter(member -> matches(member, part)).toList();
    return new MemberList(
        part,
        found.stream().limit(SHOWN).map(member -> MemberRow.of(member, base)).toList(),
        Math.max(0, found.size() - SHOWN),
        !members.isEmpty());
  }

  private static boolean matches(MemberJson member, String part) {
    return Stream.of(member.email(), member.issuer(), member.subject())
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(part));
  }
}
