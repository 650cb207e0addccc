package org.ringbook.recordings.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.ringbook.calls.log.SteadyClock;
import org.ringbook.schedule.RepeatedTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Keeps the disk from filling up: once a day, at night where it can be, what the rules let go is freed, and at once when there is too little room. What is
 * still wanting is told by {@link #state()}.
 */
@Component
public class SpaceGuard implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SpaceGuard.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(20);
    /** Longer than the pause after which what was refused is tried again. */
    private static final Duration REFUSED_FOR = Duration.ofMinutes(10);

    /** In the server's time zone. */
    private static final int NIGHT = 3;

    private final AudioStore store;
    private final Retention retention;
    private final RecordingsSettings.Space space;
    private final RepeatedTask looks = new RepeatedTask("recordings-space", Duration.ZERO, LOOK_EVERY, this::lookNow);
    private volatile State state = State.ENOUGH;
    private volatile long usable = Long.MAX_VALUE;
    private long usableOfStore = Long.MAX_VALUE;
    private final SteadyClock clock = new SteadyClock();
    /** Null before the first time: what a server that is started anew each night did not get done is done at its start. */
    private Instant freedAt;

    SpaceGuard(AudioStore store, Retention retention, RecordingsSettings settings) {
        this.store = store;
        this.retention = retention;
        this.space = settings.space();
    }

    public enum State {
        ENOUGH,
        /** Less than the settings want, after all that may be freed was freed. */
        LITTLE,
        /** Nothing more is kept. */
        STOPPED
    }

    public State state() {
        return state;
    }

    /** What the settings want. */
    public DataSize wanted() {
        return space.least();
    }

    /** Room on the disk of the recordings, or of what is on its way to them, when it was looked last. */
    public DataSize usable() {
        return DataSize.ofBytes(usable);
    }

    /** Looks, and frees when that is due. */
    public synchronized void look(Instant now) throws IOException {
        boolean due = isDue(now);
        if (due || isLittle()) {
            List<Retention.Going> freed = retention.free(now);
            freedAt = due ? now : freedAt;
            freed.stream()
                    .filter(going -> going.recordings() > 0)
                    .forEach(going -> LOG.info(
                            "Rule {} of recordings.keep, {}, let {} recordings go, {} MB",
                            going.rule(),
                            going.words(),
                            going.recordings(),
                            going.bytes() / 1_000_000));
        }
        if (isLittle() && space.beforeTime()) {
            Retention.Going gone = retention.freeOldest(now, () -> !isLittle());
            if (gone.recordings() > 0) {
                LOG.warn(
                        "The disk was nearly full: {} recordings from {} on went before their time, {} MB",
                        gone.recordings(),
                        gone.oldest(),
                        gone.bytes() / 1_000_000);
            }
        }
        boolean little = isLittle();
        usable = Math.min(usableOfStore, store.diskSpace().usable());
        becomes(
                isStopped(now)
                        ? State.STOPPED
                        : little || usable < space.least().toBytes() ? State.LITTLE : State.ENOUGH);
    }

    /** Once a day, at night where the server runs then. A clock that was put back has said nothing yet. */
    private boolean isDue(Instant now) {
        if (freedAt == null || now.isBefore(freedAt)) {
            return true;
        }
        ZonedDateTime here = now.atZone(ZoneId.systemDefault());
        ZonedDateTime night = here.toLocalDate().atTime(NIGHT, 0).atZone(here.getZone());
        boolean nightIsOver = !here.isBefore(night) && freedAt.isBefore(night.toInstant());
        return nightIsOver || Duration.between(freedAt, now).compareTo(Duration.ofDays(1)) >= 0;
    }

    /** Sound is refused before the limit is reached, and tried again minutes later: till then it counts as refused. */
    private boolean isStopped(Instant now) {
        boolean refuses = usable < space.least().toBytes() && store.diskSpace().hasRefusedSince(now.minus(REFUSED_FOR));
        return refuses || usable < space.stopBelow().toBytes();
    }

    /** Where it is kept. To free something there makes no room on this machine's disk when that is another one. */
    private boolean isLittle() {
        try {
            usableOfStore = store.usable();
        } catch (IOException unreadable) {
            LOG.debug("The room on the disk cannot be read", unreadable);
        }
        return usableOfStore < space.least().toBytes();
    }

    private void becomes(State now) {
        if (now != state) {
            state = now;
            switch (now) {
                case ENOUGH -> LOG.info("There is room for recordings again: {} MB", usable / 1_000_000);
                case LITTLE ->
                    LOG.warn(
                            "There is little room for recordings: {} MB of {} MB that recordings.space.least wants. Free"
                                    + " some, or set rules in recordings.keep.",
                            usable / 1_000_000,
                            space.least().toBytes() / 1_000_000);
                case STOPPED ->
                    LOG.error(
                            "No more recordings are fetched or kept: {} MB are left on the disk. Calls go on being logged;"
                                    + " recordings are fetched when there is room.",
                            usable / 1_000_000);
            }
        }
    }

    private void lookNow() {
        try {
            look(clock.of(Instant.now()));
        } catch (IOException later) {
            LOG.debug("Recordings could not be freed; tried again", later);
        }
    }

    @Override
    public void start() {
        looks.start();
    }

    @Override
    public void stop() {
        looks.stop();
    }

    @Override
    public boolean isRunning() {
        return looks.isRunning();
    }
}
