package org.ringbook.lab;

import static org.ringbook.calls.Call.Direction.INBOUND;
import static org.ringbook.calls.Call.Direction.INTERNAL;
import static org.ringbook.calls.Call.Direction.OUTBOUND;
import static org.ringbook.calls.Call.EndedBy;
import static org.ringbook.calls.Call.LegKind;
import static org.ringbook.calls.Call.LegOutcome;
import static org.ringbook.calls.Call.TransferKind;
import static org.ringbook.lab.Cast.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All call stories. Add one here and it is played, captured and compared everywhere. */
public final class Stories {

    private static final List<Story> ALL = new ArrayList<>();

    private Stories() {}

    public static List<Story> all() {
        return List.copyOf(ALL);
    }

    public static Story named(String name) {
        return ALL.stream()
                .filter(story -> story.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no story " + name));
    }

    static {
        DirectStories.tell();
        GroupStories.tell();
        MachineStories.tell();
        TransferStories.tell();
        OutboundStories.tell();
        HandOverStories.tell();
        DetourStories.tell();
        NobodyThereStories.tell();
        ParkingStories.tell();
        TogetherStories.tell();
    }

    /** A call from outside, as long as the caller's telephone had it. */
    static TruthCall.Builder inbound(Line line, Outside party, CallingPhone caller) {
        return TruthCall.of(INBOUND)
                .external(party)
                .line(line)
                .from(caller.call().invitedAt())
                .until(caller.call().endedAt());
    }

    /** Ivan called Anna, she sent him on to Boris, and in the end Ivan hung up. */
    static TruthCall.Builder transferred(CallingPhone ivan, CalledPhone anna, CalledPhone boris, TransferKind kind) {
        if (!boris.call().answered()) {
            throw new IllegalStateException("the transfer did not reach Boris");
        }
        return inbound(ANNAS_LINE, IVAN, ivan)
                .answered(anna.call().answeredAt())
                .endedBy(EndedBy.EXTERNAL)
                .agent(BORIS)
                .answeredBy(List.of(ANNA, BORIS))
                .rang(List.of(ANNA, BORIS))
                .leg(ANNA, LegKind.AGENT, LegOutcome.ANSWERED)
                .leg(BORIS, LegKind.AGENT, LegOutcome.ANSWERED)
                .transfer(ANNA, BORIS, kind);
    }

    /** A call of Anna's to the outside, as long as her telephone had it. */
    static TruthCall.Builder outbound(Outside party, Telephone<?> anna) {
        return TruthCall.of(OUTBOUND)
                .external(party)
                .line(SHOWN)
                .agent(ANNA)
                .answeredBy(null)
                .rang(null)
                .from(anna.call().invitedAt())
                .until(anna.call().endedAt());
    }

    static TruthCall.Builder internal(CallingPhone anna) {
        return TruthCall.of(INTERNAL)
                .agent(ANNA)
                .from(anna.call().invitedAt())
                .until(anna.call().endedAt());
    }

    static void story(String name, Story.Script script) {
        ALL.add(new Story(name, AsteriskLab.CAPTURE, script));
    }

    /** Captured with the dialplan's events as well (Newexten, VarSet): half of what a busy PBX sends. */
    static void storyWithDialplan(String name, Story.Script script) {
        ALL.add(new Story(name, AsteriskLab.CAPTURE_WITH_DIALPLAN, script));
    }

    static List<TruthCall> call(TruthCall.Builder call) {
        return List.of(call.build());
    }

    static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    static Duration between(Instant from, Instant to) {
        return Duration.between(from, to);
    }

    /** A person's pause, part of the script: nothing is awaited here. */
    static void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
