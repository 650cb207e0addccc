package org.ringbook.agent.ui;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.ringbook.agent.calls.CalledNumber;
import org.ringbook.agent.calls.DialText;
import org.ringbook.agent.server.DialRequests;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.server.ServerSession;
import org.ringbook.agent.words.Words;

/** From what was typed to words about what came of it. */
final class Calling {

    private static final Set<String> NOT_ITS_MATTER = Set.of("no_extension", "not_your_extension", "failed");

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

    /**
     * Whether this program's own telephone may call a number: whom nobody may call, closed countries and limits hold for it too. Where the
     * server says nothing, or has no telephone of this person, the telephone is one like any other and calls.
     *
     * @param session null when there is no connection
     * @param from extension of the telephone
     * @return words why not
     */
    CompletableFuture<Optional<String>> refusal(ServerSession session, String number, String from) {
        CompletableFuture<Optional<String>> refusal = CompletableFuture.completedFuture(Optional.empty());
        if (session == null) {
            return refusal;
        }
        // Within the company, and in need, nobody is asked.
        for (String outside : CalledNumber.outside(number)) {
            refusal = refusal.thenCompose(refused ->
                    refused.isPresent() ? CompletableFuture.completedFuture(refused) : asked(session, outside, from));
        }
        return refusal;
    }

    private CompletableFuture<Optional<String>> asked(ServerSession session, String outside, String from) {
        return requests.mayDial(session, outside, from)
                .thenApply(answer ->
                        answer instanceof ServerMessage.DialRefused refused && !NOT_ITS_MATTER.contains(refused.code())
                                ? Optional.of(refused.words())
                                : Optional.<String>empty())
                .exceptionally(silence -> Optional.empty());
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
