package dev.sallyport.service.pages.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.InMemory;
import dev.sallyport.service.pages.Browsing;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InMemory.class)
class ListingPoliciesTest {
  private final String owner = Api.newOwner();

  @Test
  void shows_policies_with_mode_endpoints_and_attachments() {
    Api.block(owner, "build", "github.com:443 example.com:443");
    Api.audit(owner, "watch");

    var rows = Browsing.page("/github/%s/actions/policies".formatted(owner)).select("tbody tr");

    assertThat(rows.eachText())
        .containsExactly("build Block 2 Not attached", "watch Audit 0 Not attached");
  }
}
