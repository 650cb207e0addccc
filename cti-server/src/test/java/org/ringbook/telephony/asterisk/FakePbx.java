package org.ringbook.telephony.asterisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What answers at a PBX's address, as bad as a story wants it: it may be no Asterisk, fall silent, forge, forget, be
 * killed. On the loopback address and any free port.
 */
final class FakePbx implements AutoCloseable {

    static final String LISTENER = "ringbook";
    static final String COMMANDER = "ringbook-commands";
    static final String SECRET = "s3cret-of-the-listener";
    static final String COMMAND_SECRET = "s3cret-of-the-commands";
    private static final String CHALLENGE = "240183372";

    private final int port;
    private ServerSocket server;
    private Thread accepting;
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    /** Every action that came, as it came. */
    final List<Map<String, String>> actions = new CopyOnWriteArrayList<>();
    /** Nanoseconds at which somebody connected. */
    final List<Long> connects = new CopyOnWriteArrayList<>();

    volatile String greeting = "Asterisk Call Manager/11.0.0\r\n";
    volatile boolean deaf;
    volatile boolean refuses;
    volatile boolean cutsAfterSignIn;
    volatile boolean hearsSystem = true;
    volatile long uptime = 100_000;
    volatile List<String> channels = List.of();
    volatile List<String> bridges = List.of();
    volatile List<String> queues = List.of();
    volatile String listenerWrites = "";
    volatile String commanderWrites = "call,originate,agent,reporting";
    volatile String originateAnswer = "Response: Success\r\nMessage: Originate successfully queued\r\n";
    volatile boolean originateRings = true;
    /** Of a spy on a leg without sound it says that it did, and does not. */
    volatile boolean hangsUp = true;

    FakePbx() {
        this(freePort());
        start();
    }

    private FakePbx(int port) {
        this.port = port;
    }

    /** At an address where nothing answers until {@link #start}. */
    static FakePbx off() {
        return new FakePbx(freePort());
    }

