package org.ringbook.agent.ui;

import java.util.List;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.ringbook.agent.server.ServerApi;

/**
 * The company's contacts whom a typed name may mean. The server is asked once the person stops typing for a moment; what it says to
 * something that was typed before is not shown. On the window's thread.
 */
final class ContactSearch {

    private static final int LEAST_LETTERS = 3;
    private static final int TYPING_MILLIS = 250;

    private final CurrentSession session;
    private final Timer pause = new Timer(TYPING_MILLIS, event -> ask());
    private Runnable found = () -> {};
    private String wanted = "";
    private String answered = "";
    private List<DialSuggestions.Person> people = List.of();

    ContactSearch(CurrentSession session) {
        this.session = session;
        pause.setRepeats(false);
    }

    /** @param who called when there are others than before */
    void found(Runnable who) {
        found = who;
    }

    void wanted(String typed) {
        String name = typed.strip();
        if (name.equals(wanted)) {
            return;
        }
        wanted = name;
        if (name.codePoints().filter(Character::isLetter).count() >= LEAST_LETTERS) {
            pause.restart();
        }
    }

    /** Those of the last answer. */
    List<DialSuggestions.Person> people() {
        return people;
    }

    /** Whoever signs in next knows none of them. */
    void clear() {
        wanted = "";
        answered = "";
        people = List.of();
    }

    private void ask() {
        var connected = session.connected();
        String asked = wanted;
        if (connected == null || asked.equals(answered)) {
            return;
        }
        connected
                .api()
                .people(asked)
                .thenAccept(them -> SwingUtilities.invokeLater(() -> {
                    if (asked.equals(wanted) && session.is(connected)) {
                        answered = asked;
                        people = them.stream().map(ContactSearch::person).toList();
                        found.run();
                    }
                }));
    }

    private static DialSuggestions.Person person(ServerApi.Person one) {
        return new DialSuggestions.Person(one.name(), one.number());
    }
}
