package org.ringbook.agent.sip;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sip.message.Message;
import javax.sip.message.Request;

/**
 * A call that nobody confirms any more is over (RFC 4028): one side asks at half time, the other waits for it. On the telephone's
 * thread.
 */
final class SessionTimer {

    static final int WANTED_SECONDS = 1800;
    static final int LEAST_SECONDS = 90;

    private final ScheduledExecutorService thread;
    private final Runnable refresh;
    private final Runnable expired;
    private ScheduledFuture<?> next;

    SessionTimer(ScheduledExecutorService thread, Runnable refresh, Runnable expired) {
        this.thread = thread;
        this.refresh = refresh;
        this.expired = expired;
    }

    /** The header Session-Expires of a message. */
    record Asked(int seconds, String refresher) {

        /** Null when there is none. */
        static Asked in(Message message) {
            String text = Wishes.all(message, "Session-Expires");
            String[] parts = text.isEmpty() ? Wishes.all(message, "x").split(";") : text.split("[;\\n]");
            if (!parts[0].strip().matches("[0-9]{1,6}")) {
                return null;
            }
            String refresher = null;
            for (String part : parts) {
                if (part.strip().startsWith("refresher=")) {
                    refresher = part.strip().substring(10);
                }
            }
            return new Asked(Integer.parseInt(parts[0].strip()), refresher);
        }
    }

    /** As agreed in the answer to a request of ours. */
    void answered(Message response) {
        Asked asked = Asked.in(response);
        if (asked == null) {
            cancel();
        } else {
            run(asked.seconds(), !"uas".equals(asked.refresher()));
        }
    }

    /** @return what our answer to their request says of it; null when they know no timers */
    String asked(Request request) {
        Asked asked = Asked.in(request);
        if (asked == null || asked.seconds() < LEAST_SECONDS) {
            cancel();
            return null;
        }
        boolean ours = "uas".equals(asked.refresher()) || !Wishes.supports(request, "timer");
        run(asked.seconds(), ours);
        return asked.seconds() + ";refresher=" + (ours ? "uas" : "uac");
    }

    private void run(int seconds, boolean ours) {
        cancel();
        int wait = ours ? seconds / 2 : seconds - Math.min(32, seconds / 3);
        next = thread.schedule(ours ? refresh : expired, wait, TimeUnit.SECONDS);
    }

    void cancel() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }
}
