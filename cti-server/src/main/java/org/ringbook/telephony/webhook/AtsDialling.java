package org.ringbook.telephony.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.DialFormat;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.NumberReading;
import org.ringbook.telephony.PbxSource.DialRefused;

/** Click-to-call by a request that the settings describe. What is put into it is encoded for its place. */
final class AtsDialling {

    private static final Pattern EXTENSION = Pattern.compile("[0-9]{1,10}");
    private static final Pattern NUMBER = Pattern.compile("[+]?[0-9*#]{1,32}");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String name;
    private final WebhookSettings.Dial settings;
    private final NumberPlan plan;

    AtsDialling(String name, WebhookSettings.Dial settings, NumberPlan plan) {
        this.name = name;
        this.settings = settings;
        this.plan = plan;
    }

    /** Whether the settings say how. */
    boolean isOn() {
        return settings.on();
    }

    /** @throws DialRefused in words */
    void call(String from, String to, UUID request) {
        if (!settings.on()) {
            throw new DialRefused(Notice.of("webhook.dial.off", name));
        }
        if (!EXTENSION.matcher(from).matches() || !NUMBER.matcher(to).matches()) {
            throw new DialRefused(Notice.of("webhook.dial.number"));
        }
        String number = plan.read(to) instanceof NumberReading.Outside outside
                ? plan.dialled(outside.number(), DialFormat.DIGITS)
                : to;
        send(request(from, number, request));
    }

    private HttpRequest request(String from, String number, UUID id) {
        // Both are digits and signs of a telephone: in JSON they need no more.
        UnaryOperator<String> plain =
                text -> text.replace("{from}", from).replace("{to}", number).replace("{request}", id.toString());
        UnaryOperator<String> encoded = text -> text.replace("{from}", encoded(from))
                .replace("{to}", encoded(number))
                .replace("{request}", encoded(id.toString()));
        boolean json = settings.body().stripLeading().startsWith("{");
        String body = json ? plain.apply(settings.body()) : encoded.apply(settings.body());
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(encoded.apply(settings.url())))
                .timeout(PATIENCE);
        if (!body.isEmpty()) {
            builder.header("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded");
        }
        settings.headers().forEach(builder::setHeader);
        return builder.method(settings.method(), HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void send(HttpRequest request) {
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new DialRefused(Notice.of("webhook.dial.status", name, status));
            }
        } catch (IOException away) {
            throw new DialRefused(
                    Notice.of("webhook.dial.away", name, away.getClass().getSimpleName()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new DialRefused(Notice.of("webhook.stopped"));
        }
    }
}
