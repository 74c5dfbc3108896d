package dev.sallyport.service.runner;

import dev.sallyport.service.OnKafka;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(OnKafka.class)
class AskingAsARunnerIT extends RunnerPlay {}
