package org.ringbook.workspace;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.lab.NeedsProgram;

/** An administrator has another system told what becomes of calls, sees what it answers, and sends something again. */
@NeedsProgram(at = Screen.CHROMIUM, of = "chromium")
class WebhooksBrowserIT {

    private static final Path PLACE = Path.of("target/pictures");

    private final Office office = Office.open();
    private final WireMockServer crm =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    @AfterEach
    void stop() {
        crm.stop();
    }

    private void answers(int status, String words) {
        crm.resetMappings();
        crm.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(status).withBody(words)));
    }

    @Test
    void itIsMadeTriedSeesItsAnswersAndSendsAgain() {
        crm.start();
        answers(200, "thank you");
        try (Screen admin = Screen.of(office, "ru-RU").signIn("admin")) {
            admin.page.navigate("/webhooks");
            admin.page.locator("a[href='/webhooks/new']").click();
            admin.page.fill("[name=name]", "CRM продаж");
            admin.page.fill("[name=url]", "ftp://crm.example.org");
            admin.page.click(".form-acts button");
            assertThat(admin.page.locator(".field-refused")).isVisible();
            admin.picture(PLACE.resolve("webhook-refused-ru.png"));
            admin.page.fill("[name=url]", "http://127.0.0.1:" + crm.port() + "/calls");
            admin.page.click(".form-acts button");
            Locator secret = admin.page.locator(".webhook-secret");
            assertThat(secret).hasValue(Pattern.compile("whsec_.+"));

            admin.page.locator("form[action$='/test'] button").click();
            assertThat(admin.page.locator(".notice-good")).containsText("HTTP 200");
            assertThat(admin.page.locator(".webhook-answer")).containsText("thank you");

            office.telephones.call("+79167000081", "101").callerHangsUp();
            awaitRow(admin, "HTTP 200");
            admin.picture(PLACE.resolve("webhook-answers-ru.png"));
            assertThat(secret).hasCount(0);

            answers(503, "come again");
            int before = crm.getAllServeEvents().size();
            admin.page.locator(".webhook-deliveries form button").first().click();
            await().until(() -> crm.getAllServeEvents().size() > before);
            awaitRow(admin, "HTTP 503");
            assertThat(admin.page.locator(".webhook-deliveries")).containsText("come again");
            admin.page.setViewportSize(390, 800);
            admin.picture(PLACE.resolve("webhook-answers-390.png"));
            assertThat((int) admin.page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(390);

            Locator delete = admin.page.locator(".webhook-acts .btn-outline-danger");
            delete.click();
            delete.click();
            assertThat(admin.page.locator("section.webhooks")).not().containsText("CRM продаж");
            assertThat(admin.complaints()).isEmpty();
        }
    }

    /** The page shows what was when it was opened. */
    private static void awaitRow(Screen admin, String text) {
        await().until(() -> {
            admin.page.reload();
            return admin.page.locator(".webhook-deliveries").count() > 0
                    && admin.page.locator(".webhook-deliveries").innerText().contains(text);
        });
    }
}
