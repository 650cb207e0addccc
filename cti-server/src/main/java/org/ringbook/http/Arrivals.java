package org.ringbook.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.ringbook.http.LoadShedding.Bound;

/**
 * When everybody comes back at once, they are let in a few at a time, so that half of the processors go on with calls: hundreds of
 * threads that all want to run would keep the one that brings a ring waiting for seconds. The others wait here without running; when
 * as many wait as may, each of the rest is told when to come again.
 */
final class Arrivals extends ValveBase {

    /** As {@code access.ResumeTickets} writes them. */
    private static final String TICKET = "Bearer ringbook_resume_";

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Turns turns;
    private final ReturnTimes returns;
    private final LoadShedding shedding;

    /**
     * @param atOnce so many are let in at the same time
     * @param waiting so many may wait for it
     */
    Arrivals(int atOnce, int waiting, LoadShedding shedding) {
        super(true);
        this.turns = new Turns(atOnce, waiting, PATIENCE);
        this.returns = new ReturnTimes(atOnce, System.nanoTime());
        this.shedding = shedding;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!arrives(request)) {
            getNext().invoke(request, response);
        } else if (turns.begin()) {
            long began = System.nanoTime();
            try {
                getNext().invoke(request, response);
            } finally {
                turns.done();
                returns.letIn(System.nanoTime() - began);
            }
        } else {
            refuse(response);
        }
    }

    /** Who comes back with a ticket, which is answered from memory: whoever waits for something else must not keep these waiting. */
    private static boolean arrives(Request request) {
        String path = request.getDecodedRequestURI();
        String shown = request.getHeader("Authorization");
        return path != null
                && path.startsWith("/agents/")
                && shown != null
                && shown.regionMatches(true, 0, TICKET, 0, TICKET.length());
    }

    private void refuse(Response response) throws IOException {
        shedding.refused(Bound.REQUESTS);
        response.setStatus(503);
        response.setHeader("Retry-After", Integer.toString(returns.secondsOfNext(System.nanoTime())));
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write("{\"status\":503,\"detail\":\"Everybody comes back at once. Try again when Retry-After says.\"}"
                        .getBytes(StandardCharsets.UTF_8));
    }
}
