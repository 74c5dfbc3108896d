package dev.sallyport.service.security;

import dev.sallyport.domain.access.Principal;
import dev.sallyport.service.problem.RequestProblem;

/** What checking a credential came to. */
public sealed interface Authentication {
  record Accepted(Principal principal) implements Authentication {}

  record Denied(RequestProblem problem) implements Authentication {}
}
