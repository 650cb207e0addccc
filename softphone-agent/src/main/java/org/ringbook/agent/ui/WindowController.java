package org.ringbook.agent.ui;

import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.calls.CardBook;
import org.ringbook.agent.calls.DialText;
import org.ringbook.agent.server.DialRequests;
import org.ringbook.agent.server.LineListener;
import org.ringbook.agent.server.LineState;
import org.ringbook.agent.server.Messages;
import org.ringbook.agent.server.ServerAddress;
import org.ringbook.agent.server.ServerLine;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.settings.Settings;
import org.ringbook.agent.words.Words;

/** Joins the window to the line: what is heard becomes cards, what is clicked becomes messages. */
public final class WindowController implements CardPanel.Actions {

    private static final int ENDED_STAYS_MILLIS = 12_000;

    private final Words words;
    private final Settings settings;
    private final BiFunction<SignIn, LineListener, ServerLine> connect;
    private final BiConsumer<String, String> remember;
    private final Runnable quit;
    private final CardBook book;
    private final DialRequests dials = new DialRequests();
    private final Set<String> ending = new HashSet<>();
    private AgentWindow window;
    private ServerLine line;
    private SignIn signIn;
    private ServerAddress server;
    private LineState state = new LineState(LineState.Kind.CLOSED, null, 0);
    private List<String> extensions = List.of();
    private Map<String, String> links = Map.of();
    private long serverAheadMillis;
    private String chosen;

    /**
     * @param connect makes a line for a sign-in; not started yet
     * @param remember keeps server and login once a sign-in was good
     * @param quit ends the program
     */
    public WindowController(
            Words words,
            Settings settings,
            BiFunction<SignIn, LineListener, ServerLine> connect,
            BiConsumer<String, String> remember,
            Runnable quit) {
        this.words = words;
        this.settings = settings;
        this.connect = connect;
        this.remember = remember;
        this.quit = quit;
        this.book = new CardBook(settings.history());
    }

    /** @param password null to ask for it */
    public void open(String password) {
        Look.apply(settings.theme());
        window = new AgentWindow(words, this);
        window.signIn.offer(settings.server(), settings.login());
        boolean complete = known(settings.server()) && settings.login() != null && password != null;
        if (complete) {
            signIn(new SignIn(settings.server(), settings.login(), password));
            window.showDesk();
        } else {
            window.showSignIn();
            status(state);
        }
        render();
        window.open(settings.corner());
        if (!complete) {
            window.signIn.takeKeyboard();
        }
        new Timer(500, event -> window.card.tick(this::secondsSince)).start();
    }

