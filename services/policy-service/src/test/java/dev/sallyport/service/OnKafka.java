package dev.sallyport.service;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** Runs the service on a real broker and a real registry. */
public final class OnKafka implements QuarkusTestProfile {
  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(
        new TestResourceEntry(BackboneUnderTest.class),
        new TestResourceEntry(IssuerUnderTest.class));
  }
}
