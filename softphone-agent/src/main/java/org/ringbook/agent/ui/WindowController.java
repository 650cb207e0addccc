package org.ringbook.agent.ui;

import java.awt.GraphicsEnvironment;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
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
import org.ringbook.agent.calls.DialText;
import org.ringbook.agent.phone.Account;
import org.ringbook.agent.phone.CallStatus;
import org.ringbook.agent.phone.MediaQuality;
import org.ringbook.agent.phone.MessagesWaiting;
import org.ringbook.agent.server.Messages;
import org.ringbook.agent.server.ServerAddress;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.server.ServerSession;
import org.ringbook.agent.server.SessionListener;
import org.ringbook.agent.server.SessionState;
import org.ringbook.agent.settings.AudioSettings;
import org.ringbook.agent.settings.Settings;
import org.ringbook.agent.words.Words;

/** Joins the window to the session: what is received becomes cards, what is clicked becomes messages. */
public final class WindowController implements CardPanel.Actions {

    private static final int PAGE_FIRST_MILLIS = 1_000;
    private static final int SOUNDS_EVERY = 4;
    private static final long COLLEAGUES_NANOS = 60_000_000_000L;

    private final Words words;
    private final Settings settings;
    private final BiFunction<SignIn, SessionListener, ServerSession> connect;
    private final BiConsumer<String, String> remember;
    private final Runnable quit;
    private final Telephony telephony;
    private final Calling calling;
    private final CardStack cards;
    private final PhoneDesk phone;
    private PhoneView phoneView;
    private AgentWindow window;
    private CallControl control;
    private ServerSession session;
    private SignIn signIn;
    private ServerAddress server;
    private SessionState state = new SessionState(SessionState.Kind.CLOSED, null, 0);
    private List<String> extensions = List.of();
    private Map<String, String> links = Map.of();
    private final Set<String> reminded = new HashSet<>();
    private boolean pageOpen;
    private int ticks;
    /** PEM file of the company's own authority; null for those that the JDK knows. */
    private String certificate;

