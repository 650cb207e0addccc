package org.ringbook.agents.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.ringbook.agents.ClickToCall;
import org.ringbook.agents.ClickToCall.Dialled;
import org.ringbook.agents.Declined;
import org.ringbook.agents.Words;
import org.ringbook.control.Asking;
import org.ringbook.control.Entrance;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes dial requests off the connection's thread, because the PBX may take its time. One at a time for a person, and a
 * request that is repeated (a double click, a reconnect) gets the first answer again and dials nothing.
 */
final class Dialling {

    private static final Logger LOG = LoggerFactory.getLogger(Dialling.class);
    private static final int REMEMBERED = 20;

    private final ClickToCall clickToCall;
    private final Executor executor;
    private final Map<UUID, Person> people = new ConcurrentHashMap<>();

    Dialling(ClickToCall clickToCall, Executor executor) {
        this.clickToCall = clickToCall;
        this.executor = executor;
    }

    /** @param answer given the message for the client, now or later, on another thread */
    void dial(StaffMember who, ClientMessage.Dial request, String language, Consumer<String> answer) {
        Person person = people.computeIfAbsent(who.id(), id -> new Person());
        synchronized (person) {
            String given = person.answers.get(request.requestId());
            if (given != null) {
                answer.accept(given);
                return;
            }
            if (person.dialling) {
                if (!request.requestId().equals(person.current)) {
                    answer.accept(refused(request, "busy", Words.in(language).text("dial.busy")));
                }
                return;
            }
            person.dialling = true;
            person.current = request.requestId();
        }
        try {
            executor.execute(() -> finish(person, request, ask(who, request, language), answer));
        } catch (RejectedExecutionException tooMany) {
            finish(person, request, refused(request, "busy", Words.in(language).text("dial.busy")), answer);
        }
    }

    private String ask(StaffMember who, ClientMessage.Dial request, String language) {
        try {
            Asking asking = asking(who, request);
            Dialled dialled = request.byItself()
                    ? clickToCall.mayDial(asking, who, request.from(), request.to(), language)
                    : clickToCall.dial(asking, who, request.from(), request.to(), language);
            return ServerMessage.dialAccepted(request.requestId(), dialled.from(), dialled.to());
        } catch (Declined refused) {
            return refused(request, refused.code(), refused.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("Click-to-call failed", fault);
            return refused(request, "failed", Words.in(language).text("dial.failed"));
        }
    }

    /** A request that is repeated after the server was started anew is the same, too. */
    private static Asking asking(StaffMember who, ClientMessage.Dial request) {
        String id = request.requestId();
        return new Asking(who, Entrance.SESSION, id.matches("[\\x21-\\x7e]{1,100}") ? id : null);
    }

    private static String refused(ClientMessage.Dial request, String code, String words) {
        return ServerMessage.dialRefused(request.requestId(), code, words);
    }

    private static void finish(Person person, ClientMessage.Dial request, String message, Consumer<String> answer) {
        synchronized (person) {
            person.dialling = false;
            person.answers.put(request.requestId(), message);
        }
        answer.accept(message);
    }

    private static final class Person {
        private boolean dialling;
        private String current;
        private final Map<String, String> answers = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
