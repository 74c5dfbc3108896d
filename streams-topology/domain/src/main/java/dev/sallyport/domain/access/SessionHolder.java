package dev.sallyport.domain.access;

/** Whose sessions in browsers are meant. */
public sealed interface SessionHolder {
  /** Whoever signed in with this key of the book. */
  record OfKey(KeyId key) implements SessionHolder {}

  /** A person, whatever their roles; of the tenant's book, since people have roles in many. */
  record OfMember(MemberId member) implements SessionHolder {}
}
