package org.ringbook.agents.line;

import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ringbook.agents.Presence;
import org.ringbook.agents.Words;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/** The WebSocket end of the line: from sessions to {@link Screen}s and back. */
final class LineHandler extends AbstractWebSocketHandler {

    static final int MOST_SCREENS = 20;
    private static final long SILENCE_MILLIS = ServerMessage.HEARTBEAT_SECONDS * 3_000L;
    private static final long SEND_MILLIS = 10_000;
    private static final CloseStatus SLOW = CloseStatus.SERVICE_OVERLOAD.withReason("slow");
    private static final Logger LOG = LoggerFactory.getLogger(LineHandler.class);

    private final Screen.Line line;
    private final Function<UUID, Optional<StaffMember>> staff;
    private final Executor closing;
    private final Map<String, Screen> screens = new ConcurrentHashMap<>();
    private final Map<UUID, Set<Screen>> screensOf = new ConcurrentHashMap<>();

    /** @param closing where connections are closed, because closing may wait for the other side */
    LineHandler(Screen.Line line, Function<UUID, Optional<StaffMember>> staff, Executor closing) {
        this.line = line;
        this.staff = staff;
        this.closing = closing;
        line.presence().listen(this::presenceChanged);
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        var signedIn = (StaffMember) session.getAttributes().get(SignedIn.MEMBER);
        var language = (String) session.getAttributes().get(SignedIn.LANGUAGE);
        var outbox = new Outbox(sender(session), reason -> close(session, SLOW));
        var screen = new Screen(
                () -> staff.apply(signedIn.id()).orElse(signedIn),
                language,
                line,
                outbox,
                () -> close(session, CloseStatus.POLICY_VIOLATION));
        Set<Screen> all = screensOf.computeIfAbsent(signedIn.id(), id -> ConcurrentHashMap.newKeySet());
        if (all.size() >= MOST_SCREENS) {
            var words = Words.in(language).text("error.too_many_screens", "" + MOST_SCREENS);
            outbox.tell(ServerMessage.error("too_many_screens", words));
            close(session, CloseStatus.POLICY_VIOLATION);
            return;
        }
        screens.put(session.getId(), screen);
        screen.open(() -> all.add(screen));
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        Screen screen = screens.get(session.getId());
        if (screen != null) {
            screen.heard(message.getPayload(), message.isLast());
        }
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
        Screen screen = screens.get(session.getId());
        if (screen != null && message.isLast()) {
            screen.heardBinary();
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable exception) {
        LOG.debug("The line to a screen broke: {}", exception.toString());
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        Screen screen = screens.remove(session.getId());
        if (screen != null) {
            var signedIn = (StaffMember) session.getAttributes().get(SignedIn.MEMBER);
            screensOf.get(signedIn.id()).remove(screen);
            screen.closed();
        }
    }

    /** Long messages come in parts, so that their length is bounded here and answered with words. */
    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    private void presenceChanged(Presence.Change change) {
        screensOf.getOrDefault(change.staffId(), Set.of()).forEach(screen -> screen.presence(change.now()));
    }

    private void close(WebSocketSession session, CloseStatus status) {
        closing.execute(() -> {
            try {
                session.close(status);
            } catch (IOException | IllegalStateException gone) {
                LOG.debug("Closing a line that was gone: {}", gone.toString());
            }
        });
    }

    /**
     * The container's own asynchronous sending: it writes at once in the calling thread when the socket takes it and
     * never waits when it does not.
     */
    private static BiConsumer<String, Consumer<Throwable>> sender(WebSocketSession session) {
        var socket = ((NativeWebSocketSession) session).getNativeSession(Session.class);
        socket.getUserProperties().put("org.apache.tomcat.websocket.READ_IDLE_TIMEOUT_MS", SILENCE_MILLIS);
        var remote = socket.getAsyncRemote();
        remote.setSendTimeout(SEND_MILLIS);
        return (text, done) -> remote.sendText(text, result -> done.accept(result.getException()));
    }
}
