package org.ringbook.agent.ui;

import java.awt.GraphicsEnvironment;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.server.Messages;
import org.ringbook.agent.server.ServerAddress;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.server.ServerSession;
import org.ringbook.agent.server.SessionListener;
import org.ringbook.agent.server.SessionState;
import org.ringbook.agent.settings.AudioSettings;
import org.ringbook.agent.settings.Settings;
import org.ringbook.agent.words.Words;

/** Puts the window together, signs in and out, and shows what is there now. */
public final class WindowController {

    private static final int SOUNDS_EVERY = 4;

    private final Words words;
    private final Settings settings;
    private final BiFunction<SignIn, SessionListener, ServerSession> connect;
    private final BiConsumer<String, String> remember;
    private final Runnable quit;
    private final Telephony telephony;
    private final Calling calling;
    private final CardStack cards;
    private final CurrentSession session = new CurrentSession();
    private final PhoneNews phoneNews;
    private final PhoneDesk phone;
    private final PhoneCommands commands;
    private final ContactSearch contacts = new ContactSearch(session);
    private PhoneView phoneView;
    private AgentWindow window;
    private CardWork cardWork;
    private Notes notes;
    private Dialling dialling;
    private FromServer fromServer;
    private Notices notices;
    private int ticks;
    /** PEM file of the company's own authority; null for those that the JDK knows. */
    private String certificate;

    private AudioSettings sound;

    /** What came of a wish to call, in words. */
    public record Answer(boolean accepted, String words) {}

    /**
     * @param connect makes a session for a sign-in; not started yet
     * @param remember keeps server and login once a sign-in was good
     * @param telephony what its telephone is made of
     * @param quit ends the program
     */
    public WindowController(
            Words words,
            Settings settings,
            BiFunction<SignIn, SessionListener, ServerSession> connect,
            BiConsumer<String, String> remember,
            Telephony telephony,
            Runnable quit) {
        this.words = words;
        this.settings = settings;
        this.connect = connect;
        this.remember = remember;
        this.telephony = telephony;
        this.quit = quit;
        this.calling = new Calling(words);
        this.cards = new CardStack(settings.history(), this::render);
        this.sound = settings.sound();
        this.certificate =
                settings.certificate() == null ? null : settings.certificate().toString();
        this.phoneNews = new PhoneNews(words, session);
        this.phone = new PhoneDesk(words, telephony, () -> sound, phoneNews);
        this.commands = new PhoneCommands(words, phone, phoneNews::say);
    }

    /** Whether a window can be opened on this machine at all. */
    public static boolean hasDisplay() {
        return !GraphicsEnvironment.isHeadless();
    }

    /**
     * Opens the window and returns at once; any thread.
     *
     * @param password null to ask for it
     * @param minimized whether it begins put down; the next call brings it up
     */
    public void start(String password, boolean minimized) {
        SwingUtilities.invokeLater(() -> {
            open(password);
            if (minimized) {
                window.putDown();
            }
        });
    }

    void open(String password) {
        Look.apply(settings.theme());
        putTogether();
        window.signIn.offer(settings.server(), settings.login());
        boolean complete = isAddress(settings.server()) && settings.login() != null && password != null;
        boolean telephoneAlone = settings.server() == null && telephony.own() != null;
        if (complete || telephoneAlone) {
            window.showDesk();
        } else {
            window.showSignIn();
        }
        if (complete) {
            signIn(new SignIn(settings.server(), settings.login(), password));
        }
        status(session.state());
        render();
        window.open(settings.corner());
        if (!complete && !telephoneAlone) {
            window.signIn.takeKeyboard();
        }
        phone.begin();
        new Timer(500, event -> tick()).start();
    }

