package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.service.problem.Rejection;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingBodiesTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kinds\": \"admin\"}",
        "{\"kind\": \"admin\", \"kind\": \"runner\"}",
        "{\"kind\": \"admin\"} {}",
        "[]",
        "{"
      })
  void refuses_json_that_is_not_what_is_meant(String json) {
    assertThatThrownBy(() -> Bodies.own(bytes(json), KeyJson.Asked.class))
        .isInstanceOf(JsonProcessingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null"})
  void refuses_what_is_empty(String json) {
    assertThatThrownBy(() -> Bodies.own(bytes(json), KeyJson.Asked.class))
        .isInstanceOf(Rejection.class);
  }

  @Test
  void takes_unknown_members_from_clients_that_may_know_more() throws Exception {
    var policy = Bodies.wire(bytes("{\"egress_policy\": \"audit\", \"x\": 1}"), PolicyJson.class);

    assertThat(policy.egressPolicy()).isEqualTo("audit");
  }

  @Test
  void refuses_bytes_that_are_no_text() {
    assertThatThrownBy(() -> Bodies.policyText(new byte[] {'a', (byte) 0xFF}))
        .isInstanceOf(Rejection.class);
    assertThatThrownBy(() -> Bodies.policyText(new byte[256 * 1024 + 1]))
        .isInstanceOf(Rejection.class);
    assertThat(Bodies.policyText(bytes("\uFEFFa\r\n"))).isEqualTo("\uFEFFa\r\n");
  }
}
