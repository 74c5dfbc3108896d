package dev.sallyport.topology.verify;

import dev.sallyport.domain.book.BookEntry;
import dev.sallyport.domain.book.BookEntry.ApiKeyEntry;
import dev.sallyport.domain.book.BookEntry.BlockListEntry;
import dev.sallyport.domain.book.BookEntry.BootstrapEntry;
import dev.sallyport.domain.book.BookEntry.DenialEntry;
import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.book.BookEntry.InvitationEntry;
import dev.sallyport.domain.book.BookEntry.MemberEntry;
import dev.sallyport.domain.book.BookEntry.NotificationSettingsEntry;
import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.BookEntry.ScopeEntry;
import dev.sallyport.domain.book.BookEntry.SessionsEndEntry;
import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.book.BookEntry.TextEntry;
import dev.sallyport.domain.book.BookEntry.Totals;
import dev.sallyport.domain.book.BookKey;
import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.view.OwnerBook;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/**
 * One number for everything that an instance serves of an owner: equal states have equal digests,
 * in whatever order they came about. The sum, modulo 2^256, of the SHA-256 of each entry: policies,
 * texts, attachments, keys, members, invitations, ends of sessions, suppression rules,
 * integrations, notification settings, block list and head.
 *
 * <p>Compare digests of the same head only. It shows accidents, not forgeries: who can choose
 * entries can choose their sum.
 */
public final class StateDigest {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  private final Owner owner;
  private BigInteger sum = BigInteger.ZERO;

  private StateDigest(Owner owner) {
    this.owner = owner;
  }

  /** Of what a view serves; takes time in proportion to the owner's size. */
  public static String of(Owner owner, OwnerBook book) {
    var digest = new StateDigest(owner);
    for (var policy : book.policies().values()) {
      digest.add(policy);
      var text = book.text(policy.policy());
      if (text != null) {
        digest.add(new TextEntry(policy.policy(), text));
      }
      book.placements(policy.policy()).forEach(digest::add);
    }
    book.apiKeys().forEach(digest::add);
    book.members().forEach(digest::add);
    book.invitations().forEach(digest::add);
    book.sessionsEnds().forEach(digest::add);
    book.suppressionRules().forEach(digest::add);
    book.integrations().forEach(digest::add);
    var settings = book.get(new BookKey.NotificationSettingsKey());
    if (settings != null) {
      digest.add(settings);
    }
    var list = book.blockList();
    if (list != null) {
      digest.add(list);
    }
    var head = book.head();
    if (head != null) {
      digest.add(head);
    }
    return digest.hex();
  }

  /** Of what events add up to. */
  public static String of(Owner owner, MemoryBook book) {
    var digest = new StateDigest(owner);
    book.entries().stream().filter(StateDigest::served).forEach(digest::add);
    return digest.hex();
  }

  /**
   * Of many owners together: SHA-256 over a line for each, in the order of their keys.
   *
   * @param digests by the owner's key
   */
  public static String ofAll(SortedMap<String, String> digests) {
    try {
      var all = MessageDigest.getInstance("SHA-256");
      digests.forEach((owner, digest) ->
          all.update((owner + " " + digest + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(all.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static boolean served(BookEntry entry) {
    return switch (entry) {
      case PolicyEntry _,
          TextEntry _,
          PlacementEntry _,
          ApiKeyEntry _,
          MemberEntry _,
          InvitationEntry _,
          SessionsEndEntry _,
          SuppressionRuleEntry _,
          IntegrationEntry _,
          NotificationSettingsEntry _,
          BlockListEntry _,
          Head _ ->
          true;
      // The same as placements, or not for readers.
      case ScopeEntry _, BootstrapEntry _, DenialEntry _, Totals _ -> false;
    };
  }

  private void add(BookEntry entry) {
    sum = sum.add(EntryDigest.of(owner, entry).number()).mod(MODULUS);
  }

  private String hex() {
    var digits = sum.toString(16);
    return "0".repeat(64 - digits.length()) + digits;
  }
}
