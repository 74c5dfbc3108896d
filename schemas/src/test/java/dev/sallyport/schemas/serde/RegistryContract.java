package dev.sallyport.schemas.serde;

import static dev.sallyport.schemas.serde.SampleSchemas.GATE;
import static dev.sallyport.schemas.serde.SampleSchemas.GATE_WITH_OPTIONAL_FIELD;
import static dev.sallyport.schemas.serde.SampleSchemas.GATE_WITH_REQUIRED_FIELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What every registry, real or not, does for us. */
interface RegistryContract {
  SchemaRegistry registry();

  /** A subject that no test has used. */
  String subject();

  @Test
  default void gives_a_schema_one_id_however_often_it_is_registered() {
    String subject = subject();
    int id = registry().register(subject, GATE);
    assertThat(registry().register(subject, GATE)).isEqualTo(id);
    assertThat(registry().find(subject, GATE)).contains(id);
    assertThat(registry().schema(id)).isEqualTo(GATE);
    assertThat(registry().latest(subject))
        .hasValueSatisfying(latest -> {
          assertThat(latest.id()).isEqualTo(id);
          assertThat(latest.schema()).isEqualTo(GATE);
        });
  }

  @Test
  default void takes_an_optional_field_under_FULL_TRANSITIVE() {
    String subject = ruled();
    assertThat(registry().compatible(subject, GATE_WITH_OPTIONAL_FIELD)).isTrue();
    int id = registry().register(subject, GATE_WITH_OPTIONAL_FIELD);
    assertThat(registry().latest(subject))
        .hasValueSatisfying(latest -> assertThat(latest.id()).isEqualTo(id));
  }

  @Test
  default void refuses_a_required_field_under_FULL_TRANSITIVE() {
    String subject = ruled();
    assertThat(registry().compatible(subject, GATE_WITH_REQUIRED_FIELD)).isFalse();
    assertThatThrownBy(() -> registry().register(subject, GATE_WITH_REQUIRED_FIELD))
        .isInstanceOfSatisfying(
            RegistryException.Refused.class,
            refused -> assertThat(refused.status()).isEqualTo(409));
  }

  @Test
  default void takes_any_schema_for_a_new_subject() {
    assertThat(registry().compatible(subject(), GATE)).isTrue();
    assertThat(registry().latest(subject())).isEmpty();
    assertThat(registry().find(subject(), GATE)).isEmpty();
  }

  @Test
  default void does_not_know_an_id_that_it_never_gave() {
    assertThatThrownBy(() -> registry().schema(987_654_321))
        .isInstanceOf(RegistryException.Unknown.class);
  }

  private String ruled() {
    String subject = subject();
    Schema first = GATE;
    registry().register(subject, first);
    registry().requireCompatibility(subject, "FULL_TRANSITIVE");
    assertThat(registry().compatibility(subject)).contains("FULL_TRANSITIVE");
    return subject;
  }
}
