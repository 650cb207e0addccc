package org.ringbook.agent.ui;

import java.util.concurrent.CompletableFuture;
import org.ringbook.agent.calls.DialText;
import org.ringbook.agent.server.DialRequests;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.server.ServerSession;
import org.ringbook.agent.words.Words;

/** From what was typed to words about what came of it. */
final class Calling {

    private final Words words;
    private final DialRequests requests = new DialRequests();

    Calling(Words words) {
        this.words = words;
    }

    /** Any thread. */
    void received(ServerMessage message) {
        requests.received(message);
    }

    /**
     * @param session null when there is no connection
     * @param from null for the person's first telephone
     */
    CompletableFuture<WindowController.Answer> ask(ServerSession session, String typed, String from) {
        DialText wanted;
        try {
            wanted = DialText.of(typed);
        } catch (IllegalArgumentException notANumber) {
            return CompletableFuture.completedFuture(no(words.text("dial.not_a_number", typed)));
        }
        return session == null
                ? CompletableFuture.completedFuture(no(words.text("dial.offline")))
                : requests.ask(session, wanted.number(), from)
                        .thenApply(answer -> told(answer, wanted))
                        .exceptionally(silence -> no(words.text("cli.no_answer")));
    }

    private WindowController.Answer told(ServerMessage answer, DialText wanted) {
        if (answer instanceof ServerMessage.DialRefused refused) {
            return no(refused.words());
        }
        var accepted = (ServerMessage.DialAccepted) answer;
        return new WindowController.Answer(
                true,
                wanted.extension() == null
                        ? words.text("dial.accepted", accepted.to(), accepted.from())
                        : words.text("dial.accepted_extension", accepted.to(), accepted.from(), wanted.extension()));
    }

    private static WindowController.Answer no(String why) {
        return new WindowController.Answer(false, why);
    }
}
