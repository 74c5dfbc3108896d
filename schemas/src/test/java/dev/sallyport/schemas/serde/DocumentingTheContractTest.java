package dev.sallyport.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.api.Test;

final class DocumentingTheContractTest {
  @Test
  void every_type_and_every_field_says_what_it_is() {
    var silent = new ArrayList<String>();
    for (Schema schema : GeneratedRecords.all()) {
      if (tooShort(schema.getDoc())) {
        silent.add(schema.getFullName());
      }
      if (schema.getType() == Schema.Type.RECORD) {
        for (Field field : schema.getFields()) {
          if (tooShort(field.doc())) {
            silent.add(schema.getFullName() + "." + field.name());
          }
        }
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void every_enum_has_a_default_for_symbols_that_a_reader_does_not_know_yet() {
    assertThat(GeneratedRecords.all())
        .filteredOn(schema -> schema.getType() == Schema.Type.ENUM)
        .allSatisfy(
            schema -> assertThat(schema.getEnumDefault()).as(schema.getFullName()).isNotNull());
  }

  @Test
  void public_records_hold_no_union_but_an_optional_value() {
    var unions = new ArrayList<String>();
    for (Schema schema : GeneratedRecords.all()) {
      if (schema.getType() == Schema.Type.RECORD
          && Objects.equals(schema.getNamespace(), "dev.sallyport.events")) {
        for (Field field : schema.getFields()) {
          List<Schema> branches = field.schema().isUnion() ? field.schema().getTypes() : List.of();
          boolean optional =
              branches.size() == 2 && branches.getFirst().getType() == Schema.Type.NULL;
          if (!branches.isEmpty() && !optional) {
            unions.add(schema.getFullName() + "." + field.name());
          }
        }
      }
    }
    assertThat(unions).isEmpty();
  }

  private static boolean tooShort(String doc) {
    return doc == null || doc.strip().length() < 3;
  }
}
