package org.ringbook.agent.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** The commented settings file in the user's own folder. Made on the first start; comments survive every change. */
public final class SettingsFile {

    private static final Map<String, Set<String>> CHOICES = Map.of(
            "language", Set.of("auto", "ru", "en"),
            "theme", Set.of("auto", "light", "dark"),
            "corner", Set.of("bottom-right", "bottom-left", "top-right", "top-left"),
            "sip-digits", Set.of("rtp", "info", "tones"),
            "sip-sound", Set.of("files", "devices"),
            "ring", Set.of("classic", "chime", "bright", "soft"));

    private final Path file;

    /** @param folder made when missing */
    public SettingsFile(Path folder) {
        this.file = folder.resolve("ringbook-agent.properties");
    }

    /**
     * @param given values of the command line, by key; they win
     * @throws BadSetting when a value is none of those that are possible
     */
    public Settings read(Map<String, String> given) throws IOException {
        if (Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, template());
        }
        var values = new Properties();
        try {
            values.load(new StringReader(Files.readString(file)));
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException broken) {
            throw new BadSetting(file.toString(), "UTF-8, key = value");
        }
        var all = new LinkedHashMap<String, String>();
        values.forEach((key, value) -> all.put((String) key, ((String) value).strip()));
        all.putAll(given);
        return settings(all);
    }

    private static Settings settings(Map<String, String> all) {
        CHOICES.forEach((key, choices) -> {
            String value = all.getOrDefault(key, "");
            if (!value.isEmpty() && !choices.contains(value.toLowerCase(Locale.ROOT))) {
                throw new BadSetting(
                        key + " = " + value,
                        String.join(", ", choices.stream().sorted().toList()));
            }
        });
        return new Settings(
                text(all, "server", null),
                text(all, "login", null),
                text(all, "language", "auto").toLowerCase(Locale.ROOT),
                text(all, "theme", "auto").toLowerCase(Locale.ROOT),
                text(all, "corner", "bottom-right").toLowerCase(Locale.ROOT),
                certificate(text(all, "certificate", null)),
                history(text(all, "history", "100")),
                text(all, "sip", null),
                text(all, "sip-login", null),
                text(all, "sip-digits", "rtp").toLowerCase(Locale.ROOT),
                text(all, "sip-sound", "files").toLowerCase(Locale.ROOT),
                sound(all));
    }

    private static AudioSettings sound(Map<String, String> all) {
        AudioSettings unset = AudioSettings.DEFAULT;
        return new AudioSettings(
                text(all, "microphone", unset.microphone()),
                text(all, "speaker", unset.speaker()),
                text(all, "ringer", unset.ringer()),
                text(all, "ring", unset.ring()).toLowerCase(Locale.ROOT),
                volume(text(all, "ring-volume", String.valueOf(unset.volume()))));
    }

    private static int volume(String value) {
        if (!value.matches("[0-9]{1,3}") || Integer.parseInt(value) > 100) {
            throw new BadSetting("ring-volume = " + value, "0 … 100");
        }
        return Integer.parseInt(value);
    }

    private static String text(Map<String, String> all, String key, String otherwise) {
        String value = all.get(key);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static Path certificate(String value) {
        if (value == null) {
            return null;
        }
        Path path = Path.of(value);
        try (InputStream in = Files.newInputStream(path)) {
            var read =
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!read.isEmpty()) {
                return path;
            }
        } catch (IOException | java.security.cert.CertificateException unreadable) {
            throw new BadSetting("certificate = " + value, "PEM");
        }
        throw new BadSetting("certificate = " + value, "PEM");
    }

    private static int history(String value) {
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) < 1) {
            throw new BadSetting("history = " + value, "1 … 9999");
        }
        return Integer.parseInt(value);
    }

    /** Keeps where the person signed in, for the next start. */
    public void remember(String server, String login) throws IOException {
        keep(Map.of("server", server, "login", login));
    }

    /** Keeps how the telephone sounds. */
    public void remember(AudioSettings sound) throws IOException {
        keep(sound.values());
    }

    /**
     * Keeps the telephone's own account; its password is kept elsewhere.
     *
     * @param certificate file of the company's own authority; null for none
     */
    public void rememberTelephone(String account, String login, String certificate) throws IOException {
        keep(Map.of("sip", account, "sip-login", login, "certificate", certificate == null ? "" : certificate));
    }

    /** Whether it is a file with certificates that can be read. */
    public static boolean isCertificate(String file) {
        try {
            return certificate(file) != null;
        } catch (BadSetting | java.nio.file.InvalidPathException none) {
            return false;
        }
    }

    private void keep(Map<String, String> values) throws IOException {
        String text = Files.readString(file);
        for (var one : new TreeMap<>(values).entrySet()) {
            text = with(text, one.getKey(), one.getValue());
        }
        Files.writeString(file, text);
    }

    static String with(String text, String key, String value) {
        String line = key + " = " + value.replace("\\", "\\\\");
        String pattern = "(?m)^\\s*#?\\s*" + key + "\\s*=.*$";
        return java.util.regex.Pattern.compile(pattern).matcher(text).find()
                ? text.replaceFirst(pattern, java.util.regex.Matcher.quoteReplacement(line))
                : text + "\n" + line + "\n";
    }

    private static String template() throws IOException {
        try (InputStream in =
                SettingsFile.class.getResourceAsStream("/org/ringbook/agent/settings/template.properties")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A value that cannot be meant. */
    public static final class BadSetting extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String expected;

        BadSetting(String what, String expected) {
            super(what);
            this.expected = expected;
        }

        public String expected() {
            return expected;
        }
    }
}
