package org.ringbook.agent.ui;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.swing.SwingUtilities;
import org.ringbook.agent.server.ServerApi;
import org.ringbook.agent.server.ServerSession;
import org.ringbook.agent.words.Words;

/**
 * Whether the server's people have a newer program: asked after signing in, once a day at most, and said once. Nothing is fetched or changed
 * by it. On the window's thread.
 */
final class UpdateCheck {

    private static final long PAUSE_NANOS = Duration.ofHours(20).toNanos();
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private final Words words;
    private final AgentWindow window;
    private final CurrentSession session;
    private final Consumer<URI> browse;
    private final String own;
    private long askedAt;
    private String said = "";

    /** @param browse opens a page */
    UpdateCheck(Words words, AgentWindow window, CurrentSession session, Consumer<URI> browse) {
        this.words = words;
        this.window = window;
        this.session = session;
        this.browse = browse;
        this.own = UpdateCheck.class.getPackage().getImplementationVersion();
    }

    void signedIn() {
        ServerSession connected = session.connected();
        long now = System.nanoTime();
        if (connected == null || own == null || askedAt != 0 && now - askedAt < PAUSE_NANOS) {
            return;
        }
        askedAt = now;
        connected.api().program().thenAccept(program -> SwingUtilities.invokeLater(() -> told(program)));
    }

    private void told(ServerApi.Program program) {
        if (program == null || !isNewer(program.version(), own) || said.equals(program.version())) {
            return;
        }
        said = program.version();
        URI address = address(program.address());
        window.menu.update(
                words.text("menu.update", program.version()), address == null ? null : () -> browse.accept(address));
        window.say(words.text(address == null ? "update.ask" : "update.there", program.version()), false);
    }

    /** A page, and nothing else that a link may start. */
    private static URI address(String text) {
        try {
            URI address = text == null ? null : URI.create(text);
            boolean page = address != null
                    && address.getHost() != null
                    && List.of("http", "https").contains(address.getScheme());
            return page ? address : null;
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    /** By the numbers in it: 0.10 is newer than 0.9, and a version newer than what was built on the way to it. */
    static boolean isNewer(String offered, String own) {
        List<Integer> there = numbers(offered);
        List<Integer> here = numbers(own);
        if (there.isEmpty() || here.isEmpty()) {
            return false;
        }
        for (int i = 0; i < Math.max(there.size(), here.size()); i++) {
            int a = i < there.size() ? there.get(i) : 0;
            int b = i < here.size() ? here.get(i) : 0;
            if (a != b) {
                return a > b;
            }
        }
        return own.endsWith("-SNAPSHOT") && !offered.endsWith("-SNAPSHOT");
    }

    private static List<Integer> numbers(String version) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : version.split("-", 2)[0].split("\\.")) {
            if (!NUMBER.matcher(part).matches()) {
                return numbers;
            }
            numbers.add(Integer.parseInt(part));
        }
        return numbers;
    }
}
