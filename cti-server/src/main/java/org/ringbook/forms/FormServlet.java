package org.ringbook.forms;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ringbook.calendar.WorkingCalendar;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * {@code /forms/NAME/SECRET}: where sites send what their visitors filled in. A message is kept before it is answered; what becomes of
 * it the sender does not wait for.
 */
final class FormServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 256 * 1024;
    private static final String START = "/start";
    private static final String TEXT = "text/plain; charset=UTF-8";

    private final transient FormSettings settings;
    private final transient FormIntake intake;
    private final transient FormWork work;
    private final transient FormTokenKey tokens;
    private final transient WorkingCalendar calendar;

    FormServlet(
            FormSettings settings, FormIntake intake, FormWork work, FormTokenKey tokens, WorkingCalendar calendar) {
        this.settings = settings;
        this.intake = intake;
        this.work = work;
        this.tokens = tokens;
        this.calendar = calendar;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo().replaceFirst("^/+", "");
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        String secret = slash < 0 ? "" : path.substring(slash + 1).replaceFirst("/+$", "");
        FormSettings.Form form = settings.forms().get(name);
        if (form == null) {
            answer(response, 404, "");
            return;
        }
        allow(form, request, response);
        if (request.getMethod().equals("OPTIONS")) {
            answer(response, 204, "");
            return;
        }
        if (!request.getMethod().equals("POST") && !request.getMethod().equals("GET")) {
            answer(response, 405, "");
            return;
        }
        if (form.token() && secret.endsWith(START)) {
            start(name, form, secret.substring(0, secret.length() - START.length()), response);
            return;
        }
        byte[] body = body(request);
        if (body == null) {
            answer(response, 413, "");
            return;
        }
        String contentType = request.getContentType();
        var message = new FormInbox.Message(name, request.getRemoteAddr(), contentType, request.getQueryString(), body);
        take(form, message, secret, request.getHeader("X-Signature"), response);
    }

    private void take(
            FormSettings.Form form,
            FormInbox.Message message,
            String secret,
            String signature,
            HttpServletResponse response)
            throws IOException {
        if (!secret.isEmpty() && form.signature() == null && !isEqual(String.valueOf(form.secret()), secret)) {
            answer(response, 404, "");
            return;
        }
        FormReading reading;
        try {
            reading = new FormReading(FormFields.read(message.query(), message.contentType(), message.body()), form);
        } catch (IllegalArgumentException unreadable) {
            answer(response, 400, "The body could not be read.");
            return;
        }
        if (!isTheirs(form, message, reading, secret, signature)) {
            answer(response, 404, "");
            return;
        }
        switch (intake.take(message, reading)) {
            case FLOODED -> answer(response, 429, "Too many messages. Try again in a minute.");
            case NOT_KEPT -> answer(response, 503, "Try again later.");
            case KEPT -> {
                work.wake();
                answer(response, 200, form.answer());
            }
        }
    }

    /** Scripts of these pages may send and read the answer. It protects from nothing: whoever knows the address may send. */
    private static void allow(FormSettings.Form form, HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin != null && form.origins().contains(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Methods", "GET, POST");
            response.setHeader("Access-Control-Allow-Headers", "Content-Type");
            response.setHeader("Vary", "Origin");
        }
    }

    /** A token for a page that was opened, and whether somebody would call at once. */
    private void start(String name, FormSettings.Form form, String secret, HttpServletResponse response)
            throws IOException {
        if (!isEqual(form.secret(), secret)) {
            answer(response, 404, "");
            return;
        }
        try {
            Instant now = Instant.now();
            boolean calls = form.callback().when() != FormSettings.Callback.When.NEVER && calendar.isWorking(now);
            String token = FormToken.issue(tokens.get(), name, now);
            response.setContentType("application/json");
            answer(response, 200, "{\"token\":\"" + token + "\",\"callsAtOnce\":" + calls + "}");
        } catch (DataAccessException | TransactionException away) {
            answer(response, 503, "Try again later.");
        }
    }

    /** Who knows the secret: in the address, in the message, or by having signed it. An address that is not known is none. */
    private static boolean isTheirs(
            FormSettings.Form form, FormInbox.Message message, FormReading reading, String secret, String signature) {
        if (form.signature() != null) {
            return signature != null && isEqual(signed(form.signature(), message.body()), signature);
        }
        String known = reading.secret() != null && secret.isEmpty() ? reading.secret() : secret;
        return form.secret() != null && isEqual(form.secret(), known);
    }

    static String signed(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException(never);
        }
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Null when it is too long. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        try (InputStream in = request.getInputStream()) {
            byte[] body = in.readNBytes(LONGEST + 1);
            return body.length > LONGEST ? null : body;
        }
    }

    private static void answer(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        if (response.getContentType() == null) {
            response.setContentType(TEXT);
        }
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
