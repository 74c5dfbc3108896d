package dev.sallyport.service.http;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.service.problem.ProblemResponses;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.security.Needs;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses query parameters that would be misread: flags ({@code boolean}, which takes every
 * spelling but one for false) and numbers that are none, and on our own changes whatever is not
 * known, since a misspelt {@code dry-run} is a change. Not for lookups, which it would slow down.
 */
@Singleton
public final class QueryParameters {
  private static final String DRY_RUN = "dry-run";

  private final Map<Method, Map<String, Kind>> known = new ConcurrentHashMap<>();

  private enum Kind {
    FLAG("true or false", "(true|false)?"),
    NUMBER("a number", "-?[0-9]{1,9}"),
    TEXT("a text", null);

    private final String words;
    private final @Nullable Pattern form;

    Kind(String words, @Nullable String form) {
      this.words = words;
      this.form = form == null ? null : Pattern.compile(form);
    }

    boolean takes(List<String> values) {
      return form == null || (values.size() == 1 && form.matcher(values.getFirst()).matches());
    }
  }

  /** Refuses any parameter, for an operation that takes none and checks access by itself. */
  public static void none(ContainerRequestContext request) {
    var sent = request.getUriInfo().getQueryParameters().keySet();
    if (!sent.isEmpty()) {
      throw new Rejection(unknown(sent.iterator().next(), Map.of()));
    }
  }

  @Needs(Permission.READ) // the binding: every operation that needs any permission
  @ServerRequestFilter(priority = Priorities.USER)
  @Nullable Response check(RoutingContext request, ResourceInfo resource) {
    var sent = request.queryParams();
    if (sent.isEmpty()) {
      return null;
    }
    var operation = resource.getResourceMethod();
    var kinds = known.computeIfAbsent(operation, QueryParameters::of);
    for (var name : List.copyOf(sent.names())) {
      var problem = problem(operation, name, sent.getAll(name), kinds);
      if (problem != null) {
        return ProblemResponses.of(problem);
      }
      if (kinds.get(name) == Kind.FLAG && sent.get(name).isEmpty()) {
        // As in ?dry-run: it would count as left out, and the change would be made.
        sent.set(name, "true");
      }
    }
    return null;
  }

  private static @Nullable RequestProblem problem(
      Method operation, String name, List<String> values, Map<String, Kind> known) {
    var kind = known.get(name);
    if (kind == null) {
      return passesOver(operation, name) ? null : unknown(name, known);
    }
    return kind.takes(values)
        ? null
        : new Malformed("%s is %s, and given once.".formatted(name, kind.words));
  }

  // Existing clients send no dry-run: whoever does expects that nothing is done.
  private static boolean passesOver(Method operation, String name) {
    return operation.isAnnotationPresent(GET.class)
        || (operation.isAnnotationPresent(WireContract.class) && !name.equals(DRY_RUN));
  }

  private static RequestProblem unknown(String name, Map<String, Kind> known) {
    return new Malformed(
        known.isEmpty()
            ? "The parameter “%s” is not known here: there are none.".formatted(name)
            : "The parameter “%s” is not known here; known are %s."
                .formatted(name, String.join(", ", known.keySet())));
  }

  private static Map<String, Kind> of(Method operation) {
    var kinds = new TreeMap<String, Kind>();
    add(operation, kinds);
    return kinds;
  }

  private static void add(Executable operation, Map<String, Kind> kinds) {
    for (var parameter : operation.getParameters()) {
      var type = parameter.getType();
      var query = parameter.getAnnotation(QueryParam.class);
      if (query != null) {
        kinds.put(query.value(), kind(type));
      } else if (parameter.isAnnotationPresent(BeanParam.class)) {
        for (var constructor : type.getDeclaredConstructors()) {
          add(constructor, kinds);
        }
      }
    }
  }

  private static Kind kind(Class<?> type) {
    if (type == boolean.class) {
      return Kind.FLAG;
    }
    return type == Integer.class || type == Long.class ? Kind.NUMBER : Kind.TEXT;
  }
}
