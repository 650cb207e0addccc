package org.ringbook.telephony.beeline;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.operators.PacedQueue;
import org.ringbook.telephony.operators.PacedQueue.Rate;
import org.ringbook.telephony.operators.PacedQueue.SlowDown;
import tools.jackson.databind.JsonNode;

/** What is asked of the portal. Any thread; each waits for the answer. */
final class BeelineApi {

    static final String TOKEN = "X-MPBX-API-AUTH-TOKEN";

    /** No rates are published: so two requests a second are read, and commands of people do not wait for that. */
    static final Pace PACE = new Pace(
            List.of(new Rate("read", 1, Duration.ofMillis(500)), new Rate("command", 4, Duration.ofSeconds(1))),
            List.of(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(120),
                    Duration.ofSeconds(300)));

    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int MOST_TEXT = 120;

    /** @param pauses after one answer that the portal is too busy, and after the next */
    record Pace(List<Rate> rates, List<Duration> pauses) {}

    private final String address;
    private final String token;
    private final PacedQueue queue;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param address with a slash at its end */
    BeelineApi(String address, String token, Pace pace) {
        this.address = address;
        this.token = token;
        this.queue = new PacedQueue(50, pace.rates, pace.pauses);
    }

    /** Reads; what the portal is too busy for is asked for again, after growing pauses. */
    JsonNode read(String path, Map<String, String> query, Duration patience)
            throws BeelineFailed, InterruptedException {
        return json(run("read", patience, true, to(path, query).GET()));
    }

    JsonNode put(String path, String json, Duration patience) throws BeelineFailed, InterruptedException {
        HttpRequest.Builder request = to(path, Map.of())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json));
        return json(run("read", patience, true, request));
    }

    void delete(String path, Map<String, String> query, Duration patience) throws BeelineFailed, InterruptedException {
        run("read", patience, true, to(path, query).DELETE());
    }

    /** A command. It is made once: nobody knows whether one that failed was carried out. */
    String post(String path, Map<String, String> query, Duration patience) throws BeelineFailed, InterruptedException {
        return run("command", patience, false, to(path, query).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Likewise, with a body. */
    void command(String path, String json, Duration patience) throws BeelineFailed, InterruptedException {
        HttpRequest.Builder request = to(path, Map.of())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        run("command", patience, false, request);
    }

    private HttpRequest.Builder to(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(address + path + (parameters.isEmpty() ? "" : "?" + parameters)))
                .header(TOKEN, token);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String run(String kind, Duration patience, boolean repeat, HttpRequest.Builder request)
            throws BeelineFailed, InterruptedException {
        HttpRequest ready = request.timeout(Duration.ofSeconds(30)).build();
        try {
            return queue.run(List.of(kind), patience, () -> once(ready, repeat));
        } catch (PacedQueue.Busy busy) {
            throw new BeelineFailed(Notice.of("beeline.busy"));
        }
    }

    private String once(HttpRequest request, boolean repeat) throws BeelineFailed, SlowDown {
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] body = in.readNBytes(MOST_BYTES + 1);
                if (body.length > MOST_BYTES) {
                    throw new BeelineFailed(Notice.of("beeline.large"));
                }
                return judged(response, new String(body, StandardCharsets.UTF_8), repeat);
            }
        } catch (IOException away) {
            throw new BeelineFailed(Notice.of(
                    away instanceof HttpTimeoutException ? "beeline.timeout" : "beeline.unreachable",
                    request.uri().getHost(),
                    away.getMessage() == null ? away.getClass().getSimpleName() : away.getMessage()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new BeelineFailed(Notice.of("beeline.stopped"));
        }
    }

    private static String judged(HttpResponse<?> response, String body, boolean repeat) throws BeelineFailed, SlowDown {
        int status = response.statusCode();
        if (status == 429 || status >= 500 && repeat) {
            throw new SlowDown(response.headers()
                    .firstValue("Retry-After")
                    .filter(after -> after.matches("[0-9]{1,3}"))
                    .map(after -> Duration.ofSeconds(Long.parseLong(after)))
                    .orElse(null));
        }
        if (status == 401 || status == 403) {
            throw new BeelineFailed(Notice.of("beeline.key"));
        }
        // It stands in some answers that are 200, too.
        JsonNode json = body.stripLeading().startsWith("{") ? Told.json(body) : null;
        String code = json == null ? null : Row.text(json, "errorCode");
        if (code != null) {
            String words = start(String.valueOf(Row.text(json, "description")));
            throw new BeelineFailed(Notice.of("beeline.refused", start(code), words, status), status < 500);
        }
        if (status >= 300) {
            throw new BeelineFailed(Notice.of("beeline.status", status, start(body)), status < 500);
        }
        return body;
    }

    private static JsonNode json(String body) throws BeelineFailed {
        JsonNode json = Told.json(body.isBlank() ? "null" : body);
        if (json == null) {
            throw new BeelineFailed(Notice.of("beeline.status", 200, start(body)));
        }
        return json;
    }

    private static String start(String body) {
        String text = body.replaceAll("[\\p{Cntrl}]+", " ").strip();
        return text.substring(0, Math.min(text.length(), MOST_TEXT));
    }
}
