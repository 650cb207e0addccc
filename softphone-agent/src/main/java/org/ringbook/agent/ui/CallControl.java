package org.ringbook.agent.ui;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.server.Messages;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.server.ServerSession;
import org.ringbook.agent.words.Words;

/**
 * Commands about calls, from a button or a key to a message. What is refused is said in the server's words; how the rest goes is seen on
 * the card. A button that is pressed twice asks for the same, and the server does it once.
 */
final class CallControl {

    private final Words words;
    private final AgentWindow window;
    private final Supplier<ServerSession> session;
    private final Runnable refused;
    private TransferDialog asking;
    private boolean pickingUp;

    /**
     * @param session gives null while there is no connection
     * @param refused called when nothing came of a command, so that its button may be pressed again
     */
    CallControl(Words words, AgentWindow window, Supplier<ServerSession> session, Runnable refused) {
        this.words = words;
        this.window = window;
        this.session = session;
        this.refused = refused;
    }

    /** @param command hang-up or hold */
    void command(Card card, String command) {
        send(Messages.command(command, UUID.randomUUID().toString(), card.callId(), null));
    }

    /** @param command complete or cancel: of the consultation that the card shows */
    void followUp(Card card, String command) {
        send(Messages.followUp(
                command, UUID.randomUUID().toString(), card.asked().id()));
    }

    /** Asks to whom the call goes; nothing happens when it cannot be handed on. */
    void transfer(Card card) {
        if (card == null || !card.can("transfer") && !card.can("consult") || !send(Messages.colleagues())) {
            return;
        }
        closeDialog();
        asking = new TransferDialog(window, words, card, (to, consult) -> {
            String command = consult ? "consult" : "transfer";
            send(Messages.command(command, UUID.randomUUID().toString(), card.callId(), to));
        });
        asking.open();
    }

    /**
     * Asks to whom a call of this program's own telephone goes; who the colleagues are is known while the server is there.
     *
     * @param who is handed on
     */
    void transfer(String who, TransferDialog.Chosen chosen) {
        closeDialog();
        asking = new TransferDialog(window, words, who, true, true, chosen);
        asking.open();
        if (session.get() != null) {
            session.get().send(Messages.colleagues());
        }
    }

    /** To a colleague who was chosen already. */
    void handOn(Card card, String to, boolean consult) {
        if (!card.can(consult ? "consult" : "transfer")) {
            window.say(words.text("phone.not.not_now"), true);
            return;
        }
        send(Messages.command(
                consult ? "consult" : "transfer", UUID.randomUUID().toString(), card.callId(), to));
    }

    /** Asks what rings at colleagues, to choose from. */
    void pickUp() {
        pickingUp = send(Messages.colleagues());
    }

    void received(ServerMessage message) {
        if (message instanceof ServerMessage.CommandRefused no) {
            window.say(no.words(), true);
            refused.run();
        } else if (message instanceof ServerMessage.ColleaguesNow now) {
            if (asking != null) {
                asking.offer(now.people());
            }
            if (pickingUp) {
                pickingUp = false;
                offerWhatRings(now.people().stream()
                        .filter(one -> one.pickUp() != null)
                        .toList());
            }
        }
    }

    private void offerWhatRings(List<ServerMessage.Colleague> ringing) {
        if (ringing.isEmpty()) {
            window.say(words.text("pick_up.nothing"), false);
            return;
        }
        var menu = new RingingMenu(words, ringing, one -> {
            send(Messages.command("pick-up", UUID.randomUUID().toString(), one.pickUp(), null));
            window.say(words.text("pick_up.taken"), false);
        });
        menu.openOn(window);
    }

    private void closeDialog() {
        if (asking != null) {
            asking.dispose();
        }
    }

    private boolean send(String message) {
        ServerSession connected = session.get();
        if (connected == null) {
            window.say(words.text("command.offline"), true);
            refused.run();
            return false;
        }
        connected.send(message);
        return true;
    }
}
