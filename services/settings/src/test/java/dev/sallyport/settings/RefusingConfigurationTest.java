package dev.sallyport.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RefusingConfigurationTest {
  @Test
  void never_repeats_a_value_that_may_be_a_secret() {
    assertThat(
            RefusedStart.inOurWords(
                "java.lang.IllegalArgumentException: SRCFG00039: The config property"
                    + " sallyport.admin-key with the config value \"hush\nhush\" threw an Exception"
                    + " whilst being converted has 9 characters; 24 or more are needed"))
        .isEqualTo("SALLYPORT_ADMIN_KEY has 9 characters; 24 or more are needed");
  }

  @Test
  void finds_all_problems_wherever_they_are_wrapped() {
    var failure =
        new RuntimeException("start", new RefusedConfiguration(List.of("one", "another")));

    assertThat(RefusedStart.problems(failure)).containsExactly("one", "another");
    assertThat(RefusedStart.problems(new RuntimeException("no"))).isEmpty();
    assertThat(RefusedStart.problems(null)).isEmpty();
  }
}
