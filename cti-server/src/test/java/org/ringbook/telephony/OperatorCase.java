package org.ringbook.telephony;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.ringbook.Cast;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.fold.Calls;
import org.ringbook.lab.Truth;
import org.ringbook.lab.TruthCall;
import org.ringbook.telephony.webhooks.Delivery;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Messages as an operator's documents print them, and what is true of the calls that they tell; see cases/README.md. */
public record OperatorCase(String name, Path folder) {

    /** After the last message of every case. */
    public static final Instant RECEIVED = Instant.parse("2026-04-01T09:00:00Z");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * @param sent by the operator; else it is what the operator answers when it is asked
     * @param path below our address or below the operator's
     */
    public record Message(boolean sent, String path, Instant received, String body) {

        private static Message of(String block) {
            String[] parts = block.split("\n", 2);
            String[] head = parts[0].split(" ");
            Instant received = head.length > 2 ? Instant.parse(head[3]) : RECEIVED;
            return new Message(head[0].equals("POST"), head[1].replaceFirst("^/", ""), received, parts[1].strip());
        }

        /** @param form how the operator writes the body */
        public Delivery delivery(String path, String contentType, String form) {
            return new Delivery("POST", path, null, contentType, form.getBytes(StandardCharsets.UTF_8), received);
        }

        /** From now on the operator answers this. */
        public void answeredBy(WireMockServer operator) {
            String[] address = path.split("\\?cmd=");
            var request = any(urlPathEqualTo("/" + address[0]));
            if (address.length > 1) {
                request = request.withFormParam("cmd", equalTo(address[1]));
            }
            operator.stubFor(request.willReturn(okJson(body)));
        }
    }

    /** @param operator name of its folder among the cases */
    public static List<OperatorCase> of(String operator) {
        try (Stream<Path> folders = Files.list(
                Path.of(OperatorCase.class.getResource("/cases/" + operator).toURI()))) {
            return folders.sorted()
                    .map(folder -> new OperatorCase(folder.getFileName().toString(), folder))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException notAFolder) {
            throw new IllegalStateException(notAFolder);
        }
    }

    /** In the order in which they stand in the file. */
    public List<Message> messages() {
        return new ArrayList<>(Arrays.stream(text("messages.txt").split("\n\n"))
                .map(Message::of)
                .toList());
    }

    /** The calls that these facts make are those that really were. */
    public void holds(List<CallFact> facts) {
        Truth.hold(truth(), Calls.derive("operator", Cast.PLAN, facts));
    }

    /** Whether the messages tell its end; else it goes on after the last of them. */
    public boolean ends() {
        return truth().stream().allMatch(call -> call.state() == null);
    }

    /** A time after which nothing more of it comes. */
    public Instant silence() {
        return messages().stream()
                .map(Message::received)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .plus(Duration.ofMinutes(150));
    }

    private List<TruthCall> truth() {
        return JSON.readValue(text("call.json"), new TypeReference<>() {});
    }

    private String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
