package org.ringbook.agent.ui;

import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    Notes(Words words, AgentWindow window, CurrentSession session) {
        this.words = words;
        this.window = window;
        this.session = session;
    }

    /** Opens it; the same call again only brings it forward. */
    void write(Card card) {
        ServerSession connected = session.connected();
        if (connected == null) {
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
        var dialog = new NoteDialog(window, words, card, (text, saved) -> save(connected, card, text, saved));
        open = dialog;
        dialog.open();
        CompletableFuture<List<ServerApi.Choice>> choices = connected.api().choices();
        connected
                .api()
                .note(card.callId())
                .thenCombine(choices, (note, those) -> {
                    SwingUtilities.invokeLater(() -> dialog.offer(those, note));
                    return null;
                })
                .exceptionally(failed -> {
                    SwingUtilities.invokeLater(() -> dialog.say(why(failed)));
                    return null;
                });
    }

    private void save(ServerSession connected, Card card, ServerApi.Note note, NoteDialog dialog) {
        connected
                .api()
                .write(card.callId(), note)
                .thenAccept(done -> SwingUtilities.invokeLater(() -> {
                    dialog.saved();
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
