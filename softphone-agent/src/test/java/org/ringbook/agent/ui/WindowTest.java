package org.ringbook.agent.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The window on a display of its own: a virtual one (Debian: packages xvfb and openbox) where it is installed, so that
 * nothing flickers on the developer's screen; skipped where there is none.
 */
class WindowTest {

    private Process screen;
    private Process windowManager;
    private Process stories;

    @Test
    void aDayAtTheWindow() throws Exception {
        tells(WindowStories.class);
    }

    @Test
    void aDayAtTheTelephoneOfTheWindow() throws Exception {
        tells(PhoneWindowStories.class);
    }

    private void tells(Class<?> whose) throws Exception {
        assumeTrue(installed("Xvfb") && installed("openbox"), "Xvfb and openbox are not installed");
        String display = virtualDisplay();
        windowManager = on(display, List.of("openbox"));
        stories = on(
                display,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=false",
                        "-cp",
                        System.getProperty("java.class.path"),
                        whose.getName()));
        var told = CompletableFuture.supplyAsync(() -> readAll(stories))
                .completeOnTimeout("too long", 2, TimeUnit.MINUTES);
        assertThat(told.join()).contains("all stories told");
    }

    private static String readAll(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void theScreenGoes() {
        if (stories != null) {
            stories.destroy();
        }
        if (windowManager != null) {
            windowManager.destroy();
        }
        if (screen != null) {
            screen.destroy();
        }
    }

    private static boolean installed(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The server itself takes a free number and tells it. */
    private String virtualDisplay() throws IOException {
        screen = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new BufferedReader(new InputStreamReader(screen.getInputStream(), StandardCharsets.US_ASCII));
        return ":" + said.readLine();
    }

    private static Process on(String display, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DISPLAY", display);
        return builder.start();
    }
}
