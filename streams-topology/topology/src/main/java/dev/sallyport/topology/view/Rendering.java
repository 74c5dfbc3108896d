package dev.sallyport.topology.view;

import dev.sallyport.domain.book.BookChange;
import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Makes what lookups serve, before anything is locked. Of the applying thread. */
final class Rendering {
  private final PolicyRenderer renderer;
  private final MessageDigest digest;

  Rendering(PolicyRenderer renderer) {
    this.renderer = renderer;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /** Each policy that the changes leave live; what they leave as it is served is not rendered. */
  Map<PolicyName, ServedPolicy> of(Owner owner, Collection<BookChange> changes, OwnerState state) {
    var served = new HashMap<PolicyName, ServedPolicy>();
    for (var change : changes) {
      if (change instanceof Put(PolicyEntry entry)) {
        if (entry.live()) {
          served.put(entry.policy(), served(owner, entry, state));
        } else {
          served.remove(entry.policy());
        }
      }
    }
    return served;
  }

  private ServedPolicy served(Owner owner, PolicyEntry entry, OwnerState state) {
    var last = state.lastServed(entry.policy());
    if (last != null
        && last.entry().version() == entry.version()
        && Objects.equals(last.entry().rules(), entry.rules())) {
      return new ServedPolicy(entry, last.body(), last.etag());
    }
    var body = renderer.render(owner, entry);
    return new ServedPolicy(entry, body, etag(body));
  }

  private String etag(byte[] body) {
    var hash = digest.digest(body);
    return '"'
        + Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22)
        + '"';
  }
}
