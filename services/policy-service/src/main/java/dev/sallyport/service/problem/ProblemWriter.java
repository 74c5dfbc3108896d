package dev.sallyport.service.problem;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Writes a problem as JSON, unless something on its way has made a page of it. */
@Provider
@Produces(ProblemJson.MEDIA_TYPE)
public class ProblemWriter implements ServerMessageBodyWriter<Problem> {
  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType media) {
    return type == Problem.class;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return type == Problem.class;
  }

  @Override
  public void writeResponse(Problem problem, Type generic, ServerRequestContext context) {
    context.serverResponse().end(ProblemJson.render(problem));
  }

  @Override
  public void writeTo(
      Problem problem,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream body)
      throws IOException {
    body.write(ProblemJson.render(problem));
  }
}
