package dev.sallyport.service.management;

import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.NotAcceptable;
import dev.sallyport.service.problem.RequestProblem.UnsupportedMediaType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

/** In which forms a policy goes over the wire. */
final class PolicyForms {
  static final String YAML = "application/yaml";
  static final String TEXT_UTF8 = "text/plain; charset=utf-8";
  static final String YAML_UTF8 = "application/yaml; charset=utf-8";

  // Names in use before RFC 9512 settled on application/yaml.
  private static final Set<String> YAML_SUBTYPES = Set.of("yaml", "x-yaml", "vnd.yaml");

  private PolicyForms() {}

  /**
   * Whether the reader likes YAML better than JSON, which is what anybody gets who does not say.
   */
  static boolean wantsYaml(HttpHeaders headers) {
    for (var type : headers.getAcceptableMediaTypes()) {
      if (isYaml(type)) {
        return true;
      }
      if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return false;
      }
    }
    throw new Rejection(new NotAcceptable());
  }

  /** Whether the reader likes plain text better than JSON. */
  static boolean wantsText(HttpHeaders headers) {
    for (var type : headers.getAcceptableMediaTypes()) {
      if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return false;
      }
      if (type.isCompatible(MediaType.TEXT_PLAIN_TYPE)) {
        return true;
      }
    }
    throw new Rejection(new NotAcceptable());
  }

  /** Whether the body is YAML; else it is JSON. */
  static boolean sendsYaml(HttpHeaders headers) {
    var type = headers.getMediaType();
    if (type == null) {
      throw new Rejection(new UnsupportedMediaType());
    }
    if (isYaml(type)) {
      return true;
    }
    if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE) && !type.isWildcardSubtype()) {
      return false;
    }
    throw new Rejection(new UnsupportedMediaType());
  }

  private static boolean isYaml(MediaType type) {
    return YAML_SUBTYPES.contains(type.getSubtype())
        && (type.getType().equals("application") || type.getType().equals("text"));
  }
}
