package org.ringbook.agents.session;

import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.access.TokenEnded;
import org.ringbook.agents.Presence;
import org.ringbook.agents.Words;
import org.ringbook.softphones.SipAccountsChanged;
import org.ringbook.staff.StaffChanged;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/** The WebSocket end of the agents' sessions: from sockets to {@link AgentConnection}s and back. */
final class SessionHandler extends AbstractWebSocketHandler {

    static final int MOST_CONNECTIONS = 20;
    private static final long SILENCE_MILLIS = ServerMessage.HEARTBEAT_SECONDS * 3_000L;
    private static final long SEND_MILLIS = 10_000;
    private static final CloseStatus OVER = CloseStatus.POLICY_VIOLATION.withReason("sign in again");
    private static final CloseStatus SLOW = CloseStatus.SERVICE_OVERLOAD.withReason("slow");
    private static final Logger LOG = LoggerFactory.getLogger(SessionHandler.class);

    private final AgentConnection.Shared shared;
    private final Function<UUID, Optional<StaffMember>> staff;
    private final Executor closing;
    private final Consumer<Collection<String>> ticketsSeen;
    private final Map<String, AgentConnection> connections = new ConcurrentHashMap<>();
    private final Map<UUID, Set<AgentConnection>> connectionsOf = new ConcurrentHashMap<>();
    private final Set<WebSocketSession> open = ConcurrentHashMap.newKeySet();

    /**
     * @param closing where connections are closed, because closing may wait for the other side
     * @param ticketsSeen told of the resume tickets whose holders are there; must not wait
     */
    SessionHandler(
            AgentConnection.Shared shared,
            Function<UUID, Optional<StaffMember>> staff,
            Executor closing,
            Consumer<Collection<String>> ticketsSeen) {
        this.ticketsSeen = ticketsSeen;
        this.shared = shared;
        this.staff = staff;
        this.closing = closing;
        shared.presence().listen(this::presenceChanged);
        shared.popUps().listenToPages(this::pagesChanged);
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        var signedIn = (StaffMember) session.getAttributes().get(SignedIn.MEMBER);
        var language = (String) session.getAttributes().get(SignedIn.LANGUAGE);
        var outbox = new Outbox(sender(session), reason -> close(session, SLOW));
        var connection = new AgentConnection(
                () -> staff.apply(signedIn.id()).orElse(signedIn),
                language,
                shared,
                outbox,
                !session.getAttributes().containsKey(SignedIn.TOKEN),
                () -> close(session, CloseStatus.POLICY_VIOLATION));
        Set<AgentConnection> all = connectionsOf.computeIfAbsent(signedIn.id(), id -> ConcurrentHashMap.newKeySet());
        if (all.size() >= MOST_CONNECTIONS) {
            var words = Words.in(language).text("error.too_many_screens", "" + MOST_CONNECTIONS);
            outbox.send(ServerMessage.error("too_many_screens", words));
            close(session, CloseStatus.POLICY_VIOLATION);
            return;
        }
        connections.put(session.getId(), connection);
        open.add(session);
        connection.open((String) session.getAttributes().remove(SignedIn.RESUME), () -> all.add(connection));
    }

    /** What was opened with a right that is gone is closed at once: a new password, somebody who has left. */
    @EventListener
    void staffChanged(StaffChanged change) {
        if (change.passwordChanged() || !change.now().active()) {
            UUID id = change.now().id();
            end(session -> ((StaffMember) session.getAttributes().get(SignedIn.MEMBER))
                    .id()
                    .equals(id));
        } else if (change.before() != null
                && !change.before().extensions().equals(change.now().extensions())) {
            // Who has the extension now has its telephone, and who had it has it no more.
            connectionsOf.getOrDefault(change.now().id(), Set.of()).forEach(AgentConnection::accountsChanged);
        }
    }

    @EventListener
    void accountsChanged(SipAccountsChanged change) {
        connections.values().forEach(AgentConnection::accountsChanged);
    }

    @EventListener
    void tokenEnded(TokenEnded ended) {
        end(session -> ended.token().equals(session.getAttributes().get(SignedIn.TOKEN)));
    }

    /** Closes what was opened with a token whose time is over by now. */
    void endExpired(Instant now) {
        end(session -> session.getAttributes().get(SignedIn.UNTIL) instanceof Instant until && !until.isAfter(now));
    }

    /** Whoever is connected now may come back for an hour after. */
    void seeTickets() {
        ticketsSeen.accept(open.stream().flatMap(SessionHandler::ticketOf).toList());
    }

    private static Stream<String> ticketOf(WebSocketSession session) {
        return Stream.ofNullable((String) session.getAttributes().get(SignedIn.TICKET));
    }

    private void end(Predicate<WebSocketSession> which) {
        open.stream().filter(which).forEach(session -> close(session, OVER));
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        AgentConnection connection = connections.get(session.getId());
        if (connection != null) {
            connection.received(message.getPayload(), message.isLast());
        }
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
        AgentConnection connection = connections.get(session.getId());
        if (connection != null && message.isLast()) {
            connection.receivedBinary();
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable exception) {
        LOG.debug("The connection to an agent broke: {}", exception.toString());
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        open.remove(session);
        AgentConnection connection = connections.remove(session.getId());
        if (connection != null) {
            var signedIn = (StaffMember) session.getAttributes().get(SignedIn.MEMBER);
            connectionsOf.get(signedIn.id()).remove(connection);
            connection.closed();
            ticketsSeen.accept(ticketOf(session).toList());
        }
    }

    /** Long messages come in parts, so that their length is bounded here and answered with words. */
    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    private void presenceChanged(Presence.Change change) {
        connectionsOf.getOrDefault(change.staffId(), Set.of()).forEach(connection -> connection.presence(change.now()));
    }

    private void pagesChanged(UUID staffId, boolean open) {
        connectionsOf.getOrDefault(staffId, Set.of()).forEach(connection -> connection.pages(open));
    }

    /** To all programs of a person. Must not wait. */
    void send(UUID staffId, String text) {
        connectionsOf.getOrDefault(staffId, Set.of()).forEach(connection -> connection.send(text));
    }

    /** Whose programs are connected. */
    Set<UUID> connected() {
        return connectionsOf.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void close(WebSocketSession session, CloseStatus status) {
        closing.execute(() -> {
            try {
                session.close(status);
            } catch (IOException | IllegalStateException gone) {
                LOG.debug("Closing a connection that was gone: {}", gone.toString());
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
