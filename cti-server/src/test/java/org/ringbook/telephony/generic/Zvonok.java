package org.ringbook.telephony.generic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/** Zvonok-Express, a telephone system that there is only in the manual. */
final class Zvonok {

    static final String NAME = "zvonok";
    static final String SECRET = "made-up-for-the-manual";
    static final String HEADER = "X-Zvonok-Key";
    private static final Pattern CURL = Pattern.compile("curl \\S+/hooks/zvonok/ .*--data '(\\{.*})'");

    private Zvonok() {}

    static GenericPbxSettings.Pbx settings() {
        return settings("../docs/any-telephone-system.md", Map.of());
    }

    /** The settings as they stand in the manual, with some of them otherwise. */
    static GenericPbxSettings.Pbx settings(String manual, Map<String, Object> otherwise) {
        var environment = new StandardEnvironment();
        var values = new HashMap<String, Object>(Map.of("ZVONOK_SECRET", SECRET));
        otherwise.forEach((key, value) -> values.put("ringbook.webhook.zvonok." + key, value));
        environment.getPropertySources().addFirst(new MapPropertySource("otherwise", values));
        try {
            var yaml = new ByteArrayResource(block(read(manual)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            new YamlPropertySourceLoader().load("manual", yaml).forEach(environment.getPropertySources()::addLast);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Binder.get(environment)
                .bindOrCreate("ringbook", Bindable.of(GenericPbxSettings.class))
                .webhook()
                .get(NAME);
    }

    private static String block(String manual) {
        int zvonok = manual.indexOf("    zvonok:");
        int begin = manual.lastIndexOf("```yaml\n", zvonok) + "```yaml\n".length();
        return manual.substring(begin, manual.indexOf("```", begin));
    }

    /** The messages that the manual sends by hand. */
    static List<String> curls(String manual) {
        var bodies = new ArrayList<String>();
        Matcher curl = CURL.matcher(read(manual));
        while (curl.find()) {
            bodies.add(curl.group(1));
        }
        return bodies;
    }

    private static String read(String manual) {
        try {
            return Files.readString(Path.of(manual));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
