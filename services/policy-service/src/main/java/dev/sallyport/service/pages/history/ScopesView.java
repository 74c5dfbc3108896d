package dev.sallyport.service.pages.history;

import dev.sallyport.domain.names.Scope;
import java.util.List;

/**
 * Scopes in words, the first of them open and the rest folded: there may be thousands.
 *
 * @param rest empty where all are open
 */
public record ScopesView(List<String> first, List<String> rest) {
  private static final int OPEN = 20;

  public static ScopesView of(List<Scope> scopes) {
    var words = scopes.stream().map(Scope::describe).toList();
    var open = Math.min(OPEN, words.size());
    return new ScopesView(words.subList(0, open), words.subList(open, words.size()));
  }

  public boolean none() {
    return first.isEmpty();
  }
}
