package org.ringbook.telephony.beeline;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.operators.OperatorApi;
import org.ringbook.telephony.operators.PacedQueue;
import org.ringbook.telephony.operators.PacedQueue.Rate;
import org.ringbook.telephony.operators.PacedQueue.SlowDown;
import org.ringbook.telephony.operators.PbxFailed;
import org.springframework.util.backoff.BackOff;
import tools.jackson.databind.JsonNode;

/** What is asked of the portal. Any thread; each waits for the answer. */
final class BeelineApi {

    static final String TOKEN = "X-MPBX-API-AUTH-TOKEN";

    /** No rates are published: so two requests a second are read, and commands of people do not wait for that. */
    static final Pace PACE = new Pace(
            List.of(new Rate("read", 1, Duration.ofMillis(500)), new Rate("command", 4, Duration.ofSeconds(1))),
            PacedQueue.growing(Duration.ofSeconds(2), Duration.ofSeconds(300)));

    private static final int MOST_BYTES = 16 * 1024 * 1024;

    /** @param pauses after one answer that the portal is too busy, and after the next */
    record Pace(List<Rate> rates, BackOff pauses) {}

    private final String token;
    private final OperatorApi api;

    /** @param address with a slash at its end */
    BeelineApi(String address, String token, Pace pace) {
        this.token = token;
        this.api = new OperatorApi("beeline", address, new PacedQueue(50, pace.rates, pace.pauses), MOST_BYTES);
    }

    /** Reads; what the portal is too busy for is asked for again, after growing pauses. */
    JsonNode read(String path, Map<String, String> query, Duration patience) throws PbxFailed, InterruptedException {
        return json(run("read", patience, true, to(path, query).GET()));
    }

    /** Reads what may be no JSON but a bare word. */
    String word(String path, Duration patience) throws PbxFailed, InterruptedException {
        return run("read", patience, true, to(path, Map.of()).GET());
    }

    JsonNode put(String path, String json, Duration patience) throws PbxFailed, InterruptedException {
        HttpRequest.Builder request = to(path, Map.of())
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json));
        return json(run("read", patience, true, request));
    }

    void delete(String path, Map<String, String> query, Duration patience) throws PbxFailed, InterruptedException {
        run("read", patience, true, to(path, query).DELETE());
    }

    /** A command. It is made once: nobody knows whether one that failed was carried out. */
    String post(String path, Map<String, String> query, Duration patience) throws PbxFailed, InterruptedException {
        return run("command", patience, false, to(path, query).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Likewise, with a body. */
    void command(String path, String json, Duration patience) throws PbxFailed, InterruptedException {
        HttpRequest.Builder request = to(path, Map.of())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        run("command", patience, false, request);
    }

    private HttpRequest.Builder to(String path, Map<String, String> query) {
        return api.to(query.isEmpty() ? path : path + "?" + OperatorApi.query(query))
                .header(TOKEN, token);
    }

    private String run(String kind, Duration patience, boolean repeat, HttpRequest.Builder request)
            throws PbxFailed, InterruptedException {
        return api.send(List.of(kind), patience, request, reply -> judged(reply, repeat));
    }

    private static String judged(OperatorApi.Reply reply, boolean repeat) throws PbxFailed, SlowDown {
        int status = reply.status();
        String body = reply.body();
        if (status == 429 || status >= 500 && repeat) {
            throw reply.slowDown();
        }
        if (status == 401 || status == 403) {
            throw new PbxFailed(Notice.of("beeline.key"));
        }
        // It stands in some answers that are 200, too.
        JsonNode json = body.stripLeading().startsWith("{") ? Messages.json(body) : null;
        String code = json == null ? null : Row.text(json, "errorCode");
        if (code != null) {
            String words = OperatorApi.Reply.start(String.valueOf(Row.text(json, "description")));
            throw new PbxFailed(
                    Notice.of("beeline.refused", OperatorApi.Reply.start(code), words, status), status < 500);
        }
        if (status >= 300) {
            throw new PbxFailed(Notice.of("beeline.status", status, reply.start()), status < 500);
        }
        return body;
    }

    private static JsonNode json(String body) throws PbxFailed {
        JsonNode json = Messages.json(body.isBlank() ? "null" : body);
        if (json == null) {
            throw new PbxFailed(Notice.of("beeline.status", 200, OperatorApi.Reply.start(body)));
        }
        return json;
    }
}
