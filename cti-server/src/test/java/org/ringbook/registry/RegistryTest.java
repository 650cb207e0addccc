package org.ringbook.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.contacts.legal.LegalEntity;

/** The register as the service's documents show it, and as it may be in trouble. */
class RegistryTest {

    private static final String INN = "5835000017";
    private static final String ANSWER =
            "{\"suggestions\":[{\"value\":\"ООО РОМАШКА\",\"data\":{\"inn\":\"5835000017\",\"kpp\":\"583501001\",\"ogrn\":\"1029900000008\","
                    + "\"name\":{\"full_with_opf\":\"Общество РОМАШКА\",\"short_with_opf\":\"ООО «Ромашка»\"},"
                    + "\"management\":{\"name\":\"Белова Ольга\",\"post\":\"директор\"},"
                    + "\"address\":{\"value\":\"г Пенза, ул Московская, 1\"},\"state\":{\"status\":\"LIQUIDATING\"}}}]}";

    private final WireMockServer service = new WireMockServer(wireMockConfig().dynamicPort());

    @BeforeEach
    void start() {
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop();
    }

    private Registry registry() {
        return new Registry(new RegistrySettings(
                URI.create(service.baseUrl() + "/party"),
                "POST",
                Map.of("Authorization", "Token t"),
                "{\"query\":\"{inn}\",\"branch_type\":\"MAIN\"}",
                null,
                null));
    }

    @Test
    void theInnIsAllThatIsSentAndTheAnswerIsRememberedForTheNext() throws IOException {
        service.stubFor(post("/party")
                .withHeader("Authorization", equalTo("Token t"))
                .withRequestBody(equalToJson("{\"query\":\"5835000017\",\"branch_type\":\"MAIN\"}"))
                .willReturn(okJson(ANSWER)));
        Registry registry = registry();
        LegalEntity found = registry.find(INN).orElseThrow();
        assertThat(found.name()).isEqualTo("ООО «Ромашка»");
        assertThat(found.kpp()).isEqualTo("583501001");
        assertThat(found.headName()).isEqualTo("Белова Ольга");
        assertThat(found.legalAddress()).isEqualTo("г Пенза, ул Московская, 1");
        assertThat(found.registryStatus()).isEqualTo("liquidating");
        registry.find(INN);
        service.verify(1, postRequestedFor(urlEqualTo("/party")));
    }

    @Test
    void whomTheRegisterDoesNotKnowIsNobodyAndWhatIsNoInnIsNotAsked() throws IOException {
        service.stubFor(post("/party").willReturn(okJson("{\"suggestions\":[]}")));
        assertThat(registry().find(INN)).isEmpty();
        assertThat(registry().find("58350")).isEmpty();
        service.verify(1, postRequestedFor(urlEqualTo("/party")));
        assertThat(new Registry(new RegistrySettings(null, "POST", null, "", null, null)).find(INN))
                .isEmpty();
    }

    @Test
    void aServiceInTroubleIsSaidToBe() {
        service.stubFor(post("/party").willReturn(aResponse().withStatus(500)));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> registry().find(INN));
        service.stubFor(post("/party").willReturn(okJson("{")));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> registry().find(INN));
        Registry alone = registry();
        service.stop();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> alone.find(INN));
    }

    @Test
    void anotherServiceIsDescribedInTheSettings() throws IOException {
        service.stubFor(
                get("/companies/5835000017").willReturn(okJson("{\"firm\":{\"title\":\"Ромашка\",\"live\":\"yes\"}}")));
        Registry other = new Registry(new RegistrySettings(
                URI.create(service.baseUrl() + "/companies/%7Binn%7D"),
                "GET",
                null,
                "",
                Map.of("name", "/firm/title", "status", "/firm/live"),
                Map.of("yes", "active")));
        LegalEntity found = other.find(INN).orElseThrow();
        assertThat(found.name()).isEqualTo("Ромашка");
        assertThat(found.registryStatus()).isEqualTo("active");
        assertThat(found.kpp()).isNull();
    }

    @Test
    void theTokenIsInNoLog() {
        assertThat(new RegistrySettings(
                                URI.create("https://r.example"),
                                "POST",
                                Map.of("Authorization", "Token t"),
                                "",
                                null,
                                null)
                        .toString())
                .doesNotContain("Token");
    }
}
