package dev.sallyport.browser;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the {@link Stage} to tests: set for the first of them, taken down after the last. Without a
 * browser they are skipped, and say so, unless {@code sallyport.browser} is {@code required}.
 */
final class InABrowser implements ExecutionCondition, ParameterResolver {
  private static final String NOT_RUN = "BROWSER TESTS NOT RUN: ";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    var wanted = System.getProperty("browser.tests", "optional");
    if ("skip".equals(wanted)) {
      return disabled(NOT_RUN + "left out on purpose");
    }
    if (Chromium.find().isPresent()) {
      return enabled("there is a browser");
    }
    if ("required".equals(wanted)) {
      throw new IllegalStateException(NOT_RUN + "install chromium");
    }
    return disabled(NOT_RUN + "install chromium");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stage.class;
  }

  @Override
  public Stage resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(InABrowser.class))
        .computeIfAbsent(Stage.class, _ -> set(), Stage.class);
  }

  private static Stage set() {
    try {
      return Stage.set();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
