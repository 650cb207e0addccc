package org.ringbook.agent.settings;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What was asked for on the command line.
 *
 * @param settings values that go before those of the file, by key
 * @param folder another settings folder; null for the user's own
 * @param number what to call, as it was given, of {@code CALL}; what to do, of {@code COMMAND}; null otherwise
 * @param minimized whether the window begins put down, as at the start of the desktop
 */
public record CommandLine(Task task, Map<String, String> settings, String folder, String number, boolean minimized) {

    public enum Task {
        WINDOW,
        HEADLESS,
        CALL,
        /** Tell the running program to do something with its telephone. */
        COMMAND,
        HELP,
        VERSION
    }

    /** What a key of the desktop can be made to do. */
    private static final Set<String> COMMANDS = Set.of("answer", "hang-up", "hold", "mute", "swap", "redial");

    private static final Set<String> VALUES = Set.of(
            "--server",
            "--login",
            "--language",
            "--theme",
            "--corner",
            "--certificate",
            "--settings",
            "--sip",
            "--sip-login",
            "--sip-digits",
            "--sip-sound");

    /** @throws IllegalArgumentException with the word that is not understood */
    public static CommandLine of(List<String> words) {
        Task task = Task.WINDOW;
        String number = null;
        boolean minimized = false;
        Map<String, String> settings = new HashMap<>();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (VALUES.contains(name)) {
                settings.put(
                        name.substring(2), name.equals(word) ? needed(rest, word) : word.substring(name.length() + 1));
            } else if (word.equals("--headless")) {
                task = Task.HEADLESS;
            } else if (word.equals("--minimized")) {
                minimized = true;
            } else if (word.equals("--help") || word.equals("-h")) {
                task = Task.HELP;
            } else if (word.equals("--version")) {
                task = Task.VERSION;
            } else if (number == null && (word.equals("call") || isLink(word))) {
                task = Task.CALL;
                number = word.equals("call") ? needed(rest, word) : word;
            } else if (number == null && COMMANDS.contains(word)) {
                task = Task.COMMAND;
                number = word;
            } else {
                throw new IllegalArgumentException(word);
            }
        }
        return new CommandLine(task, settings, settings.remove("settings"), number, minimized);
    }

    /** Whether what is to be called came from a page, a mail or another program, and not from a terminal. */
    public boolean isLink() {
        return number != null && isLink(number);
    }

    private static boolean isLink(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.startsWith("tel:")
                || lower.startsWith("callto:")
                || lower.startsWith("sip:")
                || lower.startsWith("sips:");
    }

    private static String needed(Iterator<String> rest, String after) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(after);
        }
        return rest.next();
    }
}
