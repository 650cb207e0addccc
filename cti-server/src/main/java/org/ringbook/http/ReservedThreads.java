package org.ringbook.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.ringbook.http.LoadShedding.Bound;

/**
 * Where each request takes a thread of the system, some are kept for what must not wait whatever pages and programs do: telephone
 * systems that report, and whoever asks whether the server lives.
 */
final class ReservedThreads extends ValveBase {

    private final Semaphore others;
    private final LoadShedding shedding;

    /** @param most requests at once of all other kinds */
    ReservedThreads(int most, LoadShedding shedding) {
        super(true);
        this.others = new Semaphore(most);
        this.shedding = shedding;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (isReserved(request)) {
            getNext().invoke(request, response);
        } else if (others.tryAcquire()) {
            try {
                getNext().invoke(request, response);
            } finally {
                others.release();
            }
        } else {
            shedding.refused(Bound.REQUESTS);
            response.setStatus(503);
            response.setHeader("Retry-After", "2");
            response.setContentType("application/problem+json");
            response.getOutputStream()
                    .write("{\"status\":503,\"detail\":\"The server is busy. Try again in some seconds.\"}"
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    /** An address that the container cannot read is none of these. */
    private static boolean isReserved(Request request) {
        String path = request.getDecodedRequestURI();
        return path != null && (path.startsWith("/hooks/") || path.startsWith("/actuator/health"));
    }
}
