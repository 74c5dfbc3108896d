package dev.sallyport.service.http;

import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.BodyTooLarge;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpRequest;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Reads a body as bytes, and not one more than any operation takes: a body whose length was not
 * announced (RFC 9112, section 7.1) would otherwise meet the server's own limit, whose answer has
 * no problem in it.
 */
@Provider
@Consumes(MediaType.WILDCARD)
public final class BoundedBytes implements ServerMessageBodyReader<byte[]> {
  private static final int MOST = Math.toIntExact(BodyTooLarge.MOST);

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, ResteasyReactiveResourceInfo operation, MediaType mediaType) {
    return type.equals(byte[].class);
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type.equals(byte[].class);
  }

  @Override
  public byte[] readFrom(
      Class<byte[]> type, Type generic, MediaType mediaType, ServerRequestContext context)
      throws WebApplicationException, IOException {
    var body = context.getInputStream().readNBytes(MOST + 1);
    if (body.length > MOST) {
      if (context.serverResponse() instanceof ServerHttpRequest request) {
        LastAnswer.on(request.unwrap(RoutingContext.class));
      }
      throw tooLarge();
    }
    return body;
  }

  @Override
  public byte[] readFrom(
      Class<byte[]> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream stream)
      throws IOException, WebApplicationException {
    var body = stream.readNBytes(MOST + 1);
    if (body.length > MOST) {
      throw tooLarge();
    }
    return body;
  }

  private static Rejection tooLarge() {
    return new Rejection(new BodyTooLarge(BodyTooLarge.MOST));
  }
}
