package dev.sallyport.topology.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ContactTest {
  private final Contact contact = new Contact(100);

  @Test
  void what_is_at_the_end_was_all_there_was_when_it_was_asked() {
    contact.heard(200, 10, 10);
    assertThat(contact.currentAt(10)).isEqualTo(200);
  }

  @Test
  void what_is_behind_grows_older_until_it_gets_there() {
    contact.heard(200, 10, 5);
    contact.heard(300, 20, 6);
    assertThat(contact.currentAt(9)).isEqualTo(100);
    assertThat(contact.currentAt(10)).isEqualTo(200);
  }

  @Test
  void later_answers_count_once_the_earlier_one_is_reached() {
    contact.heard(200, 10, 5);
    contact.heard(300, 20, 20);
    assertThat(contact.currentAt(20)).isEqualTo(300);
  }
}
