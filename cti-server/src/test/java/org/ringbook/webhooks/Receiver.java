package org.ringbook.webhooks;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody else's server, which keeps what it is sent, in the order in which it came. */
final class Receiver implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Letter> letters = new CopyOnWriteArrayList<>();
    private final WireMockServer server;
    private volatile IntFunction<ResponseDefinitionBuilder> answers;
    private volatile int mostRefusals = Integer.MAX_VALUE;

    /** @param answered its status */
    record Letter(String id, String timestamp, String signature, String body, int answered) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        boolean arrived() {
            return answered / 100 == 2;
        }

        /** As the documentation tells receivers to do it. */
        boolean isSignedWith(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
                byte[] own = mac.doFinal((id + "." + timestamp + "." + body).getBytes("UTF-8"));
                return signature.equals("v1," + Base64.getEncoder().encodeToString(own));
            } catch (GeneralSecurityException | java.io.UnsupportedEncodingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private final class Keeps implements ResponseDefinitionTransformerV2 {

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            Request request = event.getRequest();
            String id = request.getHeader("webhook-id");
            long refused = letters.stream()
                    .filter(each -> !each.arrived() && each.id().equals(id))
                    .count();
            ResponseDefinition answer = refused < mostRefusals
                    ? answers.apply(letters.size() + 1).build()
                    : new ResponseDefinitionBuilder().withStatus(200).build();
            letters.add(new Letter(
                    request.getHeader("webhook-id"),
                    request.getHeader("webhook-timestamp"),
                    request.getHeader("webhook-signature"),
                    request.getBodyAsString(),
                    answer.getStatus()));
            return answer;
        }

        @Override
        public String getName() {
            return "keeps";
        }
    }

    /** @param answers by the number of the message, from 1 on */
    Receiver(IntFunction<ResponseDefinitionBuilder> answers) {
        this.answers = answers;
        server = new WireMockServer(options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .containerThreads(40)
                .extensions(new Keeps()));
        server.start();
        MappingBuilder everything = any(anyUrl()).willReturn(new ResponseDefinitionBuilder());
        server.stubFor(everything);
    }

    void answers(IntFunction<ResponseDefinitionBuilder> next) {
        answers = next;
    }

    /** So often one message is refused at most: chance brings none to the end of its tries. */
    void refusesAtMost(int times) {
        mostRefusals = times;
    }

    String url() {
        return "http://127.0.0.1:" + server.port() + "/calls";
    }

    List<Letter> letters() {
        return letters;
    }

    List<Letter> arrived() {
        return letters.stream().filter(Letter::arrived).toList();
    }

    @Override
    public void close() {
        server.stop();
    }
}