    private void putTogether() {
        window = new AgentWindow(words, this);
        notices = new Notices(words, window, this::quit);
        var control = new CallControl(words, window, session::connected, this::render);
        phoneView = new PhoneView(words, window, cards, phone);
        phoneNews.tells(new PhoneNews.Parts(
                window, phone, commands, phoneView, notices, this::abilities, this::render, this::telephoneOff));
        dialling = new Dialling(words, window, session, commands, cards, calling, contacts);
        notes = new Notes(words, window, session);
        cardWork = new CardWork(words, window, session, cards, commands, control, dialling, notes, this::render);
        window.card.acts(cardWork);
        window.colleagues.acts(new ColleagueWork(commands, control, dialling, cards));
        var updates = new UpdateCheck(words, window, session, cardWork::browse);
        fromServer = new FromServer(
                words,
                new FromServer.Parts(
                        window, session, cards, phone, phoneView, phoneNews, control, dialling, notices, updates),
                () -> certificate,
                this::render);
        commands.asksBefore(number -> calling.refusal(
                session.connected(),
                number,
                phone.account() == null ? "" : phone.account().user()));
        Links.whenOpened(this::dialFor);
        commands.asksToWhom((call, chosen) -> control.transfer(phoneView.who(call), chosen));
    }

    private void tick() {
        window.card.tick(cards::secondsSince);
        window.calls.tick(Instant.now());
        phone.listen();
        if (++ticks % SOUNDS_EVERY == 0) {
            phone.askHowItSounds();
        }
    }

    PhoneDesk phone() {
        return phone;
    }

    PhoneCommands commands() {
        return commands;
    }

    Dialling dialling() {
        return dialling;
    }

    CardWork cardWork() {
        return cardWork;
    }

