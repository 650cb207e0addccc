package org.ringbook.telephony.operators;

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
import org.ringbook.telephony.operators.PacedQueue.SlowDown;

/**
 * Requests to the API of an operator, at the pace that it allows; an answer is read up to a limit. Whoever uses it judges what an
 * answer means. What else goes wrong is said with the notices {@code KIND.busy}, {@code KIND.timeout}, {@code KIND.unreachable},
 * {@code KIND.large} and {@code KIND.stopped}. Any thread; each waits for the answer.
 */
public final class OperatorApi {

    /** The type of a form. */
    public static final String FORM = "application/x-www-form-urlencoded";

    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
    private static final int MOST_TEXT = 120;

    private final String kind;
    private final URI address;
    private final PacedQueue queue;
    private final int mostBytes;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTS_WITHIN)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * @param kind of the source, with which the keys of its notices begin: "mango"
     * @param address with a slash at its end
     * @param mostBytes of one answer
     */
    public OperatorApi(String kind, String address, PacedQueue queue, int mostBytes) {
        this.kind = kind;
        this.address = URI.create(address);
        this.queue = queue;
        this.mostBytes = mostBytes;
    }

    /** @param body as UTF-8; what is not is replaced */
    public record Reply(int status, String body, Duration retryAfter) {

        /** The beginning of the body, for a notice: short, without control characters. */
        public String start() {
            return start(body);
        }

        /** The same of any text. */
        public static String start(String text) {
            String line = text.replaceAll("[\\p{Cntrl}]+", " ").strip();
            return line.substring(0, Math.min(line.length(), MOST_TEXT));
        }

        /** It said that requests come too fast. */
        public SlowDown slowDown() {
            return new SlowDown(retryAfter);
        }
    }

    /** Makes something of an answer. */
    public interface Judge<T> {

        /** @throws SlowDown to be asked again later, when nothing was done but to say so */
        T judge(Reply reply) throws PbxFailed, SlowDown;
    }

    /** @param path below the address, with its query. @return a request to be completed */
    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(ANSWERS_WITHIN);
    }

    /** The query of an address. */
    public static String query(Map<String, String> fields) {
        return form(fields).replace("+", "%20");
    }

    /** Fields of a form. */
    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * @param rates kinds of the request, see {@link PacedQueue}
     * @param patience how long it may wait for its turn, all tries together
     */
    public <T> T send(List<String> rates, Duration patience, HttpRequest.Builder request, Judge<T> judge)
            throws PbxFailed, InterruptedException {
        return run(rates, patience, () -> judge.judge(once(request)));
    }

    /** The same for whoever has something to look at before each try. */
    public <T> T run(List<String> rates, Duration patience, PacedQueue.Attempt<T, PbxFailed> attempt)
            throws PbxFailed, InterruptedException {
        try {
            return queue.run(rates, patience, attempt);
        } catch (PacedQueue.Busy busy) {
            throw new PbxFailed(Notice.of(kind + ".busy"));
        }
    }

    /** One try; only within {@link #run}. */
    public Reply once(HttpRequest.Builder request) throws PbxFailed {
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] body = in.readNBytes(mostBytes + 1);
                if (body.length > mostBytes) {
                    throw new PbxFailed(Notice.of(kind + ".large"));
                }
                return new Reply(response.statusCode(), new String(body, StandardCharsets.UTF_8), retryAfter(response));
            }
        } catch (IOException away) {
            throw new PbxFailed(Notice.of(
                    kind + (away instanceof HttpTimeoutException ? ".timeout" : ".unreachable"),
                    address.getHost(),
                    away.getMessage() == null ? away.getClass().getSimpleName() : away.getMessage()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new PbxFailed(Notice.of(kind + ".stopped"));
        }
    }

    /** @return null when it does not say */
    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(after -> after.matches("[0-9]{1,4}"))
                .map(after -> Duration.ofSeconds(Long.parseLong(after)))
                .orElse(null);
    }
}
