package org.ringbook.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ringbook.demo.CallScript.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays scripts against the timetable, and knows who has a part in what is being played. One thread. */
final class Player {

    private static final Logger LOG = LoggerFactory.getLogger(Player.class);

    private static final class Part {
        final Deque<Step> toCome = new ArrayDeque<>();
        final BiConsumer<String, RuntimeException> whenOver;
        RuntimeException failure;
        /** Raised when the course is changed, so that a step of the old one does not come. */
        int course;

        Part(BiConsumer<String, RuntimeException> whenOver) {
            this.whenOver = whenOver;
        }
    }

    private final Exchange exchange;
    private final Map<LiveCall, Part> parts = new LinkedHashMap<>();

    Player(Exchange exchange) {
        this.exchange = exchange;
    }

    int calls() {
        return parts.size();
    }

    /** @param whenOver told the call's linked id, and what went wrong or null */
    void play(CallScript script, BiConsumer<String, RuntimeException> whenOver) {
        var call = new LiveCall(exchange);
        call.isEngagedElsewhere = extension -> engagedBut(call).contains(extension);
        parts.put(call, new Part(whenOver));
        goOn(call, script);
    }

    /** A call that somebody else has begun goes on like this, whatever was to come before. */
    void goOn(LiveCall call, CallScript script) {
        var part = parts.computeIfAbsent(call, begun -> new Part((linkedId, failure) -> {}));
        part.toCome.clear();
        part.toCome.addAll(script.steps());
        part.course++;
        scheduleNext(call, part);
    }

    private void scheduleNext(LiveCall call, Part part) {
        if (call.isOver()) {
            over(call, part);
            return;
        }
        var step = part.toCome.peek();
        if (step == null) {
            return;
        }
        var course = part.course;
        exchange.timetable.in(step.after(), () -> {
            if (part.course == course && parts.get(call) == part) {
                act(call, part);
            }
        });
    }

    private void act(LiveCall call, Part part) {
        try {
            part.toCome.poll().act().accept(call);
        } catch (RuntimeException wrong) {
            LOG.warn("A scripted call ends early: {}", wrong.getMessage());
            part.failure = wrong;
            part.toCome.clear();
            call.legs().stream().findFirst().ifPresent(call.endings::isCutOff);
        }
        if (part.failure != null && call.legs().isEmpty()) {
            over(call, part);
        } else {
            scheduleNext(call, part);
        }
    }

    private void over(LiveCall call, Part part) {
        parts.remove(call);
        part.whenOver.accept(call.linkedId(), part.failure);
    }

    Optional<LiveCall> callOf(Channel leg) {
        return parts.keySet().stream().filter(call -> call.legs().contains(leg)).findFirst();
    }

    /** Ends a call by that leg, at once and without regard to its script. */
    void cutOff(Channel leg) {
        end(leg, call -> call.endings.isCutOff(leg));
    }

    /** The person on that leg puts down, without regard to the script. */
    void hangUp(Channel leg) {
        end(leg, call -> call.endings.hangsUp(leg));
    }

    private void end(Channel leg, Consumer<LiveCall> how) {
        callOf(leg).ifPresent(call -> {
            how.accept(call);
            if (call.isOver()) {
                over(call, parts.get(call));
            }
        });
    }

    /** Extensions that are in a call, or will be in one that has begun. */
    Set<String> engaged() {
        return engagedBut(null);
    }

    private Set<String> engagedBut(LiveCall one) {
        var people = new HashSet<String>();
        parts.forEach((call, part) -> {
            if (call != one) {
                call.legs().forEach(leg -> people.add(leg.endpoint()));
                part.toCome.forEach(step -> people.addAll(step.people()));
            }
        });
        return people;
    }
}
