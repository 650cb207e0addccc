package org.ringbook.agent.ui;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import javax.swing.Timer;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.phone.Account;
import org.ringbook.agent.server.Messages;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.server.ServerSession;
import org.ringbook.agent.words.Words;

/** What the server says becomes cards, an account for the telephone, and words. On the window's thread. */
final class FromServer {

    private static final int PAGE_FIRST_MILLIS = 1_000;

    private final Words words;
    private final AgentWindow window;
    private final CurrentSession session;
    private final CardStack cards;
    private final PhoneDesk phone;
    private final PhoneView phoneView;
    private final PhoneNews phoneNews;
    private final CallControl control;
    private final Dialling dialling;
    private final Notices notices;
    private final UpdateCheck updates;
    private final Supplier<String> certificate;
    private final Runnable changed;
    private final Set<String> reminded = new HashSet<>();

    /** What it tells, and whom it asks. */
    record Parts(
            AgentWindow window,
            CurrentSession session,
            CardStack cards,
            PhoneDesk phone,
            PhoneView phoneView,
            PhoneNews phoneNews,
            CallControl control,
            Dialling dialling,
            Notices notices,
            UpdateCheck updates) {}

    /**
     * @param certificate PEM file with the company's own authority; gives null for those that the JDK knows
     * @param changed called when something is to be shown anew
     */
    FromServer(Words words, Parts parts, Supplier<String> certificate, Runnable changed) {
        this.words = words;
        this.window = parts.window();
        this.session = parts.session();
        this.cards = parts.cards();
        this.phone = parts.phone();
        this.phoneView = parts.phoneView();
        this.phoneNews = parts.phoneNews();
        this.control = parts.control();
        this.dialling = parts.dialling();
        this.notices = parts.notices();
        this.updates = parts.updates();
        this.certificate = certificate;
        this.changed = changed;
    }

    void told(ServerMessage message) {
        if (message instanceof ServerMessage.Welcome welcome) {
            welcome(welcome);
        } else if (message instanceof ServerMessage.RingingNow now) {
            cards.ringingNow(now.cards(), this::pop);
            phoneView.cardsChanged();
        } else if (message instanceof ServerMessage.CardMessage about) {
            cards.serverTime(about.at());
            cards.take(about.card(), about.popsUp(), this::pop);
            phoneView.cardsChanged();
            phoneNews.answersItself();
        } else if (message instanceof ServerMessage.Telephone telephone) {
            given(telephone);
        } else if (message instanceof ServerMessage.Screens screens) {
            session.pageOpen(screens.page());
        } else if (message instanceof ServerMessage.ToDo toDo) {
            toDo(toDo);
        } else if (message instanceof ServerMessage.PresenceIs presence) {
            window.header.presence(presence.state());
            phone.doNotDisturb("dnd".equals(presence.state()));
        } else if (message instanceof ServerMessage.Failure failure) {
            window.say(failure.words(), true);
        }
        if (message instanceof ServerMessage.ColleaguesNow now) {
            dialling.colleagues(now.people());
            window.colleagues.show(now.people());
        }
        control.received(message);
        changed.run();
    }

    private void toDo(ServerMessage.ToDo now) {
        window.status.toDo(now.missed(), now.dueTasks());
        now.reminders().stream()
                .filter(one -> reminded.add(one.taskId() + one.dueAt()))
                .forEach(one -> {
                    window.say(words.text("reminder", one.title()), false);
                    if (!"dnd".equals(window.header.presence())) {
                        window.rise();
                        notices.reminder(one.title());
                    }
                });
    }

    private void welcome(ServerMessage.Welcome welcome) {
        session.welcome(welcome);
        cards.serverTime(welcome.at());
        window.header.person(
                welcome.person() == null
                        ? session.signIn().login()
                        : welcome.person().name(),
                session.extensions());
        window.header.presence(welcome.presence());
        phone.doNotDisturb("dnd".equals(welcome.presence()));
        window.dial.telephones(session.extensions());
        session.send(Messages.telephone());
        phoneNews.changed();
        updates.signedIn();
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
            phone.given(certificate.get() == null ? account : account.trusting(certificate.get()));
        } catch (IllegalArgumentException newerServer) {
            window.say(words.text("phone.account_not_understood", telephone.address()), true);
        }
    }

    /**
     * A page that is looked at shows the card first. When none says so within a second, this window comes forward; at once, when it is
     * the telephone that rings.
     */
    private void pop(Card card) {
        if (!session.pageOpen() || isPhoneOf(card)) {
            present(card.callId());
            return;
        }
        ServerSession asked = session.connected();
        var later = new Timer(PAGE_FIRST_MILLIS, event -> {
            Card now = cards.find(card.callId());
            boolean stillRings = now != null && !now.ended() && !now.dismissed();
            if (session.is(asked) && stillRings && !now.shownOn().contains("browser")) {
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
        if (session.isWanted() && !"dnd".equals(window.header.presence())) {
            window.rise();
            session.send(Messages.cardShown(callId));
        }
    }
}
