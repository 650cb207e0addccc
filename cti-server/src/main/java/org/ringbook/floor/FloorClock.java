package org.ringbook.floor;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.calls.fold.Calls;
import org.ringbook.calls.log.CallReader;
import org.ringbook.control.CallControl;
import org.ringbook.control.CallRequest;
import org.ringbook.schedule.RepeatedTask;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffChanged;
import org.ringbook.telephony.Sources;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/** What of the floor goes by time, on a thread of its own: ends of work after calls, pauses that are not confirmed, systems that are away. */
final class FloorClock implements SmartLifecycle {

    private static final Duration EVERY = Duration.ofMillis(500);

    private final AgentStateBook book;
    private final FloorFeed feed;
    private final QueueDay day;
    private final PauseConfirmations pauses;
    private final Supervisions supervisions;
    private final SourcesOfTheFloor sources;
    private final CallReader log;
    private final CallControl control;
    private final Staff staff;
    private final Calls calls;
    private final RepeatedTask task = new RepeatedTask("floor", EVERY, this::tick);
    private boolean follows;
    private boolean running;
    private volatile boolean todayIsRead;
    /** The sources of which it is known which calls went on when they began. */
    private Set<String> takenUp = Set.of();

    FloorClock(
            AgentStateBook book,
            FloorFeed feed,
            QueueDay day,
            PauseConfirmations pauses,
            Supervisions supervisions,
            SourcesOfTheFloor sources,
            CallReader log,
            CallControl control,
            Staff staff,
            Calls calls) {
        this.book = book;
        this.feed = feed;
        this.day = day;
        this.pauses = pauses;
        this.supervisions = supervisions;
        this.sources = sources;
        this.log = log;
        this.control = control;
        this.staff = staff;
        this.calls = calls;
    }

    @Override
    public synchronized void start() {
        if (!follows) {
            follows = true;
            sources.all().followTelephones(feed::telephone);
            control.follow(this::asked);
        }
        task.start();
        running = true;
    }

    private void asked(CallRequest request) {
        switch (request.kind()) {
            case LISTEN, WHISPER, BARGE -> supervisions.told(request);
            case PAUSE_QUEUES, RESUME_QUEUES -> paused(request);
            default -> {}
        }
    }

    private void paused(CallRequest request) {
        staff.byTelephone(request.telephone()).ifPresent(person -> pauses.told(person.id(), request));
    }

    private void tick() {
        book.tick();
        pauses.tick();
        day.turn(Instant.now());
        sources.look();
        feed.skews(sources.skews());
        if (!takenUp.equals(sources.names())) {
            takenUp = sources.names();
            feed.takenUp(calls::current);
        }
        feed.stale(sources.away(), telephone -> sources.all().thatHave(telephone), sources.names());
        if (!todayIsRead) {
            // A database that is away is waited for: what was written before the start comes later.
            day.read(log, Instant.now());
            todayIsRead = true;
        }
    }

    @EventListener
    void staffChanged(StaffChanged change) {
        feed.staffChanged(calls::current);
    }

    @Override
    public synchronized void stop() {
        running = false;
        task.stop();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    /** Before the sources begin to tell. */
    @Override
    public int getPhase() {
        return Sources.PHASE - 1;
    }
}
