package org.ringbook.telephony.megafon;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.operators.PacedQueue;
import org.ringbook.telephony.operators.PacedQueue.Rate;
import org.ringbook.telephony.operators.PacedQueue.SlowDown;
import tools.jackson.databind.JsonNode;

/** What is asked of the PBX, over its newer interface and its older one. Any thread; each waits for the answer. */
final class MegaFonApi {

    /** Nothing is published; so one request a second is read, and commands of people do not wait for that. */
    static final List<Rate> RATES =
            List.of(new Rate("read", 1, Duration.ofSeconds(1)), new Rate("command", 4, Duration.ofSeconds(1)));

    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final int MOST_TEXT = 120;

    private final String address;
    private final String key;
    private final PacedQueue queue;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param address with a slash at its end */
    MegaFonApi(String address, String key, List<Rate> rates) {
        this.address = address;
        this.key = key;
        this.queue = new PacedQueue(50, rates);
    }

    /** Reads of the newer interface. @param path below {@code crmapi/v1/} */
    String read(String path, Map<String, String> query, Duration patience) throws MegaFonFailed, InterruptedException {
        String url = "crmapi/v1/" + path + (query.isEmpty() ? "" : "?" + MegaFonMasking.form(query));
        return run("read", patience, rest(url).GET());
    }

    /** A command of the newer interface, which takes JSON. */
    String command(String path, String json, Duration patience) throws MegaFonFailed, InterruptedException {
        return run(
                "command",
                patience,
                rest("crmapi/v1/" + path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder rest(String url) {
        return HttpRequest.newBuilder(URI.create(address + url)).header("X-API-KEY", key);
    }

    /** The older interface: a form, in which the key stands. @param kind "read" or "command" */
    String legacy(String kind, String command, Map<String, String> parameters, Duration patience)
            throws MegaFonFailed, InterruptedException {
        var form = new LinkedHashMap<String, String>();
        form.put("cmd", command);
        form.put("token", key);
        form.putAll(parameters);
        return run(
                kind,
                patience,
                HttpRequest.newBuilder(URI.create(address + "sys/crm_api.wcgp"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(MegaFonMasking.form(form))));
    }

    private String run(String kind, Duration patience, HttpRequest.Builder request)
            throws MegaFonFailed, InterruptedException {
        HttpRequest ready = request.timeout(Duration.ofSeconds(30)).build();
        try {
            return queue.run(List.of(kind), patience, () -> once(ready));
        } catch (PacedQueue.Busy busy) {
            throw new MegaFonFailed(Notice.of("megafon.busy"));
        }
    }

    private String once(HttpRequest request) throws MegaFonFailed, SlowDown {
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] body = in.readNBytes(MOST_BYTES + 1);
                if (body.length > MOST_BYTES) {
                    throw new MegaFonFailed(Notice.of("megafon.large"));
                }
                return judged(response, new String(body, StandardCharsets.UTF_8));
            }
        } catch (IOException away) {
            throw new MegaFonFailed(Notice.of(
                    away instanceof HttpTimeoutException ? "megafon.timeout" : "megafon.unreachable",
                    request.uri().getHost(),
                    away.getMessage() == null ? away.getClass().getSimpleName() : away.getMessage()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new MegaFonFailed(Notice.of("megafon.stopped"));
        }
    }

    private static String judged(HttpResponse<?> response, String body) throws MegaFonFailed, SlowDown {
        int status = response.statusCode();
        switch (status) {
            case 429 ->
                throw new SlowDown(response.headers()
                        .firstValue("Retry-After")
                        .filter(after -> after.matches("[0-9]{1,4}"))
                        .map(after -> Duration.ofSeconds(Long.parseLong(after)))
                        .orElse(null));
            case 401 -> throw new MegaFonFailed(Notice.of("megafon.key"));
            case 403 -> throw new MegaFonFailed(Notice.of("megafon.right", start(body)));
            case 404, 405, 501 -> throw new MegaFonFailed(Notice.of("megafon.not-there", status), true);
            default -> {}
        }
        boolean page = body.stripLeading().startsWith("<");
        if (status >= 300 || page) {
            throw new MegaFonFailed(
                    Notice.of("megafon.status", status, page ? "HTML" : start(body)), page && status < 300);
        }
        return body;
    }

    /** @throws MegaFonFailed when it is no JSON */
    static JsonNode json(String body) throws MegaFonFailed {
        JsonNode json = Told.tree(body);
        if (json == null) {
            throw new MegaFonFailed(Notice.of("megafon.status", 200, start(body)));
        }
        return json;
    }

    private static String start(String body) {
        String text = body.replaceAll("[\\p{Cntrl}]+", " ").strip();
        return text.substring(0, Math.min(text.length(), MOST_TEXT));
    }
}
