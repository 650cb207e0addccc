package org.ringbook.telephony.webhooks;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.ringbook.telephony.webhooks.Hearing.Answer;
import org.ringbook.telephony.inbox.Rejection;

/**
 * {@code /hooks/NAME/…}: where telephone systems tell what happens. A servlet of its own, and no page's controller, so that
 * nothing takes a form or a large file apart before the source has seen it. The body is read up to a limit and no further.
 */
final class HooksServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Hooks hooks;

    HooksServlet(Hooks hooks) {
        this.hooks = hooks;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String info = request.getPathInfo() == null ? "" : request.getPathInfo();
        String path = info.replaceFirst("^/+", "");
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        String rest = slash < 0 ? "" : path.substring(slash).replaceFirst("^/+", "");
        Hooks.Open open = hooks.door(name);
        if (open == null) {
            write(response, new Answer(404, null, ""));
            return;
        }
        write(response, answer(open, request, rest));
    }

    private Answer answer(Hooks.Open open, HttpServletRequest request, String path) throws IOException {
        String method = request.getMethod();
        if (!method.equals("POST") && !method.equals("GET")) {
            return Hooks.refused(open, Rejection.METHOD);
        }
        byte[] body = body(request);
        if (body == null) {
            return Hooks.refused(open, Rejection.TOO_LARGE);
        }
        return hooks.hear(
                open,
                new Delivery(
                        method,
                        path,
                        request.getQueryString(),
                        request.getContentType(),
                        body,
                        now(),
                        request::getHeader));
    }

    /** As exact as it is kept, so that what is derived again is the same. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** @return null when it is longer than any message is */
    private static byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > Delivery.MOST_BYTES) {
            return null;
        }
        InputStream in = request.getInputStream();
        byte[] body = in.readNBytes(Delivery.MOST_BYTES + 1);
        return body.length > Delivery.MOST_BYTES ? null : body;
    }

    private static void write(HttpServletResponse response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        response.setHeader("Cache-Control", "no-store");
        if (answer.status() == 413) {
            // What is left of it is not read, and the connection is of no more use.
            response.setHeader("Connection", "close");
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
