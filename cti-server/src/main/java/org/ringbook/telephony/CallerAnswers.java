package org.ringbook.telephony;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ringbook.numbers.PhoneNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Who is calling, and who is responsible, answered in time: a caller hears nothing while the telephone system waits for it. What
 * takes too long, or fails, is answered with {@link CallerAnswer#NOBODY}. Any thread.
 */
@Component
public final class CallerAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(CallerAnswers.class);
    private static final Duration WITHIN = Duration.ofMillis(300);
    private static final int MOST_AT_ONCE = 16;

    private final WhoIsCalling known;
    private final Duration within;
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, MOST_AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                var thread = new Thread(task, "caller-answers");
                thread.setDaemon(true);
                return thread;
            });

    @Autowired
    CallerAnswers(ObjectProvider<WhoIsCalling> known) {
        this(number -> known.getIfAvailable(() -> nobody -> CallerAnswer.NOBODY).whoIs(number));
    }

    public CallerAnswers(WhoIsCalling known) {
        this(known, WITHIN);
    }

    CallerAnswers(WhoIsCalling known, Duration within) {
        this.known = known;
        this.within = within;
    }

    /** @param number null when it is withheld */
    public CallerAnswer whoIs(PhoneNumber number) {
        if (number == null) {
            return CallerAnswer.NOBODY;
        }
        Future<CallerAnswer> answer = null;
        try {
            answer = threads.submit(() -> known.whoIs(number));
            CallerAnswer known = answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
            return known == null ? CallerAnswer.NOBODY : known;
        } catch (TimeoutException late) {
            answer.cancel(true);
            LOG.warn("Who is calling was not known within {} ms; the call goes its usual way", within.toMillis());
        } catch (RejectedExecutionException tooMany) {
            LOG.warn("Too many ask who is calling; the call goes its usual way");
        } catch (ExecutionException broken) {
            LOG.warn("Who is calling could not be found out; the call goes its usual way", broken.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return CallerAnswer.NOBODY;
    }
}
