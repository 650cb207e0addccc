package org.ringbook.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.ringbook.demo.AmiDesk.Action;

/** Coming, being there, and going. */
final class SignIn {

    private final Exchange exchange;
    private final List<DemoAccount> accounts;
    private final Random random;
    private final Consumer<AmiSession> came;

    SignIn(Exchange exchange, List<DemoAccount> accounts, Random random, Consumer<AmiSession> came) {
        this.exchange = exchange;
        this.accounts = accounts;
        this.random = random;
        this.came = came;
    }

    List<Action> actions() {
        return List.of(
                new Action("Challenge", Set.of(), "Generate Challenge for MD5 Auth.", this::challenge),
                new Action("Login", Set.of(), "Login Manager.", this::login),
                new Action("Logoff", Set.of(), "Logoff Manager.", this::logoff),
                new Action("Events", Set.of(), "Control Event Flow.", this::events),
                new Action("Ping", Set.of(), "Keepalive command.", this::ping));
    }

    private void challenge(AmiSession session, AmiRequest request) {
        if (!request.get("AuthType").equalsIgnoreCase("MD5")) {
            session.send(AmiResponse.error(request, "Must specify AuthType").wire());
            return;
        }
        session.challenge = String.valueOf(random.nextInt(1_000_000_000));
        session.send(AmiResponse.success(request)
                .with("Challenge", session.challenge)
                .wire());
    }

    private void login(AmiSession session, AmiRequest request) {
        var account = accounts.stream()
                .filter(known -> known.user().equals(request.get("Username")) && knowsSecret(session, request, known))
                .findFirst();
        session.challenge = "";
        if (account.isEmpty()) {
            session.send(AmiResponse.error(request, "Authentication failed").wire());
            session.closeAfterThis();
            return;
        }
        session.account = account.get();
        session.hearsEvents = !request.get("Events", "on").equalsIgnoreCase("off");
        session.send(AmiResponse.success(request, "Authentication accepted").wire());
        tellBooted(session);
        came.accept(session);
    }

    private static boolean knowsSecret(AmiSession session, AmiRequest request, DemoAccount account) {
        if (request.get("AuthType").equalsIgnoreCase("MD5")) {
            return !session.challenge.isEmpty()
                    && isEqual(request.get("Key").toLowerCase(Locale.ROOT), md5(session.challenge + account.secret()));
        }
        return isEqual(request.get("Secret"), account.secret());
    }

    private static boolean isEqual(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static String md5(String text) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private void tellBooted(AmiSession session) {
        var uptime =
                Duration.between(exchange.started, exchange.timetable.now()).toSeconds();
        var event = new AmiEvent("FullyBooted", "system")
                .with("Uptime", uptime)
                .with("LastReload", uptime)
                .with("Status", "Fully Booted");
        if (session.hears(event)) {
            session.send(event.wire());
        }
    }

    private void logoff(AmiSession session, AmiRequest request) {
        session.send(AmiResponse.goodbye(request).wire());
        session.closeAfterThis();
    }

    private void events(AmiSession session, AmiRequest request) {
        session.hearsEvents = !List.of("off", "0", "no", "false").contains(request.get("EventMask", "on"));
        session.send(AmiResponse.success(request)
                .with("Events", session.hearsEvents ? "On" : "Off")
                .wire());
    }

    private void ping(AmiSession session, AmiRequest request) {
        var now = exchange.timetable.now();
        session.send(AmiResponse.success(request)
                .with("Ping", "Pong")
                .with("Timestamp", "%d.%06d".formatted(now.getEpochSecond(), now.getNano() / 1000))
                .wire());
    }
}
