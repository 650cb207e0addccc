package org.ringbook.telephony.asterisk;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** The line between PBX and server: it delays, breaks in mid-message, or swallows. */
final class SimulatedNetwork {

    private final SimulatedWorld world;
    private final Random random;
    /** Told of each event that does not arrive. */
    private final Consumer<String> lost;

    private final Deque<String> underWay = new ArrayDeque<>();
    private SimulatedServer server;
    private boolean swallows;
    private boolean slow;

    SimulatedNetwork(SimulatedWorld world, Random random, Consumer<String> lost) {
        this.world = world;
        this.random = random;
        this.lost = lost;
    }

    static byte[] bytes(String event) {
        return event.getBytes(StandardCharsets.ISO_8859_1);
    }

    void carries(List<String> events) {
        if (server == null || swallows) {
            events.forEach(lost);
        } else if (slow) {
            underWay.addAll(events);
        } else {
            server.says(String.join("", events));
        }
    }

    boolean up() {
        return server != null && !swallows;
    }

    void connects(SimulatedServer to, Duration uptime) {
        server = to;
        swallows = false;
        to.connects(uptime);
    }

    /** Everything arrives, but up to five seconds late. */
    void slowsDown(Duration length) {
        if (slow || !up()) {
            return;
        }
        slow = true;
        for (long at = 0; at < length.toMillis(); at += 1 + random.nextInt(5000)) {
            world.in(Duration.ofMillis(at), this::arrives);
        }
        world.in(length, () -> {
            arrives();
            slow = false;
        });
    }

    private void arrives() {
        if (!underWay.isEmpty() && up()) {
            var text = new StringBuilder();
            underWay.forEach(text::append);
            underWay.clear();
            byte[] all = bytes(text.toString());
            int cut = random.nextInt(all.length);
            server.says(Arrays.copyOf(all, cut));
            server.says(Arrays.copyOfRange(all, cut, all.length));
        }
    }

    void swallows() {
        swallows = true;
        underWay.forEach(lost);
        underWay.clear();
    }

    /** A part of what is under way arrives, the last event of it by half. */
    void breaks() {
        if (server == null) {
            return;
        }
        int arriving = underWay.isEmpty() ? 0 : random.nextInt(underWay.size());
        while (arriving-- > 0) {
            server.says(underWay.poll());
        }
        if (!underWay.isEmpty()) {
            byte[] half = bytes(underWay.peek());
            server.says(Arrays.copyOf(half, random.nextInt(half.length - 3)));
        }
        underWay.forEach(lost);
        underWay.clear();
        server.loses();
        server = null;
    }

    /** The server is dead: what is under way reaches nobody. */
    void unplugged() {
        underWay.forEach(lost);
        underWay.clear();
        server = null;
    }
}
