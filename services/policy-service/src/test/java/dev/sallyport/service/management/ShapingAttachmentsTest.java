package dev.sallyport.service.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.service.problem.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapingAttachmentsTest {
  private static final Owner ACME = Owner.organization("acme");

  private static List<Scope> read(String json) throws Exception {
    var body = Bodies.own(json.getBytes(StandardCharsets.UTF_8), AttachmentsJson.class);
    return AttachmentShape.someScopes(body, ACME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"org\":{\"name\":\"acme\",\"apply_to_org\":true}}",
        "{\"clusters\":[\"b\",\"a\"]}",
        "{\"org\":{\"name\":\"acme\",\"apply_to_org\":false,\"repos\":["
            + "{\"name\":\"z\",\"apply_to_repo\":false,\"workflows\":[\"b.yml\",\"a.yml\"]},"
            + "{\"name\":\"a\",\"apply_to_repo\":true}]}}",
        "{\"org\":{\"name\":\"acme\",\"apply_to_org\":true,\"repos\":["
            + "{\"name\":\"z\",\"apply_to_repo\":true,\"workflows\":[\"b.yml\"]}]},"
            + "\"clusters\":[\"c\"]}"
      })
  void comes_back_as_it_was_sent(String json) throws Exception {
    var shape = AttachmentShape.of(read(json), "acme");

    assertThat(new ObjectMapper().writeValueAsString(shape)).isEqualTo(json);
  }

  @Test
  void leaves_no_empty_object_behind() {
    assertThat(AttachmentShape.of(List.of(), "acme")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"clusters\":[]}",
        "{\"clusters\":[null]}",
        "{\"org\":{}}",
        "{\"org\":{\"repos\":[]}}",
        "{\"org\":{\"apply_to_org\":false}}",
        "{\"org\":{\"repos\":[{\"name\":\"a\"}]}}",
        "{\"org\":{\"repos\":[{\"name\":\"a\",\"workflows\":[]}]}}",
        "{\"org\":{\"repos\":[{\"name\":\"a\",\"apply_to_repo\":false}]}}",
        "{\"org\":{\"repos\":[{\"workflows\":[\"a.yml\"]}]}}",
        "{\"org\":{\"name\":\"other\",\"apply_to_org\":true}}"
      })
  void refuses_what_names_nothing(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(Rejection.class);
  }
}