    /**
     * Below the ports that the system hands out by itself: while this PBX is off, nobody's outgoing connection, its own
     * client's included, may sit on its port.
     */
    private static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var probe = bound(port)) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("No free port between 20000 and 32000");
    }

    private static ServerSocket bound(int port) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    void start() {
        try {
            server = bound(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = thread(this::accept);
    }

    int port() {
        return port;
    }

    private void accept() {
        ServerSocket open = server;
        while (!open.isClosed()) {
            try {
                Socket socket = open.accept();
                connects.add(System.nanoTime());
                var session = new Session(socket);
                sessions.add(session);
                thread(session::talk);
            } catch (IOException overOrGone) {
                // the story is over, the PBX was killed, or a caller was gone before it was let in
            }
        }
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "fake-pbx");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Listeners that are signed in. */
    List<Session> listeners() {
        return sessions.stream()
                .filter(session -> LISTENER.equals(session.user) && !session.socket.isClosed())
                .toList();
    }

    /** Tells all who listen. Lines may end with LF alone here. */
    void tell(String... events) {
        var text = new StringBuilder();
        for (String event : events) {
            text.append(event.strip().replace("\n", "\r\n")).append("\r\n\r\n");
        }
        write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) {
        for (Session session : listeners()) {
            session.write(bytes, 0, bytes.length);
        }
    }

    /** As a power cut of the connections alone. */
    void cut() {
        sessions.forEach(Session::close);
        sessions.clear();
    }

    /** The whole machine is gone; {@link #start} brings it back at the same address. */
    @Override
    public void close() {
        try {
            if (server != null) {
                server.close();
                // Until the thread that waits in accept has woken, the system keeps the port.
                accepting.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        cut();
    }

    final class Session {
        final Socket socket;
        volatile String user;

        Session(Socket socket) {
            this.socket = socket;
        }

        void talk() {
            try {
                write(greeting);
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                var action = new LinkedHashMap<String, String>();
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (!line.isEmpty()) {
                        int colon = line.indexOf(':');
                        action.merge(
                                line.substring(0, Math.max(0, colon)).toLowerCase(java.util.Locale.ROOT),
                                line.substring(colon + 1).strip(),
                                (one, two) -> one + "\n" + two);
                    } else if (!action.isEmpty()) {
                        var whole = Map.copyOf(action);
                        action.clear();
                        actions.add(whole);
                        if (!deaf) {
                            answer(whole);
                        }
                    }
                }
                socket.close();
            } catch (IOException gone) {
                close();
            }
        }

        private void answer(Map<String, String> action) {
            String id = "ActionID: " + action.get("actionid") + "\r\n";
            switch (action.get("action").toLowerCase(java.util.Locale.ROOT)) {
                case "challenge" -> write("Response: Success\r\n" + id + "Challenge: " + CHALLENGE + "\r\n\r\n");
                case "login" -> signIn(action, id);
                case "ping" ->
                    write("Response: Success\r\n" + id + "Ping: Pong\r\nTimestamp: "
                            + java.time.Instant.now().getEpochSecond() + ".999999\r\n\r\n");
                case "listcommands" -> write("Response: Success\r\n" + id + commands() + "\r\n");
                case "coresettings" ->
                    write("Response: Success\r\n" + id + "AMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\n\r\n");
                case "bridgelist" -> list(id, "BridgeList", "BridgeListItem", "BridgeUniqueid: ", bridges);
                case "queuestatus" -> list(id, "QueueStatus", "QueueParams", "Queue: sales\r\nCompleted: ", queues);
                case "coreshowchannels" ->
                    list(
                            id,
                            "CoreShowChannels",
                            "CoreShowChannel",
                            "Channel: PJSIP/x-00000001\r\nUniqueid: ",
                            channels);
                case "originate" -> originate(action, id);
                case "hangup" -> hangUp(action, id);
                case "logoff" -> {
                    write("Response: Goodbye\r\n" + id + "Message: Thanks for all the fish.\r\n\r\n");
                    close();
                }
                default -> write("Response: Error\r\n" + id + "Message: Invalid/unknown command\r\n\r\n");
            }
        }

        private void signIn(Map<String, String> action, String id) {
            String secret = COMMANDER.equals(action.get("username")) ? COMMAND_SECRET : SECRET;
            boolean known = List.of(LISTENER, COMMANDER).contains(action.get("username"));
            if (refuses || !known || !AmiLink.key(CHALLENGE, secret).equals(action.get("key"))) {
                write("Response: Error\r\n" + id + "Message: Authentication failed\r\n\r\n");
                close();
                return;
            }
            write("Response: Success\r\n" + id + "Message: Authentication accepted\r\n\r\n");
            if (hearsSystem && !"off".equals(action.get("events"))) {
                write("Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: " + uptime
                        + "\r\nLastReload: 3\r\nStatus: Fully Booted\r\n\r\n");
            }
            user = action.get("username");
            if (cutsAfterSignIn) {
                close();
            }
        }

        private String commands() {
            var text = new StringBuilder("Ping: Keepalive command.  (Priv: <none>)\r\n");
            String rights = COMMANDER.equals(user) ? commanderWrites : listenerWrites;
            for (String right : rights.split(",")) {
                if (right.equals("reporting")) {
                    text.append("CoreStatus: Show status.  (Priv: system,reporting,all)\r\n");
                } else if (!right.isEmpty()) {
                    text.append("Some" + right + ": Does it.  (Priv: " + right + ",all)\r\n");
                }
            }
            return text.toString();
        }

        private void list(String id, String name, String item, String header, List<String> values) {
            var text = new StringBuilder("Response: Success\r\n" + id + "EventList: start\r\n\r\n");
            values.forEach(value -> text.append("Event: " + item + "\r\n" + id + header + value + "\r\n\r\n"));
            String complete = name.equals("CoreShowChannels") ? "CoreShowChannelsComplete" : name + "Complete";
            write(text + "Event: " + complete + "\r\n" + id + "EventList: Complete\r\nListItems: " + values.size()
                    + "\r\n\r\n");
        }

        private void hangUp(Map<String, String> action, String id) {
            write("Response: Success\r\n" + id + "Message: Channel Hungup\r\n\r\n");
            if (hangsUp) {
                tell("Event: Hangup\nPrivilege: call,all\nChannel: PJSIP/103-0000000b\nUniqueid: "
                        + action.get("channel") + "\nCause: 16");
            }
        }

        private void originate(Map<String, String> action, String id) {
            int end = originateAnswer.indexOf("\r\n") + 2;
            write(originateAnswer.substring(0, end) + id + originateAnswer.substring(end) + "\r\n");
            if (!originateAnswer.contains("Success")) {
                return;
            }
            if (originateRings) {
                tell(Events.newChannel(action.get("channelid"), "PJSIP/101-0000000a", "0"));
            } else {
                tell("Event: OriginateResponse\nPrivilege: call,all\nActionID: " + action.get("actionid")
                        + "\nResponse: Failure\nReason: 0\nUniqueid: <unknown>");
            }
        }

        void write(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            write(bytes, 0, bytes.length);
        }

        synchronized void write(byte[] bytes, int from, int length) {
            try {
                OutputStream out = socket.getOutputStream();
                out.write(bytes, from, length);
                out.flush();
            } catch (IOException gone) {
                close();
            }
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
