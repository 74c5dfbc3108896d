package dev.sallyport.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.logging.LogLine;
import dev.sallyport.service.problem.RequestProblem.BadName;
import dev.sallyport.service.problem.RequestProblem.BodyTooLarge;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.problem.RequestProblem.MethodNotAllowed;
import dev.sallyport.service.problem.RequestProblem.NoSuchResource;
import dev.sallyport.service.problem.RequestProblem.NotAcceptable;
import dev.sallyport.service.problem.RequestProblem.NotSetUp;
import dev.sallyport.service.problem.RequestProblem.Unavailable;
import dev.sallyport.service.problem.RequestProblem.Unexpected;
import dev.sallyport.service.problem.RequestProblem.UnknownMember;
import dev.sallyport.service.problem.RequestProblem.UnsupportedMediaType;
import dev.sallyport.topology.history.HistoryUnavailable;
import dev.sallyport.topology.insight.InsightsUnavailable;
import dev.sallyport.topology.secrets.IntegrationSecrets;
import dev.sallyport.topology.view.PolicyView;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Whatever is thrown ends as a problem; what nobody expected, as an incident in the log. */
final class ExceptionMappers {
  private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);
  private static final int RETRY_SECONDS = 1;

  @ServerExceptionMapper
  Response rejection(Rejection rejection) {
    return ProblemResponses.of(rejection.problem());
  }

  @ServerExceptionMapper
  Response invalidName(InvalidName invalid) {
    return ProblemResponses.of(new BadName(invalid));
  }

  @ServerExceptionMapper
  Response notReadable(PolicyView.NotReadable unknown) {
    return ProblemResponses.of(
        new Unavailable(String.valueOf(unknown.getMessage()), RETRY_SECONDS));
  }

  @ServerExceptionMapper
  Response historyUnavailable(HistoryUnavailable unavailable) {
    return ProblemResponses.of(
        new Unavailable(
            String.valueOf(unavailable.getMessage()),
            Math.toIntExact(unavailable.retryAfter().toSeconds())));
  }

  @ServerExceptionMapper
  Response insightsUnavailable(InsightsUnavailable unavailable) {
    return ProblemResponses.of(new Unavailable(String.valueOf(unavailable.getMessage()), 1));
  }

  @ServerExceptionMapper
  Response secretsUnavailable(IntegrationSecrets.Unavailable unavailable) {
    return ProblemResponses.of(new Unavailable(String.valueOf(unavailable.getMessage()), 1));
  }

  @ServerExceptionMapper
  Response secretsLocked(IntegrationSecrets.Locked locked) {
    return ProblemResponses.of(new NotSetUp(String.valueOf(locked.getMessage())));
  }

  @ServerExceptionMapper
  Response unknownMember(UnrecognizedPropertyException unknown) {
    return ProblemResponses.of(
        new UnknownMember(
            unknown.getPropertyName(),
            unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList()));
  }

  @ServerExceptionMapper
  Response unreadableJson(JsonProcessingException unreadable) {
    return ProblemResponses.of(new Malformed(json(unreadable)));
  }

  /** Of exactly this class: Quarkus brings one of its own, which answers without a body. */
  @ServerExceptionMapper
  Response mismatchedJson(MismatchedInputException mismatched) {
    return unreadableJson(mismatched);
  }

  @ServerExceptionMapper
  Response http(WebApplicationException thrown, UriInfo uri) {
    for (var cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      switch (cause) {
        case Rejection rejection -> {
          return rejection(rejection);
        }
        case InvalidName invalid -> {
          return invalidName(invalid);
        }
        case UnrecognizedPropertyException unknown -> {
          return unknownMember(unknown);
        }
        case JsonProcessingException unreadable -> {
          return unreadableJson(unreadable);
        }
        default -> {} // a wrapper, or nothing that tells more than the status
      }
    }
    var given = thrown.getResponse();
    var problem = problem(given.getStatus());
    if (problem == null) {
      return given.getStatus() < 400 ? given : unexpected(thrown, uri);
    }
    var answer = ProblemResponses.of(problem);
    var allow = given.getHeaderString(HttpHeaders.ALLOW);
    return allow == null
        ? answer
        : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
  }

  @ServerExceptionMapper
  Response unexpected(Throwable thrown, UriInfo uri) {
    var incident = UUID.randomUUID().toString();
    LOG.error(LogLine.of("incident").with("id", incident).with("path", uri.getPath()), thrown);
    return ProblemResponses.of(new Unexpected(incident));
  }

  /** Null for a status that nothing but a defect of ours gives. */
  static @Nullable RequestProblem problem(int status) {
    return switch (status) {
      case 400 -> new Malformed("A parameter, header or the body could not be read.");
      case 404 -> new NoSuchResource();
      case 405 -> new MethodNotAllowed();
      case 406 -> new NotAcceptable();
      case 413 -> new BodyTooLarge(BodyTooLarge.MOST);
      case 415 -> new UnsupportedMediaType();
      default -> null;
    };
  }

  private static String json(JsonProcessingException unreadable) {
    var where = unreadable.getLocation();
    var place =
        where == null || where.getLineNr() < 1
            ? ""
            : " at line %d, column %d".formatted(where.getLineNr(), where.getColumnNr());
    var member =
        unreadable instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
            ? " (member “%s”)".formatted(path(mapping))
            : "";
    return "The body is not the JSON that is expected here%s%s.".formatted(place, member);
  }

  private static String path(JsonMappingException mapping) {
    var path = new StringBuilder();
    for (var reference : mapping.getPath()) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }
}
