package dev.sallyport.service.config;

import dev.sallyport.settings.SettingNames;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.WithDefault;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A setting of ours that is set to nothing counts as not set, the way of shells and of container
 * platforms. The library would refuse it where there is a default.
 */
public final class EmptyIsNotSet implements ConfigSourceInterceptor {
  private static final long serialVersionUID = 1L;
  private static final Map<String, String> DEFAULTS =
      defaults(
          List.of(
              GitHubSettings.class,
              HttpSettings.class,
              TlsSettings.class,
              OidcSettings.class,
              SignInSettings.class,
              InstallationSettings.class));

  @Override
  public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    @Nullable ConfigValue value = context.proceed(name);
    if (value == null
        || value.getValue() == null
        || !SettingNames.variable(name).startsWith("SALLYPORT_")
        || !value.getValue().isBlank()) {
      return value;
    }
    var standard = DEFAULTS.get(name);
    return standard == null ? null : value.withValue(standard);
  }

  private static Map<String, String> defaults(List<Class<?>> mappings) {
    var defaults = new HashMap<String, String>();
    for (var mapping : mappings) {
      var prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
      for (var setting : mapping.getMethods()) {
        @Nullable WithDefault standard = setting.getAnnotation(WithDefault.class);
        if (standard != null) {
          defaults.put(prefix + "." + hyphenated(setting.getName()), standard.value());
        }
      }
    }
    return Map.copyOf(defaults);
  }

  private static String hyphenated(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
