package org.ringbook.agent.ui;

import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ringbook.agent.phone.CallState;
import org.ringbook.agent.phone.CallStatus;
import org.ringbook.agent.words.Words;

/**
 * Tells the desktop that it rings, where the desktop can show it: an icon in the tray, a bubble. Never the only sign of a call: the window
 * comes forward whether there is a desktop like that or not. On the window's thread.
 */
final class Notices {

    private static final int SHOWN_MILLIS = 20_000;
    private static final int LONGEST = 120;

    private final Words words;
    private final AgentWindow window;
    private final Optional<TrayLamp> tray;
    /** What shows bubbles on Linux desktops; null elsewhere, or where there is none. */
    private final String bubbles;

    /** @param quit ends the program */
    Notices(Words words, AgentWindow window, Runnable quit) {
        this.words = words;
        this.window = window;
        this.tray = TrayLamp.make(words, window::rise, quit);
        this.bubbles =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux") ? found("notify-send") : null;
    }

    private static String found(String program) {
        for (String folder :
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator)) {
            File file = new File(folder, program);
            if (!folder.isEmpty() && file.canExecute()) {
                return file.getPath();
            }
        }
        return null;
    }

    /** Whoever looks at the window sees it there. */
    void rings(String who, String number) {
        if (!window.isActive()) {
            bubble(
                    words.text("notice.rings"),
                    number.isEmpty() || who.equals(number) ? who : who + ", " + number,
                    true);
        }
    }

    void reminder(String title) {
        if (!window.isActive()) {
            bubble(words.text("app"), words.text("reminder", title), false);
        }
    }

    void ringing(Collection<CallStatus> calls) {
        tray.ifPresent(one -> one.rings(calls.stream().anyMatch(call -> call.state() == CallState.RINGING)));
    }

    /** @param is whether there is a telephone at all */
    void lamp(CardText.Tone tone, boolean is) {
        tray.ifPresent(one -> one.lamp(is ? tone : CardText.Tone.ENDED));
    }

    private void bubble(String title, String text, boolean urgent) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        if (bubbles == null) {
            tray.ifPresent(one -> one.bubble(title, shown));
            return;
        }
        // What callers call themselves is shown as it is: some desktops would read marks in it.
        String plain = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        var command = List.of(
                bubbles,
                "--app-name=Ringbook",
                "--icon=call-start",
                "--urgency=" + (urgent ? "critical" : "normal"),
                "--expire-time=" + SHOWN_MILLIS,
                "--",
                title,
                plain);
        var thread = new Thread(() -> show(command), "notice");
        thread.setDaemon(true);
        thread.start();
    }

    private static void show(List<String> command) {
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noneAfterAll) {
            // The window shows it.
        }
    }
}
