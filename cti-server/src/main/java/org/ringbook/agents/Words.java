package org.ringbook.agents;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the agents' side says to people, in their language. */
public final class Words {

    private static final Words RUSSIAN = new Words(Locale.forLanguageTag("ru"));
    private static final Words ENGLISH = new Words(Locale.ROOT);

    private final ResourceBundle texts;
    private final Locale locale;

    private Words(Locale locale) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle(
                "org.ringbook.agents.words",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** @param language "ru", "ru-RU" …; anything else, and null, is English */
    public static Words in(String language) {
        return language != null && language.toLowerCase(Locale.ROOT).startsWith("ru") ? RUSSIAN : ENGLISH;
    }

    public String text(String key, Object... values) {
        return new MessageFormat(texts.getString(key), locale).format(values);
    }
}
