package org.ringbook.telephony.webhooks;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.webhooks.WebhookResult.Answer;

/**
 * {@code /hooks/NAME/…}: where telephone systems tell what happens. A servlet of its own, and no page's controller, so that
 * nothing takes a form or a large file apart before the source has seen it. The body is read up to a limit and no further.
 */
final class WebhookServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient WebhookEndpoints hooks;

    WebhookServlet(WebhookEndpoints hooks) {
        this.hooks = hooks;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String info = request.getPathInfo() == null ? "" : request.getPathInfo();
        String path = info.replaceFirst("^/+", "");
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        String rest = slash < 0 ? "" : path.substring(slash).replaceFirst("^/+", "");
        WebhookEndpoints.Endpoint endpoint = hooks.endpoint(name);
        if (endpoint == null) {
            write(response, new Answer(404, null, ""));
            return;
        }
        write(response, answer(endpoint, request, rest));
    }

    private Answer answer(WebhookEndpoints.Endpoint endpoint, HttpServletRequest request, String path)
            throws IOException {
        String method = request.getMethod();
        if (!method.equals("POST") && !method.equals("GET")) {
            return WebhookEndpoints.refused(endpoint, Rejection.METHOD);
        }
        Answer refused = hooks.refusedByHead(endpoint, delivery(request, path, new byte[0]));
        if (refused != null) {
            return refused;
        }
        byte[] body = body(request);
        if (body == null) {
            return WebhookEndpoints.refused(endpoint, Rejection.TOO_LARGE);
        }
        return hooks.receive(endpoint, delivery(request, path, body));
    }

    private static Delivery delivery(HttpServletRequest request, String path, byte[] body) {
        return new Delivery(
                request.getMethod(),
                path,
                request.getQueryString(),
                request.getContentType(),
                body,
                now(),
                request::getHeader);
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
        if (answer.status() == 503) {
            response.setHeader("Retry-After", "5");
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
