package org.ringbook.webhooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends one message once. It knows only addresses that the rules allow, asks for a name once and uses what was answered, follows no
 * redirection, and reads no more of an answer than is shown. Any thread.
 */
final class Post implements AutoCloseable {

    private static final int ANSWER_BYTES = 1_000;
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final CloseableHttpClient client;
    private final Duration timeout;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "webhooks-deadline");
        thread.setDaemon(true);
        return thread;
    });

    /** Who answers what address a name has. */
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** The name leads to where nothing is sent. */
    private static final class Refused extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        Refused(String host) {
            super(host);
        }
    }

    /** @param timeout of all of it */
    Post(AddressRules rules, Names names, Duration timeout) {
        this.timeout = timeout;
        var connection = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(timeout))
                .setSocketTimeout(Timeout.of(timeout))
                .setTimeToLive(Timeout.ofMinutes(1))
                // One that the receiver has closed meanwhile is not sent into.
                .setValidateAfterInactivity(Timeout.ZERO_MILLISECONDS)
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new AllowedAddresses(rules, names))
                        .setDefaultConnectionConfig(connection)
                        .setMaxConnPerRoute(Senders.AT_ONCE)
                        .setMaxConnTotal(Senders.AT_ONCE * Webhooks.MOST)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(timeout))
                        .setConnectionRequestTimeout(Timeout.of(timeout))
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .setUserAgent("Ringbook")
                .build();
    }

    private record AllowedAddresses(AddressRules rules, Names names) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] found = names.of(host);
            for (InetAddress address : found) {
                if (rules.refuses(address)) {
                    throw new Refused(host);
                }
            }
            return found;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** @param id the same for the same message, however often it is sent */
    Attempt send(String url, String id, byte[] body, String secret) {
        Instant at = Instant.now();
        long start = System.nanoTime();
        var request = new HttpPost(url);
        request.setHeader("webhook-id", id);
        request.setHeader("webhook-timestamp", Long.toString(at.getEpochSecond()));
        request.setHeader("webhook-signature", Signature.of(id, at, body, secret));
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        // Timeouts of the client are those of one silence; who sends a byte now and then would hold it for ever.
        Future<?> deadline = deadlines.schedule(request::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, answer -> attempt(at, start, answer));
        } catch (IOException failed) {
            boolean late = request.isCancelled() || millis(start) >= timeout.toMillis();
            return Attempt.failed(at, late ? "timeout" : reason(failed), millis(start));
        } finally {
            deadline.cancel(false);
        }
    }

    private static Attempt attempt(Instant at, long start, ClassicHttpResponse answer) throws IOException {
        int status = answer.getCode();
        String reason = status / 100 == 2 ? null : status / 100 == 3 ? "redirect" : "status";
        return new Attempt(at, status, reason, beginning(answer), millis(start), retryAfter(answer, at));
    }

    /** The connection is closed when more comes: what is not shown is not waited for. */
    private static String beginning(ClassicHttpResponse answer) throws IOException {
        if (answer.getEntity() == null) {
            return "";
        }
        InputStream body = answer.getEntity().getContent();
        String text = new String(body == null ? new byte[0] : body.readNBytes(ANSWER_BYTES), StandardCharsets.UTF_8);
        if (body != null && text.length() >= ANSWER_BYTES / 4 && body.read() >= 0) {
            answer.close();
        }
        return text.codePoints()
                .map(point -> Character.isISOControl(point) && point != '\n' ? ' ' : point)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    private static Duration retryAfter(ClassicHttpResponse answer, Instant now) {
        var header = answer.getFirstHeader("Retry-After");
        if (header == null || header.getValue() == null) {
            return null;
        }
        String value = header.getValue().strip();
        try {
            Duration wait = value.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return wait.isNegative() ? null : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static String reason(IOException failed) {
        if (failed instanceof Refused) {
            return "address_refused";
        }
        if (failed instanceof UnknownHostException) {
            return "unknown_host";
        }
        if (failed instanceof SSLException) {
            return "tls";
        }
        if (failed instanceof ConnectException || failed instanceof NoRouteToHostException) {
            return "unreachable";
        }
        boolean late = failed instanceof SocketTimeoutException
                || failed instanceof InterruptedIOException
                || failed.getCause() instanceof TimeoutException;
        return late ? "timeout" : "broken_off";
    }

    private static int millis(long start) {
        return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        try {
            client.close();
        } catch (IOException closedAlready) {
            // nothing is left to close
        }
    }
}
