package org.ringbook.agent.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registrar and a way between two telephones, over UDP: made of text alone, so that it knows nothing of the stack under test. It
 * forgets every message once it passed it on.
 */
public final class SmallPbx implements AutoCloseable {

    private static final String NONCE = "n0nce";

    private final DatagramSocket socket;
    private final Map<String, InetSocketAddress> telephones = new ConcurrentHashMap<>();
    private final Map<String, String> contacts = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "small-pbx");
    /** Every message that came, first line and headers and body. */
    public final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    /** What the registrar wants to be proven with; null for whoever comes. */
    public volatile String algorithm = "MD5";

    public volatile String password = "secret";
    public volatile int expires = 300;
    /** Changes what is passed on; null loses it. */
    public volatile UnaryOperator<String> change = UnaryOperator.identity();

    /** Answers by itself what begins with one of these users, such as busy: 486 Busy Here. */
    public final Map<String, String> refusals = new ConcurrentHashMap<>();

    /** What waits in everybody's mailbox, as RFC 3842 writes it; null when there are no mailboxes. */
    public volatile String mailbox;

    /** Answers every REGISTER by itself, such as 503 Service Unavailable; null for the registrar's own answer. */
    public volatile String registering;

    public SmallPbx() {
        try {
            socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String address(String user) {
        return user + "@127.0.0.1:" + port();
    }

    public boolean knows(String user) {
        return telephones.containsKey(user);
    }

    private void run() {
        byte[] buffer = new byte[65_536];
        while (!socket.isClosed()) {
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                String text = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
                if (!text.isBlank()) {
                    took(text, (InetSocketAddress) packet.getSocketAddress());
                }
            } catch (SocketException closed) {
                return;
            } catch (IndexOutOfBoundsException | IllegalStateException notWhole) {
                // An answer to rubbish: nobody waits for it.
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void took(String text, InetSocketAddress from) throws IOException {
        seen.add(text);
        String changed = change.apply(text);
        if (changed == null) {
            return;
        }
        List<String> lines = lines(changed);
        String body = changed.substring(changed.indexOf("\r\n\r\n") + 4);
        if (lines.get(0).startsWith("SIP/2.0")) {
            answer(lines, body);
        } else if (lines.get(0).startsWith("REGISTER")) {
            register(lines, from);
        } else if (lines.get(0).startsWith("SUBSCRIBE")) {
            subscribe(lines, from);
        } else {
            ask(lines, body, from);
        }
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.substring(0, text.indexOf("\r\n\r\n")).split("\r\n")) {
            String name = line.substring(0, Math.max(0, line.indexOf(':')));
            boolean list = List.of("Via", "Route", "Record-Route").contains(name);
            for (String one : list ? line.substring(name.length() + 1).split(",") : new String[] {line}) {
                lines.add(list ? name + ": " + one.strip() : one);
            }
        }
        return lines;
    }

    /** Passes on an answer that nobody gave. */
    public void passesOn(String answer) {
        try {
            answer(lines(answer), answer.substring(answer.indexOf("\r\n\r\n") + 4));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(List<String> lines, String body) throws IOException {
        int own = index(lines, "Via");
        lines.remove(own);
        if (lines.stream().noneMatch(line -> line.startsWith("Via:"))) {
            // To ourselves.
            return;
        }
        String via = lines.get(index(lines, "Via"));
        Matcher to = Pattern.compile("received=([0-9.]+)").matcher(via);
        Matcher port = Pattern.compile("rport=([0-9]+)").matcher(via);
        if (to.find() && port.find()) {
            send(lines, body, new InetSocketAddress(to.group(1), Integer.parseInt(port.group(1))));
        }
    }

    private void ask(List<String> lines, String body, InetSocketAddress from) throws IOException {
        received(lines, from);
        lines.removeIf(line -> line.startsWith("Route:") && line.contains(":" + port()));
        String[] first = lines.get(0).split(" ");
        Matcher uri =
                Pattern.compile("sip:(?:([^@;>]+)@)?([^:;>]+)(?::([0-9]+))?.*").matcher(first[1]);
        if (!uri.matches()) {
            return;
        }
        String user = uri.group(1);
        InetSocketAddress to;
        if (uri.group(3) != null && Integer.parseInt(uri.group(3)) != port()) {
            to = new InetSocketAddress(uri.group(2), Integer.parseInt(uri.group(3)));
        } else if (user == null) {
            // Whether the PBX itself is there.
            reply(lines, "200 OK", from);
            return;
        } else if (telephones.containsKey(user)) {
            to = telephones.get(user);
            lines.set(0, first[0] + " " + contacts.get(user) + " SIP/2.0");
        } else {
            if (!first[0].equals("ACK")) {
                reply(lines, refusals.getOrDefault(user, "404 Not Found"), from);
            }
            return;
        }
        int via = index(lines, "Via");
        String branch = "z9hG4bK"
                + Integer.toHexString(
                        lines.get(via).replaceAll(";(rport|received)=[^;]*", "").hashCode());
        lines.add(via, "Via: SIP/2.0/UDP 127.0.0.1:" + port() + ";branch=" + branch);
        if (first[0].equals("INVITE")) {
            lines.add(via, "Record-Route: <sip:127.0.0.1:" + port() + ";lr>");
        }
        send(lines, body, to);
    }

    private void received(List<String> lines, InetSocketAddress from) {
        int via = index(lines, "Via");
        String bare = lines.get(via).replaceAll(";rport(?=;|$)", "");
        lines.set(via, bare + ";received=" + from.getAddress().getHostAddress() + ";rport=" + from.getPort());
    }

    private void subscribe(List<String> lines, InetSocketAddress from) throws IOException {
        received(lines, from);
        if (mailbox == null) {
            reply(lines, "489 Bad Event", from);
            return;
        }
        reply(lines, "200 OK\r\nExpires: 3600\r\nContact: <sip:small@127.0.0.1:" + port() + ">", from);
        List<String> notify = new ArrayList<>(List.of(
                "NOTIFY " + value(lines, "Contact").replaceAll(".*<([^>]+)>.*", "$1") + " SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:" + port() + ";branch=z9hG4bKmailbox"
                        + value(lines, "Call-ID").hashCode(),
                "Max-Forwards: 70",
                "From: " + value(lines, "To").replaceAll(";tag=.*", "") + ";tag=small",
                "To: " + value(lines, "From"),
                "Call-ID: " + value(lines, "Call-ID"),
                "CSeq: 1 NOTIFY",
                "Contact: <sip:small@127.0.0.1:" + port() + ">",
                "Event: message-summary",
                "Subscription-State: active;expires=3600",
                "Content-Type: application/simple-message-summary"));
        send(notify, mailbox, from);
    }

    private void register(List<String> lines, InetSocketAddress from) throws IOException {
        received(lines, from);
        if (registering != null) {
            reply(lines, registering, from);
            return;
        }
        String proof = value(lines, "Authorization");
        if (algorithm != null && !proves(proof)) {
            reply(
                    lines,
                    "401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"small\",nonce=\"" + NONCE + "\",algorithm="
                            + algorithm + ",qop=\"auth\",opaque=\"o\"",
                    from);
            return;
        }
        String user = value(lines, "From").replaceAll(".*sip:([^@]+)@.*", "$1");
        String contact = value(lines, "Contact").replaceAll(".*<([^>]+)>.*", "$1");
        if (value(lines, "Expires").equals("0")) {
            telephones.remove(user);
            reply(lines, "200 OK", from);
        } else {
            telephones.put(user, from);
            contacts.put(user, contact);
            reply(lines, "200 OK\r\nContact: <" + contact + ">;expires=" + expires, from);
        }
    }

    private boolean proves(String proof) {
        Map<String, String> parts = new ConcurrentHashMap<>();
        Matcher part = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))").matcher(proof);
        while (part.find()) {
            parts.put(part.group(1), part.group(2) == null ? part.group(3) : part.group(2));
        }
        if (!NONCE.equals(parts.get("nonce"))
                || !algorithm.equals(parts.get("algorithm"))
                || !"o".equals(parts.get("opaque"))) {
            return false;
        }
        String a1 = hash(parts.get("username") + ":small:" + password);
        String a2 = hash("REGISTER:" + parts.get("uri"));
        return hash(String.join(":", a1, NONCE, parts.get("nc"), parts.get("cnonce"), "auth", a2))
                .equals(parts.get("response"));
    }

    private String hash(String text) {
        try {
            String name = algorithm.equals("SHA-512-256") ? "SHA-512/256" : algorithm;
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(name).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void reply(List<String> request, String status, InetSocketAddress to) throws IOException {
        List<String> lines = new ArrayList<>(List.of(("SIP/2.0 " + status).split("\r\n")));
        for (String name : List.of("Via", "From", "To", "Call-ID", "CSeq")) {
            String line = name + ": " + value(request, name);
            lines.add(name.equals("To") && !line.contains(";tag=") ? line + ";tag=small" : line);
        }
        send(lines, "", to);
    }

    private void send(List<String> lines, String body, InetSocketAddress to) throws IOException {
        lines.removeIf(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length"));
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = (String.join("\r\n", lines) + "\r\nContent-Length: " + content.length + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /** Says something to a telephone that it did not ask for. */
    public void says(String user, String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, telephones.get(user)));
    }

    /** Answers 202 to what a telephone asked, in the place of whoever was meant. */
    public void accepts(String user, String request) {
        List<String> lines =
                List.of(request.substring(0, request.indexOf("\r\n\r\n")).split("\r\n"));
        try {
            reply(lines, "202 Accepted", telephones.get(user));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InetSocketAddress whereIs(String user) {
        return telephones.get(user);
    }

    private static int index(List<String> lines, String name) {
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith(name + ":")) {
                return i;
            }
        }
        throw new IllegalStateException("no " + name);
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .skip(1)
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        socket.close();
    }
}
