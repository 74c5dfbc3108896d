package dev.sallyport.service.pages.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.command.PolicyCommand.InviteMember;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.change.Changes;
import dev.sallyport.service.change.RequestId;
import dev.sallyport.service.management.Api;
import dev.sallyport.service.management.MemoryEngine;
import dev.sallyport.service.openid.ProviderClient;
import dev.sallyport.service.pages.Browser;
import dev.sallyport.service.security.Caller;
import dev.sallyport.topology.submit.Commands.Unavailable;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** When it does not go as it should. */
@QuarkusTest
@TestProfile(AcceptingInvitationsTest.OfItsOwn.class)
class AcceptingInvitationsTest {
  /** An owner who cannot be read is not readable for the rest of the run. */
  public static final class OfItsOwn extends AtAProvider {}

  private final MemoryEngine engine;
  private final Changes changes;
  private final Browser browser = new Browser();
  private final String person = UUID.randomUUID().toString();

  @Inject
  AcceptingInvitationsTest(MemoryEngine engine, Changes changes) {
    this.engine = engine;
    this.changes = changes;
  }

  @Test
  void nobody_is_told_that_they_have_no_role_while_an_invitation_stands() {
    var owner = inviting();
    engine.fail(owner, _ -> new Unavailable("The broker is away"));
    signIn()
        .then()
        .statusCode(503)
        .header("Retry-After", "5")
        .body(
            containsString("an invitation stands, and could not be accepted just now. Try again"));
    browser.get("/").then().statusCode(303);

    engine.decideAgain(owner);
    signIn().then().statusCode(303);
    assertThat(browser.page("/").text()).contains(owner.name());
  }

  @Test
  void who_waits_for_many_waits_once_and_enters_with_what_was_accepted() {
    var first = inviting();
    var second = inviting();
    var accepted = inviting();
    engine.stall(first);
    engine.stall(second);
    var started = System.nanoTime();

    signIn().then().statusCode(303);

    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(9));
    assertThat(browser.page("/").text())
        .contains("An invitation for you could not be accepted just now", accepted.name())
        .doesNotContain(first.name(), second.name());
  }

  @Test
  void where_an_owner_cannot_be_read_it_is_not_said_that_nobody_gave_a_role() {
    var owner = inviting();
    engine.memory().condemn(owner);
    signIn()
        .then()
        .statusCode(503)
        .body(containsString("it cannot be told whether an invitation stands. Try again"));

    var other = inviting();
    signIn().then().statusCode(303);
    assertThat(browser.page("/").text())
        .contains(other.name())
        .doesNotContain("could not be accepted");
  }

  private Owner inviting() {
    var name = Api.newOwner();
    Api.audit(name, "p1");
    var owner = Owner.organization(name);
    var key = new ApiKey(KeyHash.of(Api.ADMIN), KeyKind.TENANT_ADMIN, "bootstrap", null, true);
    var _ =
        changes
            .submit(
                new Caller(new KeyHolder(Owner.TENANT, key), Source.API),
                owner,
                new InviteMember(EmailAddress.of(person + "@example.org"), Role.EDITOR),
                RequestId.of(null, owner.key(), person))
            .await()
            .indefinitely();
    return owner;
  }

  private Response signIn() {
    var provider =
        new ProviderClient(
            ConfigProvider.getConfig().getValue("sallyport.sign-in.issuer", URI.class));
    var address = URI.create(browser.get("/sign-in/oidc").getHeader("Location"));
    var code =
        provider.grant(
            address,
            Map.of(
                "sub",
                person,
                "email",
                person + "@example.org",
                "email_verified",
                true,
                "groups",
                List.of()));
    var state = Objects.requireNonNull(ProviderClient.query(address).get("state"));
    return browser
        .request()
        .queryParams(Map.of("code", code, "state", state))
        .get("/sign-in/oidc/callback");
  }
}
