package dev.sallyport.service.security;

import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.names.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One browser's session, as its cookie carries it. Nothing of it is kept here, so that any instance
 * can serve it; whether its holder still may is asked of the view at each request.
 *
 * @param id of 128 random bits, new at each sign-in
 * @param seen the sequence of the last event of the holder's book when it began. It tells whether
 *     the sessions were ended before that or after, which no two clocks would agree on.
 */
record Session(String id, Holder holder, long seen, Instant startedAt, Instant lastSeen) {
  /** As long as nothing is asked. */
  static final Duration IDLE = Duration.ofHours(8);

  /** However much is asked. */
  static final Duration ABSOLUTE = Duration.ofHours(24);

  /** Who was signed in. */
  sealed interface Holder {
    /** Nobody yet: the form to sign in has a token of its own as well. */
    record Nobody() implements Holder {}

    /**
     * Whoever showed this key.
     *
     * @param home where the key was issued
     */
    record OfKey(Owner home, KeyId key) implements Holder {}

    /**
     * Whoever proved to be this member.
     *
     * @param shownAs what people know them by
     * @param claimed what the identity provider said that they are, which holds as long as the
     *     session, if the settings still name it; what the books say is asked anew at each request
     */
    record OfMember(MemberId member, String shownAs, List<ClaimedRole> claimed) implements Holder {
      public OfMember {
        claimed = List.copyOf(claimed);
      }
    }
  }

  boolean expiredAt(Instant now) {
    return !now.isBefore(startedAt.plus(ABSOLUTE)) || !now.isBefore(lastSeen.plus(IDLE));
  }

  Session seenAt(Instant now) {
    return new Session(id, holder, seen, startedAt, now);
  }
}
