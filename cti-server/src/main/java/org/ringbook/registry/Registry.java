package org.ringbook.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringbook.contacts.legal.LegalEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the described service for an INN, and sends it nothing else. Any thread; the caller waits up to three seconds. Answers are
 * remembered for thirty days while the server runs.
 */
@Component
@EnableConfigurationProperties(RegistrySettings.class)
public class Registry {

    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final int MOST = 1_000;
    private static final int LARGEST = 1 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final RegistrySettings settings;
    private final HttpClient http;
    private final Map<String, Answer> answers = new LinkedHashMap<>();

    Registry(RegistrySettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder().connectTimeout(LONGEST).build();
    }

    private record Answer(LegalEntity entity, Instant at) {}

    /** Whether there is a service to ask. */
    public boolean isThere() {
        return settings.url() != null;
    }

    /**
     * What the register says; a legal entity without an id.
     *
     * @param inn ten or twelve digits; anything else is not asked for
     * @return empty when there is no such INN in it
     * @throws IOException when the service does not answer in time, or not as described
     */
    public Optional<LegalEntity> find(String inn) throws IOException {
        if (!isThere() || inn == null || !inn.matches("[0-9]{10}|[0-9]{12}")) {
            return Optional.empty();
        }
        Instant now = Clock.systemUTC().instant();
        synchronized (answers) {
            Answer known = answers.get(inn);
            if (known != null && known.at().plus(REMEMBERED).isAfter(now)) {
                return Optional.of(known.entity());
            }
        }
        Optional<LegalEntity> found = asked(inn, now);
        found.ifPresent(entity -> remember(inn, new Answer(entity, now)));
        return found;
    }

    private void remember(String inn, Answer answer) {
        synchronized (answers) {
            answers.remove(inn);
            answers.put(inn, answer);
            if (answers.size() > MOST) {
                answers.remove(answers.keySet().iterator().next());
            }
        }
    }

    private Optional<LegalEntity> asked(String inn, Instant now) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        settings.url().toString().replace("%7Binn%7D", inn).replace("{inn}", inn)))
                .timeout(LONGEST)
                .header("Accept", "application/json");
        settings.headers().forEach(request::header);
        if (settings.method().equals("GET")) {
            request.GET();
        } else {
            request.header("Content-Type", "application/json")
                    .method(
                            settings.method(),
                            HttpRequest.BodyPublishers.ofString(settings.body().replace("{inn}", inn)));
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200 || answer.body().length > LARGEST) {
                LOG.warn("The register of companies answered {}", answer.statusCode());
                throw new IOException("The register answered " + answer.statusCode());
            }
            return read(inn, JSON.readTree(answer.body()), now);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped", stopped);
        } catch (JacksonException noJson) {
            throw new IOException("The register's answer is no JSON", noJson);
        }
    }

    private Optional<LegalEntity> read(String inn, JsonNode answer, Instant now) {
        String name = text(answer, "name");
        if (name == null) {
            return Optional.empty();
        }
        String status = text(answer, "status");
        return Optional.of(new LegalEntity(
                null,
                name,
                text(answer, "fullName"),
                inn,
                text(answer, "kpp"),
                text(answer, "ogrn"),
                text(answer, "legalAddress"),
                null,
                text(answer, "headName"),
                text(answer, "headPost"),
                status == null ? null : settings.states().getOrDefault(status, status),
                now,
                List.of(),
                0));
    }

    private String text(JsonNode answer, String field) {
        JsonNode value = answer.at(settings.fields().get(field));
        return value.isMissingNode() || value.isNull() || value.asString("").isBlank()
                ? null
                : value.asString().strip();
    }
}
