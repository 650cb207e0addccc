package org.ringbook.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.ringbook.http.LoadShedding.Bound;

/**
 * The body of one request, as the container reads it for whoever asks: forms, JSON, files and webhooks alike. Reading what is there
 * is free; waiting for more needs a place among the {@link UnfinishedBodies}, and ends when the body takes too long. On the thread
 * of the request.
 */
final class GatedBody implements InputBuffer {

    private static final Duration GRACE = Duration.ofMillis(300);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Request request;
    private final InputBuffer body;
    private final UnfinishedBodies unfinished;
    private final String address;
    private final long begun = System.nanoTime();
    private final long length;
    private long received;
    private boolean ended;
    private boolean waits;
    private Bound refused;

    /** Ends the reading; the answer is written by {@link SlowBodies}. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        Refused(Bound bound) {
            super(bound.name());
        }
    }

    GatedBody(Request request, UnfinishedBodies unfinished, String address) {
        this.request = request;
        this.body = request.getInputBuffer();
        this.unfinished = unfinished;
        this.address = address;
        this.length = request.getContentLengthLong();
    }

    /** Whether a body belongs to the request at all. */
    static boolean hasOne(Request request) {
        return request.getContentLengthLong() > 0 || request.getMimeHeaders().getHeader("Transfer-Encoding") != null;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (refused != null) {
            throw new Refused(refused);
        }
        if (!ended && !isThere()) {
            waitFor();
        }
        int count = read(handler);
        received += Math.max(0, count);
        if (count < 0 || length >= 0 && received >= length) {
            end();
        } else if (UnfinishedBodies.tooSlow(since(), received)) {
            refuse(Bound.SLOW_BODY);
        }
        return count;
    }

    private int read(ApplicationBufferHandler handler) throws IOException {
        try {
            return body.doRead(handler);
        } catch (SocketTimeoutException silent) {
            refuse(Bound.SLOW_BODY);
            return -1;
        }
    }

    private void end() {
        ended = true;
        release();
    }

    /** Looks without waiting. */
    private boolean isThere() {
        request.action(ActionCode.AVAILABLE, Boolean.TRUE);
        return request.getAvailable() > 0;
    }

    private void waitFor() throws IOException {
        long from = System.nanoTime();
        while (!waits) {
            UnfinishedBodies.Answer answer = unfinished.begin(address);
            waits = answer == UnfinishedBodies.Answer.WAIT;
            boolean late = Duration.ofNanos(System.nanoTime() - from).compareTo(GRACE) > 0;
            if (answer == UnfinishedBodies.Answer.TOO_MANY_OF_ADDRESS || !waits && late) {
                refuse(Bound.UNFINISHED_BODIES);
            }
            if (!waits) {
                pause();
                if (isThere()) {
                    return;
                }
            }
        }
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            refuse(Bound.UNFINISHED_BODIES);
        }
    }

    private void refuse(Bound bound) throws IOException {
        refused = bound;
        release();
        throw new Refused(bound);
    }

    /** Gives the place among the unfinished back. */
    void release() {
        if (waits) {
            waits = false;
            unfinished.done(address);
        }
    }

    private Duration since() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Which bound was reached; null for none. */
    Bound refused() {
        return refused;
    }

    boolean ended() {
        return ended;
    }

    /** As the container had it before; it uses the same request for the next one of the connection. */
    void giveBack() {
        release();
        request.setInputBuffer(body);
    }

    @Override
    public int available() {
        return body.available();
    }

    /**
     * Reads on to the end and forgets what comes.
     *
     * @param most bytes
     * @param within how long is waited for more; needs a place, too
     * @return whether the end was reached; else the connection is of no more use
     */
    boolean drain(long most, Duration within) {
        var forgotten = new BodyPiece();
        long from = System.nanoTime();
        long before = received;
        try {
            while (!ended && received - before <= most) {
                if (isThere()) {
                    doRead(forgotten);
                } else if (Duration.ofNanos(System.nanoTime() - from).compareTo(within) >= 0 || !hasPlace()) {
                    return false;
                } else {
                    pause();
                }
            }
        } catch (IOException gone) {
            return false;
        }
        return ended;
    }

    private boolean hasPlace() {
        waits = waits || unfinished.begin(address) == UnfinishedBodies.Answer.WAIT;
        return waits;
    }
}
