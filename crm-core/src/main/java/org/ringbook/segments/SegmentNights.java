package org.ringbook.segments;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.refusals.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Counts each segment anew every night at half past three, in the company's zone; after a night without the server as soon as it is there. */
@Component
class SegmentNights implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentNights.class);
    private static final LocalTime NIGHT = LocalTime.of(3, 30);
    private static final int FIRST_MINUTES = 11;
    private static final int EVERY_MINUTES = 15;

    private final Segments segments;
    private final ZoneId zone;
    private volatile ScheduledExecutorService worker;

    SegmentNights(Segments segments, WorkingCalendar calendar) {
        this.segments = segments;
        this.zone = calendar.zone();
    }

    @Override
    public void start() {
        worker = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "segments");
            thread.setDaemon(true);
            return thread;
        });
        worker.scheduleWithFixedDelay(() -> count(Instant.now()), FIRST_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    /** What was not counted since the last night is. */
    void count(Instant now) {
        try {
            for (UUID one : segments.notCountedSince(night(now, zone))) {
                count(one);
            }
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("Segments stay as they are for now: {}", away.getMessage());
        } catch (RuntimeException | Error fault) {
            // What is thrown out of here ends the nights until the next start.
            LOG.error("Segments stay as they are for now", fault);
        }
    }

    private void count(UUID segment) {
        try {
            segments.refresh(segment, null);
        } catch (Refused why) {
            LOG.warn("Segment {} stays as it was: {}", segment, why.getMessage());
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("Segment {} stays as it is for now: {}", segment, away.getMessage());
        } catch (RuntimeException fault) {
            // The others do not wait for one that cannot be counted.
            LOG.error("Segment {} stays as it was", segment, fault);
        }
    }

    /** When it was half past three last. */
    static Instant night(Instant now, ZoneId zone) {
        ZonedDateTime there = now.atZone(zone);
        ZonedDateTime today = there.toLocalDate().atTime(NIGHT).atZone(zone);
        return (today.isAfter(there)
                        ? there.toLocalDate().minusDays(1).atTime(NIGHT).atZone(zone)
                        : today)
                .toInstant();
    }

    @Override
    public void stop() {
        worker.shutdownNow();
        worker = null;
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }
}
