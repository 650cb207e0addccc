package org.ringbook.telephony;

import java.util.HashMap;
import java.util.Map;
import org.ringbook.refusals.Refused;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Answers of a form read exactly as the settings file is: the same keys, the same usual values, the same refusals. */
public final class SettingsOfMap {

    private SettingsOfMap() {}

    /**
     * @param type a record of settings
     * @throws Refused for what cannot be, in words that say what to set
     */
    public static <T> T read(Class<T> type, Map<String, Object> settings) {
        var source = new HashMap<String, Object>();
        settings.forEach((key, value) -> source.put("connection." + key, value));
        try {
            return new Binder(new MapConfigurationPropertySource(source)).bindOrCreate("connection", type);
        } catch (BindException wrong) {
            throw refused(wrong);
        }
    }

    /** As the record itself refused; else which setting could not be read. */
    private static Refused refused(BindException wrong) {
        for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused;
            }
        }
        String key = wrong.getName().toString().replaceFirst("^connection\\.?", "");
        return Refused.because(key, "telephony.setting.unread", key);
    }
}
