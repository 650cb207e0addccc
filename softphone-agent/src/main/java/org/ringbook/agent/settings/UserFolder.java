package org.ringbook.agent.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where this user's settings are, by the custom of the operating system. */
public final class UserFolder {

    private UserFolder() {}

    /**
     * @param os as in the property {@code os.name}
     * @param home the user's home
     */
    public static Path of(String os, String home, Map<String, String> environment) {
        String system = os.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            String appData = environment.get("APPDATA");
            return appData == null ? Path.of(home, "AppData", "Roaming", "Ringbook") : Path.of(appData, "Ringbook");
        }
        if (system.contains("mac")) {
            return Path.of(home, "Library", "Application Support", "Ringbook");
        }
        String config = environment.get("XDG_CONFIG_HOME");
        return config == null || !config.startsWith("/")
                ? Path.of(home, ".config", "ringbook-agent")
                : Path.of(config, "ringbook-agent");
    }
}
