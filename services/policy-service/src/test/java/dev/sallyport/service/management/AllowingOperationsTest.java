package dev.sallyport.service.management;

import static io.restassured.RestAssured.given;

import dev.sallyport.service.management.OperationTable.Operation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Who may call what: every operation of the OpenAPI document with every kind of credential, against
 * one table. What a credential opens is answered by anything but 401 and 403.
 */
@QuarkusTest
@TestProfile(InMemory.class)
class AllowingOperationsTest {
  private static final Path TABLE = Path.of("src/test/resources/who-may-call-what.txt");

  private final String owner = Api.newOwner();
  private final String other = Api.newOwner();

  @Test
  void lets_each_credential_do_exactly_what_the_table_says() throws IOException {
    Api.audit(owner, "p1");
    Api.audit(other, "p1");
    var credentials = credentials();
    var table = new StringBuilder(head(credentials));
    for (var operation : OperationTable.served().operations()) {
      if (operation.path().startsWith("/v1/")) {
        table.append(row(operation, credentials));
      }
    }

    Golden.compare(TABLE, table.toString());
  }

  private Map<String, String> credentials() {
    var credentials = new LinkedHashMap<String, String>();
    credentials.put("none", "");
    credentials.put("wrong", "Bearer sp_nobody-has-this-key");
    credentials.put("runner", "vm-api-key " + issue(own(owner), "runner"));
    credentials.put("read-only", "Bearer " + issue(own(owner), "read-only"));
    credentials.put("admin", "Bearer " + issue(own(owner), "admin"));
    credentials.put("other-runner", "vm-api-key " + issue(own(other), "runner"));
    credentials.put("other-admin", "Bearer " + issue(own(other), "admin"));
    credentials.put("tenant-read-only", "Bearer " + issue("/v1/default/api-keys", "read-only"));
    credentials.put("tenant-security", "Bearer " + issue("/v1/default/api-keys", "security"));
    credentials.put("tenant-admin", "Bearer " + Api.ADMIN);
    return credentials;
  }

  private static String own(String owner) {
    return "/v1/github/%s/api-keys".formatted(owner);
  }

  private static String issue(String path, String kind) {
    return Api.json("{\"kind\": \"%s\", \"name\": \"%s\"}".formatted(kind, kind))
        .post(path)
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  private static String head(Map<String, String> credentials) {
    return "# yes: let through; else the status. Written by AllowingOperationsTest.\n"
        + line("operation", credentials.keySet());
  }

  private String row(Operation operation, Map<String, String> credentials) {
    return line(
        operation.method() + " " + operation.path(),
        credentials.values().stream().map(credential -> answer(operation, credential)).toList());
  }

  private String answer(Operation operation, String credential) {
    var path =
        operation
            .path()
            .replace("{owner}", owner)
            .replace("{customer}", "default")
            .replace("{repo}", "app")
            .replace("{name}", "nothing")
            .replace("{id}", "0123456789abcdef")
            .replaceAll("\\{[^}]*}", "1");
    var request = credential.isEmpty() ? given() : given().header("Authorization", credential);
    // A body that nothing takes: what lets it through does nothing.
    var sent =
        operation.method().equals("GET")
            ? request
            : request.contentType("application/json").body("[]");
    var status = sent.request(operation.method(), path).statusCode();
    return status == 401 || status == 403 ? Integer.toString(status) : "yes";
  }

  private static String line(String first, Iterable<String> cells) {
    var line = new StringBuilder("%-92s".formatted(first));
    cells.forEach(cell -> line.append(" %-16s".formatted(cell)));
    return line.toString().stripTrailing() + "\n";
  }
}