    private AudioSettings sound;
    private List<ServerMessage.Colleague> colleagues = List.of();
    private long colleaguesAskedAt;

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
        this.phone = new PhoneDesk(words, telephony, () -> sound, new PhoneTold());
    }

    /** Whether a window can be opened on this machine at all. */
    public static boolean hasDisplay() {
        return !GraphicsEnvironment.isHeadless();
    }

    /**
     * Opens the window and returns at once; any thread.
     *
     * @param password null to ask for it
     */
    public void start(String password) {
        SwingUtilities.invokeLater(() -> open(password));
    }

    void open(String password) {
        Look.apply(settings.theme());
        window = new AgentWindow(words, this);
        control = new CallControl(
                words, window, () -> state.kind() == SessionState.Kind.CONNECTED ? session : null, this::render);
        phoneView = new PhoneView(words, window, cards, phone);
        phone.asksBefore(number -> calling.refusal(
                state.kind() == SessionState.Kind.CONNECTED ? session : null,
                number,
                phone.account() == null ? "" : phone.account().user()));
        phone.asksToWhom((call, chosen) -> control.transfer(phoneView.who(call), chosen));
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
        status(state);
        render();
        window.open(settings.corner());
        if (!complete && !telephoneAlone) {
            window.signIn.takeKeyboard();
        }
        phone.begin();
        new Timer(500, event -> tick()).start();
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

    private static boolean isAddress(String server) {
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
        var events = new SessionEvents();
        session = connect.apply(given, events);
        events.from = session;
        session.start();
    }

    void signOut() {
        hangUp();
        phone.signedOut();
        cards.clear();
        status(new SessionState(SessionState.Kind.CLOSED, null, 0));
        window.signIn.offer(signIn == null ? settings.server() : signIn.server(), "");
        window.signIn.say("", false);
        window.showSignIn();
        window.signIn.takeKeyboard();
    }

    private void hangUp() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    void quit() {
        hangUp();
        phone.quit();
        quit.run();
    }

    /** Hangs up whatever way the program ends. Any thread; waits a second for the PBX at most. */
    public void end() {
        phone.quit();
    }

    /** A key, or a second start of the program, tells the telephone to do something. @return false when there was nothing to do it with */
    boolean phoneCommand(String command) {
        return phone.command(command);
    }

    /** As {@link #phoneCommand}, from any thread. */
    public CompletableFuture<Answer> command(String command) {
        var answer = new CompletableFuture<Answer>();
        SwingUtilities.invokeLater(() -> {
            boolean done = phoneCommand(command);
            answer.complete(new Answer(done, words.text(done ? "phone.command.done" : "phone.command.nothing")));
        });
        return answer;
    }

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

    void tryNow() {
        session.tryNow();
    }

    void choosePresence(String wanted) {
        phone.doNotDisturb("dnd".equals(wanted));
        if (session != null) {
            session.send(Messages.presence(wanted));
            render();
        }
    }

    void toggleDark() {
        Look.toggle();
        status(state);
        window.calls.lookChanged();
        phoneChanged();
        render();
    }

    /** The window comes forward; asked for by a second start of the program. Any thread. */
    public void show() {
        SwingUtilities.invokeLater(() -> window.rise());
    }

    /** What came of a wish to call, in words. */
    public record Answer(boolean accepted, String words) {}

    /** Dials for a second start of the program, and shows what came of it in the window too. Any thread. */
    public CompletableFuture<Answer> dialFor(String typed) {
        var answer = new CompletableFuture<Answer>();
        SwingUtilities.invokeLater(() -> {
            if (isAbroad(typed)) {
                offerAbroad(typed, answer);
            } else {
                ask(typed, null, false).thenAccept(answer::complete);
            }
        });
        return answer;
    }

    /** A click on a page that somebody else has written costs nothing until the person says so. */
    private void offerAbroad(String typed, CompletableFuture<Answer> answer) {
        String number = DialText.of(typed).number();
        window.rise();
        window.dial.offer(number);
        String asks = words.text("dial.abroad", number);
        window.say(asks, false);
        answer.complete(new Answer(false, asks));
    }

    /** As far as can be told here: not of +7, or by the prefix of calls abroad. */
    private static boolean isAbroad(String typed) {
        try {
            String number = DialText.of(typed).number();
            return number.startsWith("+") ? !number.startsWith("+7") : number.matches("(810|00)[0-9]{6,}");
        } catch (IllegalArgumentException notANumber) {
            return false;
        }
    }

    void dial(String typed, String from) {
        ask(window.dial.number(typed), from, true)
                .thenAccept(answer -> SwingUtilities.invokeLater(() -> {
                    if (answer.accepted()) {
                        window.dial.clear();
                    }
                }));
    }

    /** The program's own telephone dials where there is one that can; else the server rings one of the person's. */
    private CompletableFuture<Answer> ask(String typed, String from, boolean byHand) {
        window.say(words.text("dial.sending", typed.strip()), false);
        ServerSession connected = state.kind() == SessionState.Kind.CONNECTED ? session : null;
        var asked = phone.isReady() ? phone.dial(typed, byHand) : calling.ask(connected, typed, from);
        asked.thenAccept(answer -> SwingUtilities.invokeLater(() -> window.say(answer.words(), !answer.accepted())));
        return asked;
    }

    /** Somebody types a name: whom it may mean is who called today, and the colleagues, who are asked for once in a while. */
    void namesWanted() {
        knowPeople();
        long now = System.nanoTime();
        boolean stale = colleaguesAskedAt == 0 || now - colleaguesAskedAt > COLLEAGUES_NANOS;
        if (session != null && stale) {
            colleaguesAskedAt = now;
            session.send(Messages.colleagues());
        }
    }

    private void knowPeople() {
        List<DialSuggestions.Person> known = new ArrayList<>();
        colleagues.stream()
                .map(one -> new DialSuggestions.Person(one.name(), one.extension()))
                .forEach(known::add);
        cards.history().stream()
                .filter(card -> card.callBack() != null && !card.candidates().isEmpty())
                .map(card -> new DialSuggestions.Person(CardText.title(card, words), card.callBack()))
                .filter(one -> !known.contains(one))
                .forEach(known::add);
        window.dial.people(known);
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
    public void pauseRecording(Card card, boolean paused) {
        if (session != null) {
            session.send(Messages.pauseRecording(card.callId(), paused));
        }
    }

    @Override
    public void command(Card card, String command) {
        control.command(card, command);
    }

    @Override
    public void transfer(Card card) {
        control.transfer(card);
    }

    @Override
    public void followUp(Card card, String command) {
        control.followUp(card, command);
    }

    void transferFirst() {
        if (!phoneCommand("transfer")) {
            control.transfer(cards.top());
        }
    }

    void hangUpFirst() {
        if (phoneCommand("hang-up")) {
            return;
        }
        Card top = cards.top();
        if (top != null && top.can("hang_up")) {
            control.command(top, "hang-up");
        }
    }

    void pickUp() {
        control.pickUp();
    }

    @Override
    public void choose(Card card) {
        cards.choose(card);
        render();
    }

    @Override
    public void open(Card card, Card.Candidate candidate) {
        browse(Links.of(card, candidate, links, server));
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
        Card top = cards.top();
        if (top != null) {
            dismiss(top);
        }
    }

    @Override
    public void dismiss(Card card) {
        cards.putAway(card);
        if (!card.ended() && !card.ofTelephone() && session != null) {
            session.send(Messages.dismissed(card.callId()));
        }
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
    }

    private void showNothing(boolean quiet) {
        if (session == null && phone.isOn()) {
            window.card.showNothing(
                    words.text("empty.title"),
                    quiet
                            ? words.text("empty.dnd_phone")
                            : words.text("empty.phone", phone.account().user()));
        } else if (state.kind() == SessionState.Kind.WAITING) {
            String why = words.text("why." + state.why());
            window.card.showNothing(words.text("empty.offline_title", server.host()), words.text("empty.offline", why));
        } else if (state.kind() != SessionState.Kind.CONNECTED) {
            window.card.showNothing(words.text("empty.title"), "");
        } else if (quiet) {
            window.card.showNothing(words.text("empty.title"), words.text("empty.dnd"));
        } else {
            String telephones = String.join(", ", extensions);
            String key = extensions.isEmpty() ? "empty.no_extension" : "empty.text";
            window.card.showNothing(words.text("empty.title"), words.text(key, telephones));
        }
    }

    private void status(SessionState now) {
        state = now;
        window.status.show(now, server);
        window.status.server(session != null || !phone.isOn());
        abilities();
    }

    private void abilities() {
        boolean connected = state.kind() == SessionState.Kind.CONNECTED;
        window.dial.connected(connected || phone.isReady(), phone.isReady());
        window.header.connected(connected || phone.isOn());
    }

    private void phoneChanged() {
        Account account = phone.account();
        window.card.besideTelephone(account != null);
        window.status.phone(phone.registration(), account == null ? null : account.user());
        if (account == null) {
            window.status.messages(new MessagesWaiting(false, 0, 0));
        }
        window.status.server(session != null || !phone.isOn());
        if (session == null && account != null) {
            window.header.person(account.user(), List.of());
        }
        if (session != null && account != null) {
            session.send(
                    Messages.telephoneState(account.user(), phone.isReady() && extensions.contains(account.user())));
        }
        abilities();
    }

    /** What the telephone tells, on the window's thread. */
    private final class PhoneTold implements PhoneDesk.Told {

        @Override
        public void call(CallStatus call) {
            boolean rings = phoneView.changed(call, state.kind() == SessionState.Kind.CONNECTED);
            if (rings) {
                window.rise();
                window.attention();
            }
            answersItself();
            render();
        }

        @Override
        public void begins() {
            phoneView.begins();
        }

        @Override
        public void registration() {
            phoneChanged();
            if (state.kind() == SessionState.Kind.REFUSED && session != null && !phone.isOn()) {
                refused();
            }
            render();
        }

        @Override
        public void say(String text, boolean wrong) {
            window.say(text, wrong);
        }

        @Override
        public void messages(MessagesWaiting now) {
            window.status.messages(now);
        }

        @Override
        public void sounds(String call, MediaQuality quality) {
            window.calls.sounds(call, PhoneText.quality(quality, words));
        }

        @Override
        public void sounded(CallStatus call, MediaQuality quality) {
            Account account = phone.account();
            boolean known = account != null && extensions.contains(account.user()) && call.sip() != null;
            if (session != null && known) {
                session.send(QualityReport.of(call, quality, account.user(), Instant.now()));
            }
        }
    }

    /** What the person asked for rings here first: it is taken without another click. Only a PBX that asks for it may ring so. */
    private void answersItself() {
        phoneView.ownLegs().forEach(phone::answer);
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
            remember.accept(signIn.server(), signIn.login());
            window.showDesk();
        }
        render();
    }

    /** Who is talked with now is talked with to the end first. */
    private void refused() {
        String why = words.text("why." + state.why());
        if (phone.isBusy()) {
            window.say(why, true);
            return;
        }
        window.signIn.offer(signIn.server(), signIn.login());
        window.signIn.say(why, false);
        window.showSignIn();
    }

    private void told(ServerMessage message) {
        if (message instanceof ServerMessage.Welcome welcome) {
            welcome(welcome);
        } else if (message instanceof ServerMessage.RingingNow now) {
            cards.ringingNow(now.cards(), this::pop);
            phoneView.cardsChanged();
        } else if (message instanceof ServerMessage.CardMessage about) {
            cards.serverTime(about.at());
            cards.take(about.card(), about.popsUp(), this::pop);
            phoneView.cardsChanged();
            answersItself();
        } else if (message instanceof ServerMessage.Telephone telephone) {
            given(telephone);
        } else if (message instanceof ServerMessage.Screens screens) {
            pageOpen = screens.page();
        } else if (message instanceof ServerMessage.ToDo toDo) {
            toDo(toDo);
        } else if (message instanceof ServerMessage.PresenceIs presence) {
            window.header.presence(presence.state());
            phone.doNotDisturb("dnd".equals(presence.state()));
        } else if (message instanceof ServerMessage.Failure failure) {
            window.say(failure.words(), true);
        }
        if (message instanceof ServerMessage.ColleaguesNow now) {
            colleagues = now.people();
            knowPeople();
        }
        control.received(message);
        render();
    }

    private void toDo(ServerMessage.ToDo now) {
        window.status.toDo(now.missed(), now.dueTasks());
        now.reminders().stream()
                .filter(one -> reminded.add(one.taskId() + one.dueAt()))
                .forEach(one -> {
                    window.say(words.text("reminder", one.title()), false);
                    if (!"dnd".equals(window.header.presence())) {
                        window.rise();
                    }
                });
    }

    private void welcome(ServerMessage.Welcome welcome) {
        pageOpen = false;
        cards.serverTime(welcome.at());
        extensions = welcome.extensions();
        links = welcome.links();
        window.header.person(
                welcome.person() == null ? signIn.login() : welcome.person().name(), extensions);
        window.header.presence(welcome.presence());
        phone.doNotDisturb("dnd".equals(welcome.presence()));
        window.dial.telephones(extensions);
        session.send(Messages.telephone());
        phoneChanged();
    }

    private void given(ServerMessage.Telephone telephone) {
        if (telephone.address() == null && telephone.words() == null) {
            phone.takenAway();
        }
        if (telephone.address() == null) {
            if (telephone.words() != null && !phone.isOn()) {
                window.say(telephone.words(), false);
            }
            return;
        }
        try {
            var digits = "info".equals(telephone.digits()) ? Account.DigitsBy.INFO : Account.DigitsBy.RTP;
            Account account = Account.of(telephone.address(), telephone.login(), telephone.password(), digits);
            phone.given(certificate == null ? account : account.trusting(certificate));
        } catch (IllegalArgumentException newerServer) {
            window.say(words.text("phone.account_not_understood", telephone.address()), true);
        }
    }

    /**
     * A page that is looked at shows the card first. When none says so within a second, this window comes forward; at once, when it is
     * the telephone that rings.
     */
    private void pop(Card card) {
        if (!pageOpen || isPhoneOf(card)) {
            present(card.callId());
            return;
        }
        ServerSession asked = session;
        var later = new Timer(PAGE_FIRST_MILLIS, event -> {
            Card now = cards.find(card.callId());
            boolean stillRings = now != null && !now.ended() && !now.dismissed();
            if (session == asked && stillRings && !now.shownOn().contains("browser")) {
                present(card.callId());
            }
        });
        later.setRepeats(false);
        later.start();
    }

    private boolean isPhoneOf(Card card) {
        return phone.isReady() && card.extensions().contains(phone.account().user());
    }

    private void present(String callId) {
        if (session != null && !"dnd".equals(window.header.presence())) {
            window.rise();
            session.send(Messages.cardShown(callId));
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
            onWindow(() -> told(message));
        }

        private void onWindow(Runnable what) {
            SwingUtilities.invokeLater(() -> {
                if (session == from && session != null) {
                    what.run();
                }
            });
        }
    }
}