    private static boolean known(String server) {
        try {
            return server != null && ServerAddress.of(server) != null;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    void signIn(SignIn given) {
        hangUp();
        signIn = given;
        server = ServerAddress.of(given.server());
        var hearing = new Hearing();
        line = connect.apply(given, hearing);
        hearing.from = line;
        line.start();
    }

    void signOut() {
        hangUp();
        book.ringingNow(List.of());
        status(new LineState(LineState.Kind.CLOSED, null, 0));
        window.signIn.offer(signIn == null ? settings.server() : signIn.server(), "");
        window.signIn.say("", false);
        window.showSignIn();
        window.signIn.takeKeyboard();
    }

    private void hangUp() {
        if (line != null) {
            line.close();
            line = null;
        }
    }

    void quit() {
        hangUp();
        quit.run();
    }

    void tryNow() {
        line.tryNow();
    }

    void choosePresence(String wanted) {
        if (line != null) {
            line.send(Messages.presence(wanted));
            render();
        }
    }

    void toggleDark() {
        Look.toggle();
        status(state);
        render();
    }

    /** The window comes forward; asked for by a second start of the program. Any thread. */
    public void show() {
        SwingUtilities.invokeLater(() -> window.rise());
    }

    void dial(String typed, String from) {
        ask(typed, from)
                .whenComplete((answer, failed) -> SwingUtilities.invokeLater(() -> {
                    boolean wrong = failed != null || !answer.accepted();
                    window.say(failed != null ? words.text("cli.no_answer") : answer.words(), wrong);
                    if (!wrong) {
                        window.dial.clear();
                    }
                }));
    }

    /** What came of a wish to call, in words. */
    public record Answer(boolean accepted, String words) {}

    /** Dials for a second start of the program, and shows it. Any thread. */
    public CompletableFuture<Answer> dialFor(String typed) {
        var answer = new CompletableFuture<Answer>();
        SwingUtilities.invokeLater(() -> ask(typed, null).whenComplete((given, failed) -> {
            var told = failed == null ? given : new Answer(false, words.text("cli.no_answer"));
            SwingUtilities.invokeLater(() -> window.say(told.words(), !told.accepted()));
            answer.complete(told);
        }));
        return answer;
    }

    private CompletableFuture<Answer> ask(String typed, String from) {
        DialText wanted;
        try {
            wanted = DialText.of(typed);
        } catch (IllegalArgumentException notANumber) {
            return CompletableFuture.completedFuture(new Answer(false, words.text("dial.not_a_number", typed)));
        }
        if (line == null || state.kind() != LineState.Kind.CONNECTED) {
            return CompletableFuture.completedFuture(new Answer(false, words.text("dial.offline")));
        }
        window.say(words.text("dial.sending", wanted.number()), false);
        return dials.ask(line, wanted.number(), from).thenApply(answer -> answer(answer, wanted));
    }

    private Answer answer(ServerMessage answer, DialText wanted) {
        if (answer instanceof ServerMessage.DialAccepted accepted) {
            return new Answer(
                    true,
                    wanted.extension() == null
                            ? words.text("dial.accepted", accepted.to(), accepted.from())
                            : words.text(
                                    "dial.accepted_extension", accepted.to(), accepted.from(), wanted.extension()));
        }
        return new Answer(false, ((ServerMessage.DialRefused) answer).words());
    }

    void takeNumber(Card card) {
        if (card.callBack() != null) {
            window.dial.offer(card.callBack());
        }
    }

    @Override
    public void callBack(Card card) {
        dial(card.callBack(), null);
    }

    @Override
    public void choose(Card card) {
        chosen = card.callId();
        render();
    }

    @Override
    public void open(Card card) {
        browse(Links.of(card, links, server));
    }

    void openWorkspace() {
        browse(server == null ? null : server.base());
    }

    private void browse(URI address) {
        if (address != null && !Links.browse(address)) {
            window.say(words.text("browser.failed", address), true);
        }
    }

    void dismissFirst() {
        book.shown().stream()
                .filter(card -> card.callId().equals(current()))
                .findFirst()
                .ifPresent(this::dismiss);
    }

    @Override
    public void dismiss(Card card) {
        book.putAway(card.callId());
        if (!card.ended() && line != null) {
            line.send(Messages.dismissed(card.callId()));
        }
        render();
    }

    private String current() {
        List<Card> shown = book.shown();
        boolean there = shown.stream().anyMatch(card -> card.callId().equals(chosen));
        return there ? chosen : shown.isEmpty() ? null : shown.get(0).callId();
    }

    private long secondsSince(long epochMillis) {
        return (System.currentTimeMillis() + serverAheadMillis - epochMillis) / 1000;
    }

    private void render() {
        boolean quiet = "dnd".equals(window.header.presence());
        List<Card> shown = quiet ? List.of() : book.shown();
        String first = current();
        if (shown.isEmpty()) {
            window.card.showNothing(words.text("empty.title"), nothing(quiet));
        } else {
            var others =
                    shown.stream().filter(card -> !card.callId().equals(first)).toList();
            window.card.show(book.find(first), others);
            window.card.tick(this::secondsSince);
        }
        window.history.show(book.history());
    }

    private String nothing(boolean quiet) {
        if (state.kind() != LineState.Kind.CONNECTED) {
            return words.text("empty.offline");
        }
        if (quiet) {
            return words.text("empty.dnd");
        }
        return extensions.isEmpty()
                ? words.text("empty.no_extension")
                : words.text("empty.text", String.join(", ", extensions));
    }

    private void status(LineState now) {
        state = now;
        window.status.show(now, server);
        boolean connected = now.kind() == LineState.Kind.CONNECTED;
        window.dial.connected(connected);
        window.header.connected(connected);
    }

    private void told(LineState now) {
        status(now);
        if (now.kind() == LineState.Kind.REFUSED) {
            window.signIn.offer(signIn.server(), signIn.login());
            window.signIn.say(words.text("why." + now.why()), false);
            window.showSignIn();
        } else if (now.kind() == LineState.Kind.WAITING) {
            window.signIn.say(words.text("why." + now.why()), false);
        } else if (now.kind() == LineState.Kind.CONNECTED) {
            remember.accept(signIn.server(), signIn.login());
            window.showDesk();
        }
        render();
    }

    private void told(ServerMessage message) {
        if (message instanceof ServerMessage.Welcome welcome) {
            welcome(welcome);
        } else if (message instanceof ServerMessage.RingingNow now) {
            book.ringingNow(now.cards());
            now.cards().forEach(card -> came(card, true));
        } else if (message instanceof ServerMessage.CardTold told) {
            serverTime(told.at());
            book.take(told.card());
            came(told.card(), told.popsUp());
        } else if (message instanceof ServerMessage.PresenceIs presence) {
            window.header.presence(presence.state());
        } else if (message instanceof ServerMessage.Failure failure) {
            window.say(failure.words(), true);
        }
        render();
    }

    private void welcome(ServerMessage.Welcome welcome) {
        serverTime(welcome.at());
        extensions = welcome.extensions();
        links = welcome.links();
        window.header.person(
                welcome.person() == null ? signIn.login() : welcome.person().name(), extensions);
        window.header.presence(welcome.presence());
        window.dial.telephones(extensions);
    }

    private void serverTime(Instant at) {
        if (at != null) {
            serverAheadMillis = at.toEpochMilli() - System.currentTimeMillis();
        }
    }

    private void came(Card card, boolean popsUp) {
        if (popsUp && !card.ended() && !card.dismissed() && !"dnd".equals(window.header.presence())) {
            chosen = card.callId();
            window.rise();
            line.send(Messages.cardShown(card.callId()));
        }
        if (card.ended() && ending.add(card.callId())) {
            var later = new Timer(ENDED_STAYS_MILLIS, event -> forget(card.callId()));
            later.setRepeats(false);
            later.start();
        }
    }

    private void forget(String callId) {
        ending.remove(callId);
        Card card = book.find(callId);
        if (card != null && card.ended()) {
            book.putAway(callId);
            render();
        }
    }

    /** From the line's thread to the window's; what an old line still says is dropped. */
    private final class Hearing implements LineListener {

        private ServerLine from;

        @Override
        public void changed(LineState now) {
            onWindow(() -> told(now));
        }

        @Override
        public void heard(ServerMessage message, String text) {
            dials.heard(message);
            onWindow(() -> told(message));
        }

        private void onWindow(Runnable what) {
            SwingUtilities.invokeLater(() -> {
                if (line == from && line != null) {
                    what.run();
                }
            });
        }
    }
}
