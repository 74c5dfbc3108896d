package dev.sallyport.service.management;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** The operations of the OpenAPI document that the service serves. */
record OperationTable(JsonNode document, List<Operation> operations) {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

  /**
   * @param path with its parameters in braces
   */
  record Operation(String method, String path, JsonNode description) {}

  static OperationTable served() throws IOException {
    var document =
        new ObjectMapper()
            .readTree(
                given()
                    .get("/q/openapi?format=json")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray());
    var sorted = new TreeMap<String, Operation>();
    for (var path : document.get("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          var verb = method.getKey().toUpperCase(Locale.ROOT);
          sorted.put(
              path.getKey() + " " + verb, new Operation(verb, path.getKey(), method.getValue()));
        }
      }
    }
    return new OperationTable(document, new ArrayList<>(sorted.values()));
  }
}
