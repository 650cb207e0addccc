package org.ringbook.agent.calls;

import java.time.Instant;
import java.util.List;

/**
 * The card of one call, as the server sends it: always whole. Words such as {@code state} stay text, so a newer
 * server may use ones that this program does not know. All texts are untrusted.
 *
 * @param direction inbound, outbound, internal
 * @param placedByMe the person at this desk placed the call
 * @param state ringing, calling, talking, held, ended
 * @param outcome how it came out for the person at this desk; null until it ended
 * @param external null when withheld or internal
 * @param candidates whom the number may mean, best first
 * @param extensions telephones of the person at this desk
 * @param since when ringing, calling or talking began here, by the server's clock
 * @param recording on, paused, always_on; null when nothing is recorded or this person does not speak
 * @param commands what this person may do with the call now: hang_up, transfer, consult, hold
 * @param asked what this person last asked to be done with the call, and how it goes; null when nothing
 * @param dismissed put away on one of this person's screens
 * @param replaces cards that turned out to be this one
 */
public record Card(
        String callId,
        String direction,
        boolean placedByMe,
        String state,
        String outcome,
        String reason,
        Number external,
        boolean withheld,
        Person colleague,
        Number line,
        String queue,
        List<Candidate> candidates,
        List<String> extensions,
        Instant startedAt,
        Instant since,
        Instant answeredAt,
        Instant endedAt,
        Double waitSeconds,
        Double talkSeconds,
        Person answeredBy,
        Person transferredBy,
        Person transferredTo,
        String recording,
        List<String> commands,
        Asked asked,
        boolean dismissed,
        List<String> shownOn,
        List<String> replaces) {

    public static final String RINGING = "ringing";
    public static final String CALLING = "calling";
    public static final String TALKING = "talking";
    public static final String HELD = "held";
    public static final String ENDED = "ended";

    public Card {
        candidates = candidates == null ? List.of() : List.copyOf(candidates);
        extensions = extensions == null ? List.of() : List.copyOf(extensions);
        commands = commands == null ? List.of() : List.copyOf(commands);
        shownOn = shownOn == null ? List.of() : List.copyOf(shownOn);
        replaces = replaces == null ? List.of() : List.copyOf(replaces);
        state = state == null ? RINGING : state;
        direction = direction == null ? "inbound" : direction;
    }

    public record Number(String number, String printed) {

        public Number {
            printed = printed == null ? number : printed;
        }
    }

    public record Person(String extension, String name) {

        /** "Анна Петрова (101)", or what of it is known. */
        public String words() {
            return name == null ? extension : extension == null ? name : name + " (" + extension + ")";
        }
    }

    /**
     * A command that was given, and how it goes.
     *
     * @param id by which a consultation is completed or taken back
     * @param kind hang_up, transfer, consult, hold
     * @param state accepted, ringing, answered, ended, done, refused, unknown
     * @param to who is called or given the call; may be null
     * @param cause how it ended; may be null
     * @param words what to do; may be null
     */
    public record Asked(String id, String kind, String state, Person to, String cause, String words) {

        /** Somebody is being asked, or speaks with this person. */
        public boolean consulting() {
            return "consult".equals(kind)
                    && List.of("accepted", "ringing", "answered").contains(state);
        }

        /** The two others can be joined. */
        public boolean readyToComplete() {
            return consulting() && "answered".equals(state);
        }
    }

    public record Candidate(String contactId, String name, String companyId, String company, Person responsible) {}

    /** Of a call that the telephone of this program has and the server knows nothing of, as yet or at all. */
    public static final String OF_TELEPHONE = "phone:";

    public boolean ofTelephone() {
        return callId.startsWith(OF_TELEPHONE);
    }

    public boolean ended() {
        return ENDED.equals(state);
    }

    public boolean inbound() {
        return "inbound".equals(direction);
    }

    /** Whether the command can be given now. */
    public boolean can(String command) {
        return !ended() && commands.contains(command);
    }

    /** Recorded by a telephone system that can pause. */
    public boolean pausable() {
        return "on".equals(recording) || paused();
    }

    /** Nothing that is said now is recorded. */
    public boolean paused() {
        return "paused".equals(recording);
    }

    /** Somebody wanted this person and did not reach anybody. */
    public boolean missed() {
        boolean unanswered = "rejected".equals(outcome) || "no_answer".equals(outcome) && !inbound();
        return "missed".equals(outcome) || !placedByMe && unanswered;
    }

    /** What to dial to call back; null when that is not known. */
    public String callBack() {
        return external != null ? external.number() : colleague != null ? colleague.extension() : null;
    }

    /** As if it had ended while nobody listened. */
    public Card endedUnseen() {
        return new Card(
                callId,
                direction,
                placedByMe,
                ENDED,
                "unseen",
                reason,
                external,
                withheld,
                colleague,
                line,
                queue,
                candidates,
                extensions,
                startedAt,
                since,
                answeredAt,
                endedAt,
                waitSeconds,
                talkSeconds,
                answeredBy,
                transferredBy,
                transferredTo,
                null,
                List.of(),
                null,
                dismissed,
                shownOn,
                replaces);
    }
}
