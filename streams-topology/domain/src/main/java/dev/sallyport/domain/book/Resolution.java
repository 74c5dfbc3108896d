package dev.sallyport.domain.book;

import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which policy applies to a job, and why.
 *
 * @param ladder each scope the job falls under, the most specific first, with what stands there
 */
public record Resolution(List<Rung> ladder) {
  /** A scope and the policy that stands at it. */
  public record Rung(Scope scope, Optional<PolicyName> policy) {}

  public Resolution {
    ladder = List.copyOf(ladder);
  }

  /** Resolves a job against a book. */
  public static Resolution resolve(PolicyBook book, Job job) {
    return resolve(
        scope -> {
          var standing = book.at(scope);
          return standing == null ? null : standing.policy();
        },
        job);
  }

  /** Resolves a job against anything that knows which policy stands at a scope. */
  public static Resolution resolve(Function<Scope, @Nullable PolicyName> standing, Job job) {
    var ladder = new ArrayList<Rung>(4);
    for (var scope : job.scopes()) {
      ladder.add(new Rung(scope, Optional.ofNullable(standing.apply(scope))));
    }
    return new Resolution(ladder);
  }

  /** The first rung that holds a policy: its whole document applies, nothing is merged. */
  public Optional<Rung> winner() {
    return ladder.stream().filter(rung -> rung.policy().isPresent()).findFirst();
  }
}
