package dev.sallyport.domain.document;

/** A word of an endpoint list, and where it stands: from {@code start} to before {@code end}. */
record Token(String text, int start, int end) {}
