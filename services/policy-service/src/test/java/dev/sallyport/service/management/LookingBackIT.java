package dev.sallyport.service.management;

import dev.sallyport.service.OnKafka;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;

@QuarkusTest
@TestProfile(OnKafka.class)
class LookingBackIT extends LookingBackPlay {
  @BeforeEach
  void changes_can_be_made() {
    Api.awaitChanges();
  }
}
