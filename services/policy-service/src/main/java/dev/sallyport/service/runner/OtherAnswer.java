package dev.sallyport.service.runner;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Leaves an operation with an answer that is not its usual one. Carries no stack trace. */
final class OtherAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Response response;

  OtherAnswer(Response response) {
    super("another answer", null, false, false);
    this.response = response;
  }

  /** Gives the answer. */
  static final class Mapper {
    @ServerExceptionMapper
    Response answer(OtherAnswer other) {
      return other.response;
    }
  }
}
