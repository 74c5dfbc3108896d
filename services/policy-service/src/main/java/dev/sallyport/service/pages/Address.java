package dev.sallyport.service.pages;

import org.jspecify.annotations.Nullable;

/**
 * The address of a page and what it asks for.
 *
 * @param path encoded
 * @param query encoded, without the question mark
 */
public record Address(String path, String query) {
  public static Address of(String path) {
    return new Address(path, "");
  }

  /** The same with one parameter more; one that is null or empty is left out. */
  public Address with(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return this;
    }
    var parameter = name + "=" + Links.segment(value);
    return new Address(path, query.isEmpty() ? parameter : query + "&" + parameter);
  }

  @Override
  public String toString() {
    return query.isEmpty() ? path : path + "?" + query;
  }
}
