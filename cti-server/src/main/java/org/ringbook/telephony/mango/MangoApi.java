package org.ringbook.telephony.mango;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.operators.PacedQueue;
import org.ringbook.telephony.operators.PacedQueue.Rate;
import org.ringbook.telephony.operators.PacedQueue.SlowDown;
import org.ringbook.telephony.operators.PbxFailed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signed requests to Mango, no faster than it allows. Any thread; each waits for the answer. */
final class MangoApi {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final int MOST_WAITING = 50;
    private static final int MOST_TEXT = 200;

    private static final List<Rate> RATES = List.of(
            new Rate("any", 10, SECOND),
            new Rate("commands/callback", 4, SECOND),
            new Rate("commands/call/hangup", 4, SECOND),
            new Rate("commands/transfer", 1, TWO_SECONDS),
            new Rate("commands/route", 1, TWO_SECONDS),
            new Rate("config/users/request", 1, TWO_SECONDS),
            new Rate("account/balance", 2, SECOND),
            new Rate("stats", 1, TWO_SECONDS));

    private final String address;
    private final Signature signature;
    private final Lockout lockout;
    private final PacedQueue queue;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    MangoApi(String address, Signature signature) {
        this(address, signature, new Lockout(Lockout.TIME), new PacedQueue(MOST_WAITING, RATES));
    }

    MangoApi(String address, Signature signature, Lockout lockout, PacedQueue queue) {
        this.address = address;
        this.signature = signature;
        this.lockout = lockout;
        this.queue = queue;
    }

    /** @param json null when it has none: the status says all */
    record Reply(int status, JsonNode json) {

        /** 0 when there is none. */
        int result() {
            for (String name : new String[] {"result", "code", "Result"}) {
                int code = json == null ? 0 : (int) Fields.number(json, name, 0);
                if (code != 0) {
                    return code;
                }
            }
            return 0;
        }
    }

    /**
     * @param path below the address: "commands/callback"
     * @param patience how long it may wait for its turn
     * @throws PbxFailed when it was not reached, or did not do it; in words
     */
    Reply post(String path, Map<String, ?> parameters, Duration patience) throws PbxFailed, InterruptedException {
        String kind = path.startsWith("stats/") && path.contains("request") ? "stats" : path;
        try {
            return queue.run(List.of("any", kind), patience, () -> once(path, MAPPER.writeValueAsString(parameters)));
        } catch (PacedQueue.Busy busy) {
            throw new PbxFailed(Notice.of("mango.busy"));
        }
    }

    private Reply once(String path, String json) throws PbxFailed, SlowDown {
        Instant closed = lockout.closedUntil(Instant.now());
        if (closed != null) {
            throw new PbxFailed(Notice.of("mango.locked", closed));
        }
        HttpResponse<String> response = send(path, json);
        Reply reply = new Reply(response.statusCode(), Told.json(response.body()));
        if (reply.status == 429 || reply.status == 503 || reply.result() == 5008 || reply.result() == 4290) {
            throw new SlowDown(response.headers()
                    .firstValue("Retry-After")
                    .map(MangoApi::seconds)
                    .orElse(null));
        }
        judge(reply, response.body());
        return reply;
    }

    private HttpResponse<String> send(String path, String json) throws PbxFailed {
        String form =
                "vpbx_api_key=" + encoded(signature.key()) + "&sign=" + signature.of(json) + "&json=" + encoded(json);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException away) {
            throw new PbxFailed(Notice.of("mango.unreachable", URI.create(address).getHost(), reason(away)));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new PbxFailed(Notice.of("mango.stopped"));
        }
    }

    private static String reason(IOException away) {
        return away.getMessage() == null ? away.getClass().getSimpleName() : away.getMessage();
    }

    private void judge(Reply reply, String body) throws PbxFailed {
        int code = reply.result();
        boolean wrong = reply.status == 401 || code / 1000 == 3 && code / 100 != 32 && code / 100 != 33;
        if (wrong) {
            lockout.wrong(Instant.now());
            boolean key = reply.status == 401 || code == 3102 || code == 3105;
            throw new PbxFailed(
                    key ? Notice.of(lockout.again() ? "mango.key" : "mango.key.once") : Notice.of("mango.wrong", code));
        }
        lockout.right();
        if (reply.status >= 400 || code != 0 && code / 1000 != 1) {
            throw new PbxFailed(
                    code == 0 ? Notice.of("mango.status", reply.status, start(body)) : Notice.of(of(code), code));
        }
    }

    /** The key of the words for a code that is no success. */
    private static String of(int code) {
        return switch (code / 1000) {
            case 2 -> "mango.code.billing";
            case 3 -> "mango.code.number";
            case 4 ->
                code / 100 == 42 ? "mango.code.unreachable" : code == 4101 ? "mango.code.gone" : "mango.code.not-now";
            default -> code == 5201 ? "mango.code.right" : "mango.code.server";
        };
    }

    private static String start(String body) {
        String text = body.replaceAll("[\\p{Cntrl}]+", " ").strip();
        return text.substring(0, Math.min(text.length(), MOST_TEXT));
    }

    private static Duration seconds(String retryAfter) {
        return retryAfter.matches("[0-9]{1,4}") ? Duration.ofSeconds(Long.parseLong(retryAfter)) : null;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
