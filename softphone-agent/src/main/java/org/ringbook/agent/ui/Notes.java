package org.ringbook.agent.ui;

import javax.swing.SwingUtilities;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.server.ServerApi;
import org.ringbook.agent.server.ServerSession;
import org.ringbook.agent.words.Words;

/** What came of a call, written where it was shown. What was written before, here or on a page, is there to be changed. */
final class Notes {

    private final Words words;
    private final AgentWindow window;
    private final CurrentSession session;
    private NoteDialog open;
    private SignIn whose;

    Notes(Words words, AgentWindow window, CurrentSession session) {
        this.words = words;
        this.window = window;
        this.session = session;
    }

    /** Opens it; the same call again only brings it forward. */
    void write(Card card) {
        if (session.connected() == null) {
            window.say(words.text("command.offline"), true);
            return;
        }
        if (open != null && open.isDisplayable()) {
            if (open.isOf(card)) {
                open.toFront();
                return;
            }
            if (open.hasUnsaved()) {
                // Nothing that was typed is thrown away by another call.
                open.toFront();
                open.say(words.text("note.save_first"));
                return;
            }
            open.dispose();
        }
        whose = session.signIn();
        open = new NoteDialog(window, words, card, this::read, (note, dialog) -> save(card, note, dialog));
        open.open();
    }

    /** Whoever wrote it leaves, or another takes their place: nobody else reads it, or writes it in their name. @return whether they may */
    boolean leave(SignIn next) {
        boolean samePerson = next != null
                && whose != null
                && next.login().equals(whose.login())
                && next.server().equals(whose.server());
        if (open == null || !open.isDisplayable() || samePerson) {
            return true;
        }
        open.toFront();
        return open.closes(words.text("note.unsaved_leaving"));
    }

    private void read(NoteDialog dialog) {
        ServerSession connected = session.connected();
        if (connected == null) {
            dialog.notRead(words.text("command.offline"));
            return;
        }
        var choices = connected.api().choices();
        connected
                .api()
                .note(dialog.callId())
                .thenCombine(choices, (note, those) -> {
                    SwingUtilities.invokeLater(() -> dialog.offer(those, note));
                    return null;
                })
                .exceptionally(failed -> {
                    SwingUtilities.invokeLater(() -> dialog.notRead(why(failed)));
                    return null;
                });
    }

    private void save(Card card, ServerApi.Note note, NoteDialog dialog) {
        ServerSession connected = session.connected();
        if (connected == null) {
            dialog.notSaved(words.text("command.offline"));
            return;
        }
        connected
                .api()
                .write(card.callId(), note)
                .thenAccept(kept -> SwingUtilities.invokeLater(() -> {
                    dialog.saved(note, kept);
                    window.say(words.text("note.saved", CardText.title(card, words)), false);
                }))
                .exceptionally(failed -> {
                    SwingUtilities.invokeLater(() -> dialog.notSaved(why(failed)));
                    return null;
                });
    }

    private String why(Throwable failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        return cause.getMessage() == null || cause.getMessage().isBlank()
                ? words.text("note.no_answer")
                : cause.getMessage();
    }
}
