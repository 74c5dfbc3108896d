package dev.sallyport.domain.book;

/** What an event does to a book. */
public sealed interface BookChange {
  record Put(BookEntry entry) implements BookChange {}

  record Remove(BookKey removed) implements BookChange {}

  default BookKey key() {
    return switch (this) {
      case Put(var entry) -> entry.key();
      case Remove(var removed) -> removed;
    };
  }
}
