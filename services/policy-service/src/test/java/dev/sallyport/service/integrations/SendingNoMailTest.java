package dev.sallyport.service.integrations;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;

import dev.sallyport.service.management.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(NotSetUp.NoMail.class)
class SendingNoMailTest {
  private final Play play = new Play();

  @BeforeEach
  void the_organization_is_there() {
    play.begin();
  }

  @Test
  void mail_takes_a_server_that_the_operator_names() {
    play.add(Play.EMAIL)
        .then()
        .statusCode(422)
        .body("type", endsWith("#not-set-up"))
        .body("detail", containsString("SALLYPORT_SINKS_MAIL_HOST"));

    Api.admin().get(play.path()).then().body("integrations", empty());
    play.add(Play.SLACK).then().statusCode(201);
  }
}
