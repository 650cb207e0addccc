package org.ringbook.telephony.connections;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.calls.fold.Calls;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.ConnectionStep.Kind;
import org.ringbook.telephony.ConnectionStep.State;
import org.ringbook.telephony.PbxEmployee;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.inbox.Gaps;
import org.ringbook.telephony.inbox.InboxStores;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.RawInbox;
import org.ringbook.telephony.inbox.SourceCounters;

/**
 * A connection that is tried before it is saved: a source of its own, whose calls nobody sees and whose messages are not kept. It ends
 * by itself. Any thread.
 */
public final class Trial {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** What comes after the sign-in by itself, such as the first lists, has come by then. */
    private static final Duration AFTER_THE_LINK = Duration.ofSeconds(5);

    private static final long LOOK_MILLIS = 200;

    /**
     * @param over whether it has ended
     * @param employees whom the telephone system names
     */
    public record Result(UUID id, boolean over, List<ConnectionStep> steps, List<PbxEmployee> employees) {

        /** Whether nothing of it is wrong. */
        public boolean good() {
            return !steps.isEmpty() && steps.stream().noneMatch(step -> step.state() == State.WRONG);
        }
    }

    private final UUID id = UUID.randomUUID();
    private final Instant begun = Instant.now();
    private final PbxSource source;
    private final Set<Kind> left;
    private final Intake intake;
    private volatile Result result = new Result(id, false, List.of(), List.of());

    /** @param left steps that it says nothing of */
    Trial(PbxSource source, Set<Kind> left, NumberPlan plan) {
        this.source = source;
        this.left = left;
        this.intake = new Intake(
                source.name(),
                source.translation(),
                new Calls(plan, List.of()),
                new InboxStores(new RawInbox(null), new Gaps()),
                new SourceCounters());
    }

    void start() {
        var thread = new Thread(this::run, "tries-" + source.name());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        Instant linkedAt = null;
        try {
            source.start(intake);
            while (true) {
                look(false);
                Instant now = Instant.now();
                State link = link();
                linkedAt = link == State.DONE ? linkedAt == null ? now : linkedAt : null;
                boolean settled = linkedAt != null && now.isAfter(linkedAt.plus(AFTER_THE_LINK));
                if (settled || link == State.WRONG || now.isAfter(begun.plus(LONGEST))) {
                    return;
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            look(true);
            source.close();
            intake.close();
        }
    }

    private State link() {
        return result.steps().stream()
                .filter(step -> step.kind() == Kind.LINK)
                .map(ConnectionStep::state)
                .findFirst()
                .orElse(State.WAITING);
    }

    private void look(boolean over) {
        List<ConnectionStep> steps = source.steps().stream()
                .filter(step -> !left.contains(step.kind()))
                .toList();
        result = new Result(id, over, steps, source.employees());
    }

    public Result result() {
        return result;
    }

    boolean isOlderThan(Duration age) {
        return Instant.now().isAfter(begun.plus(age));
    }
}
