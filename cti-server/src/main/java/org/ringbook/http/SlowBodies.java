package org.ringbook.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.ringbook.http.LoadShedding.Bound;

/**
 * Keeps whoever sends a body slowly from holding request threads: see {@link GatedBody}. A form is read before a filter asks for its
 * fields, because what reads it there cannot say that it ended badly. What nobody read is not waited for: the answer goes first.
 * The container would otherwise read up to its limit on the thread of the request, for who was refused, too.
 */
final class SlowBodies extends ValveBase {

    private static final int LARGEST_FORM = 2 * 1024 * 1024;
    private static final long MOST_DRAINED = 20L * 1024 * 1024;
    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(2);

    private final UnfinishedBodies unfinished;
    private final LoadShedding shedding;

    SlowBodies(UnfinishedBodies unfinished, LoadShedding shedding) {
        super(true);
        this.unfinished = unfinished;
        this.shedding = shedding;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!GatedBody.hasOne(request.getCoyoteRequest())) {
            getNext().invoke(request, response);
            return;
        }
        var body = new GatedBody(request.getCoyoteRequest(), unfinished, request.getRemoteAddr());
        request.getCoyoteRequest().setInputBuffer(body);
        try {
            if (isForm(request)) {
                // Who asks first whether to send it is told to, as the container does later.
                request.getCoyoteRequest().action(ActionCode.ACK, ContinueResponseTiming.ALWAYS);
                request.getCoyoteRequest().setInputBuffer(ReceivedBody.read(body, LARGEST_FORM));
            }
            if (isForm(request) && !body.ended()) {
                response.setStatus(413);
            } else {
                getNext().invoke(request, response);
            }
        } catch (IOException | ServletException | RuntimeException failed) {
            if (body.refused() == null) {
                throw failed;
            }
        } finally {
            answerWhoWasRefused(body, response);
            leave(body, request, response);
            body.giveBack();
        }
    }

    private static boolean isForm(Request request) {
        String type = request.getContentType();
        String path = request.getDecodedRequestURI();
        return type != null
                && path != null
                && request.getContentLengthLong() <= LARGEST_FORM
                && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")
                && !path.startsWith("/hooks/");
    }

    private void answerWhoWasRefused(GatedBody body, Response response) throws IOException {
        Bound bound = body.refused();
        if (bound == null) {
            return;
        }
        shedding.refused(bound);
        if (response.isCommitted()) {
            return;
        }
        boolean slow = bound == Bound.SLOW_BODY;
        response.reset();
        response.setStatus(slow ? 408 : 503);
        response.setHeader("Retry-After", "5");
        response.setHeader("Connection", "close");
        response.setContentType("application/problem+json");
        String words = slow
                ? "The body came too slowly. Send it again at once."
                : "Too many requests are being received at present. Send it again in some seconds.";
        String json = "{\"status\":" + (slow ? 408 : 503) + ",\"detail\":\"" + words + "\"}";
        response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The answer goes out before what nobody read is waited for. */
    private static void leave(GatedBody body, Request request, Response response) throws IOException {
        if (request.isAsync() || body.refused() == null && body.drain(MOST_DRAINED, Duration.ZERO)) {
            return;
        }
        if (!response.isCommitted()) {
            response.setHeader("Connection", "close");
        }
        response.finishResponse();
        if (body.refused() == null) {
            body.drain(MOST_DRAINED, DRAINED_WITHIN);
        }
        request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
}
