package dev.sallyport.service.pages.edit;

import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** The fields of the editor's form by their names. */
public class EditorFields {
  @RestForm("step")
  public @Nullable String step;

  @RestForm("name")
  public @Nullable String name;

  @RestForm("yaml")
  public @Nullable String yaml;

  @RestForm("version")
  public @Nullable String version;

  @RestForm("endpoint")
  public @Nullable String endpoint;

  @RestForm("mode")
  public @Nullable String mode;

  @RestForm("mode-shown")
  public @Nullable String modeShown;

  @RestForm("lockdown")
  public @Nullable List<String> lockdown;

  @RestForm("lockdown-shown")
  public @Nullable List<String> lockdownShown;

  @RestForm("import")
  public @Nullable String imported;

  @RestForm("baseline")
  public @Nullable String baseline;

  @RestForm("take")
  public @Nullable List<String> taken;

  @RestForm("kept")
  public @Nullable List<String> kept;
}
