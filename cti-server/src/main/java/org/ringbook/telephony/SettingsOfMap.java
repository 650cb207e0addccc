package org.ringbook.telephony;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Answers of a form read exactly as the settings file is: the same keys, the same usual values, the same refusals. */
public final class SettingsOfMap {

    private SettingsOfMap() {}

    /**
     * @param type a record of settings
     * @throws IllegalArgumentException for what cannot be, in words that say what to set
     */
    public static <T> T read(Class<T> type, Map<String, Object> settings) {
        var source = new HashMap<String, Object>();
        settings.forEach((key, value) -> source.put("connection." + key, value));
        try {
            return new Binder(new MapConfigurationPropertySource(source)).bindOrCreate("connection", type);
        } catch (BindException wrong) {
            throw new IllegalArgumentException(words(wrong), wrong);
        }
    }

    /** Those of the record itself where it refused; else which setting could not be read. */
    private static String words(BindException wrong) {
        Throwable cause = wrong;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String key = wrong.getName().toString().replaceFirst("^connection\\.?", "");
        boolean own = cause instanceof IllegalArgumentException
                && cause.getMessage() != null
                && cause.getMessage().startsWith("The setting");
        return own ? cause.getMessage() : "The setting " + key + " cannot be read.";
    }
}