    private static boolean isAddress(String server) {
        try {
            return server != null && ServerAddress.of(server) != null;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    // In and out.

    void signIn(SignIn given) {
        if (!notes.leave(given)) {
            window.signIn.say(words.text("note.save_first"), false);
            return;
        }
        session.ends();
        var events = new SessionEvents();
        ServerSession made = connect.apply(given, events);
        session.begins(given, made);
        events.from = made;
        made.start();
    }

    void signOut() {
        if (!notes.leave(null)) {
            return;
        }
        session.ends();
        phone.signedOut();
        cards.clear();
        contacts.clear();
        window.colleagues.show(java.util.List.of());
        // A telephone of one's own goes on, and its calls with it.
        phoneView.aloneNow();
        status(new SessionState(SessionState.Kind.CLOSED, null, 0));
        SignIn before = session.signIn();
        window.signIn.offer(before == null ? settings.server() : before.server(), "");
        window.signIn.say("", false);
        window.showSignIn();
        window.signIn.takeKeyboard();
    }

    void quit() {
        session.ends();
        phone.quit();
        quit.run();
    }

    /** Hangs up whatever way the program ends. Any thread; waits a second for the PBX at most. */
    public void end() {
        phone.quit();
    }

    void tryNow() {
        session.tryNow();
    }

    // What is asked from elsewhere.

    /** A key, or a second start of the program, tells the telephone to do something. Any thread. */
    public CompletableFuture<Answer> command(String command) {
        var answer = new CompletableFuture<Answer>();
        SwingUtilities.invokeLater(() -> {
            boolean done = commands.command(command);
            answer.complete(new Answer(done, words.text(done ? "phone.command.done" : "phone.command.nothing")));
        });
        return answer;
    }

    /** A number that stands ready in the dial box, to be called by Enter. Any thread, after {@link #start}. */
    public void offer(String number) {
        SwingUtilities.invokeLater(() -> window.dial.offer(number));
    }

    /** The window comes forward; asked for by a second start of the program. Any thread. */
    public void show() {
        SwingUtilities.invokeLater(() -> window.rise());
    }

    /** Dials for a second start of the program, and shows what came of it in the window too. Any thread. */
    public CompletableFuture<Answer> dialFor(String typed) {
        var answer = new CompletableFuture<Answer>();
        SwingUtilities.invokeLater(() -> dialling.dialFor(typed).thenAccept(answer::complete));
        return answer;
    }

    // The window.

    /** The telephone's account and sound. */
    void openTelephone() {
        var account = new AccountPanel(words, (chosen, keep) -> {
            telephony.keepOwn().keep(chosen, keep);
            certificate = chosen.certificate();
            phone.own(chosen);
            window.showDesk();
        });
        account.show(
                PhoneText.lamp(
                        phone.registration(), phone.isOn() ? phone.account().user() : null, words),
                phone.account(),
                phone.isOfServer(),
                certificate);
        var dialog = new TelephoneDialog(window, words, account, new AudioPanel(words, phone, () -> sound, chosen -> {
            sound = chosen;
            telephony.keepSound().accept(chosen);
        }));
        dialog.open(!phone.isOn());
    }

    void choosePresence(String wanted) {
        phone.doNotDisturb("dnd".equals(wanted));
        if (session.send(Messages.presence(wanted))) {
            render();
        }
    }

    /** Colleagues are asked for while somebody looks at them. */
    void askColleagues() {
        session.send(Messages.colleagues());
    }

    void toggleDark() {
        Look.toggle();
        status(session.state());
        window.calls.lookChanged();
        phoneNews.changed();
        render();
    }

    private void render() {
        boolean quiet = "dnd".equals(window.header.presence());
        Card top = quiet ? null : cards.top();
        if (top == null) {
            showNothing(quiet);
        } else {
            window.card.show(top, cards.under(top), phoneView.isOfPhone(top));
            window.card.tick(cards::secondsSince);
        }
        window.history.show(cards.history());
        phoneView.show();
        window.fit();
    }

    private void showNothing(boolean quiet) {
        if (!session.isWanted() && phone.isOn()) {
            window.card.showNothing(
                    words.text("empty.title"),
                    quiet
                            ? words.text("empty.dnd_phone")
                            : words.text("empty.phone", phone.account().user()));
        } else if (session.state().kind() == SessionState.Kind.WAITING) {
            String why = words.text("why." + session.state().why());
            window.card.showNothing(
                    words.text("empty.offline_title", session.server().host()), words.text("empty.offline", why));
        } else if (session.state().kind() != SessionState.Kind.CONNECTED) {
            window.card.showNothing(words.text("empty.title"), "");
        } else if (quiet) {
            window.card.showNothing(words.text("empty.title"), words.text("empty.dnd"));
        } else {
            String telephones = String.join(", ", session.extensions());
            String key = session.extensions().isEmpty() ? "empty.no_extension" : "empty.text";
            window.card.showNothing(words.text("empty.title"), words.text(key, telephones));
        }
    }

    private void status(SessionState now) {
        session.became(now);
        window.status.show(now, session.server());
        window.status.server(session.isWanted() || !phone.isOn());
        abilities();
    }

    private void abilities() {
        window.dial.connected(session.isConnected() || phone.isReady(), phone.isReady());
        window.header.connected(session.isConnected() || phone.isOn());
    }

    private void told(SessionState now) {
        status(now);
        if (now.kind() == SessionState.Kind.REFUSED) {
            // Whoever may not in may not take the company's calls either.
            phone.takenAway();
            refused();
        } else if (now.kind() == SessionState.Kind.WAITING) {
            window.signIn.say(words.text("why." + now.why()), false);
        } else if (now.kind() == SessionState.Kind.CONNECTED) {
            remember.accept(session.signIn().server(), session.signIn().login());
            window.showDesk();
        }
        render();
    }

    /** Who is talked with now is talked with to the end first. */
    private void refused() {
        String why = words.text("why." + session.state().why());
        if (phone.isBusy()) {
            window.say(why, true);
            return;
        }
        window.signIn.offer(session.signIn().server(), session.signIn().login());
        window.signIn.say(why, false);
        window.showSignIn();
    }

    private void telephoneOff() {
        if (session.state().kind() == SessionState.Kind.REFUSED && session.isWanted()) {
            refused();
        }
    }

    /** From the session's thread to the window's; what a former session still brings is dropped. */
    private final class SessionEvents implements SessionListener {

        private ServerSession from;

        @Override
        public void changed(SessionState now) {
            onWindow(() -> told(now));
        }

        @Override
        public void received(ServerMessage message, String text) {
            calling.received(message);
            onWindow(() -> fromServer.told(message));
        }

        private void onWindow(Runnable what) {
            SwingUtilities.invokeLater(() -> {
                if (session.is(from)) {
                    what.run();
                }
            });
        }
    }
}
