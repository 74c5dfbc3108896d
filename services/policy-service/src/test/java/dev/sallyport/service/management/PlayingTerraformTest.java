package dev.sallyport.service.management;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(InMemory.class)
class PlayingTerraformTest extends TerraformPlay {}
