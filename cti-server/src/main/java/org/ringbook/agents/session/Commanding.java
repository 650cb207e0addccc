package org.ringbook.agents.session;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.ringbook.agents.CardCommands;
import org.ringbook.agents.Declined;
import org.ringbook.agents.Words;
import org.ringbook.control.CallRequest;
import org.ringbook.control.Entrance;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands about calls off the connection's thread, because the PBX may take its time. A command that is repeated is answered again
 * and done once: that is seen to where commands of all entrances meet.
 */
final class Commanding {

    private static final Logger LOG = LoggerFactory.getLogger(Commanding.class);

    private final CardCommands commands;
    private final Executor executor;

    Commanding(CardCommands commands, Executor executor) {
        this.commands = commands;
        this.executor = executor;
    }

    /** @param answer given the message for the client, now or later, on another thread */
    void tell(StaffMember who, CardCommands.Wish wish, String language, Consumer<String> answer) {
        try {
            executor.execute(() -> answer.accept(ask(who, wish, language)));
        } catch (RejectedExecutionException tooMany) {
            answer.accept(refused(wish, "busy", Words.in(language).text("command.busy")));
        }
    }

    private String ask(StaffMember who, CardCommands.Wish wish, String language) {
        try {
            CallRequest request = commands.tell(who, Entrance.SESSION, wish, language);
            return ServerMessage.commandAccepted(wish.requestId(), request);
        } catch (Declined declined) {
            return refused(wish, declined.code(), declined.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("A command to a call failed", fault);
            return refused(wish, "failed", Words.in(language).text("command.failed"));
        }
    }

    private static String refused(CardCommands.Wish wish, String code, String words) {
        return ServerMessage.commandRefused(wish.requestId(), code, words);
    }
}
