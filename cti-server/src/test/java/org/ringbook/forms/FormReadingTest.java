package org.ringbook.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.leads.Lead.Incoming;

/** What each sender's messages say, as their documents and users show them. */
class FormReadingTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static FormReading reading(String preset, String query, String contentType, byte[] body) {
        var form = new FormSettings.Form(
                preset, "a-secret-of-a-form-1", null, null, null, Map.of(), "ok", false, null, null);
        return new FormReading(FormFields.read(query, contentType, body), form);
    }

    private static FormReading posted(String preset, String body) {
        return reading(preset, null, FORM, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Incoming lead(FormReading reading) {
        return reading.incoming("site", Cast.PLAN, null, Instant.EPOCH);
    }

    @Test
    void tildaSendsAFormWithItsOwnId() {
        FormReading reading = posted(
                "tilda",
                "Name=%D0%9C%D0%B0%D1%80%D0%B8%D1%8F&Phone=%2B7+(916)+111-22-33&Email=m%40romashka.ru&tranid=123%3A456&formid=form1"
                        + "&utm_source=yandex&COOKIES=TILDAUTM%3Dx%3B%20roistat_visit%3D777");
        assertThat(reading.key()).isEqualTo("id 123:456");
        Incoming lead = lead(reading);
        assertThat(lead.name()).isEqualTo("Мария");
        assertThat(lead.phone()).isEqualTo(Cast.MARIAS);
        assertThat(lead.email()).isEqualTo("m@romashka.ru");
        assertThat(lead.marks()).containsEntry("utm_source", "yandex").containsEntry("roistat_visit", "777");
        assertThat(lead.doubtful()).isNull();
        assertThat(posted("tilda", "test=test").isTest()).isTrue();
    }

    @Test
    void envyboxSendsItsKeyInTheMessageAndEachStateOfACallback() {
        FormReading reading = posted(
                "envybox",
                "webhooktype=1&phone=79161112233&name=%D0%9C&call_state=%D0%97%D0%B0%D0%BA%D0%B0%D0%B7%D0%B0%D0%BD&call_id=42"
                        + "&key=a-secret-of-a-form-1&roistat_promo=9&url=https%3A%2F%2Fromashka.ru%2Fprice");
        assertThat(reading.secret()).isEqualTo("a-secret-of-a-form-1");
        assertThat(reading.key()).isEqualTo("id 42 Заказан");
        assertThat(lead(reading).page()).isEqualTo("https://romashka.ru/price");
        assertThat(lead(reading).marks()).containsEntry("roistat_promo", "9");
    }

    @Test
    void marquizSendsTheAnswersOfAQuiz() {
        String quiz = "{\"contacts\":{\"name\":\"Мария\",\"email\":\"m@romashka.ru\",\"phone\":\"89161112233\"},"
                + "\"answers\":[{\"q\":\"Что нужно\",\"a\":\"Кухня\"},{\"q\":\"Цвета\",\"a\":[\"белый\",\"синий\"]}],"
                + "\"quiz\":{\"id\":\"q1\"},\"created\":\"2026-03-01\",\"extra\":{\"utm\":{\"utm_source\":\"vk\"},\"href\":\"https://r.ru\"}}";
        Incoming lead = lead(reading("marquiz", null, "application/json", quiz.getBytes(StandardCharsets.UTF_8)));
        assertThat(lead.text()).isEqualTo("Что нужно: Кухня\nЦвета: белый, синий");
        assertThat(lead.phone()).isEqualTo(Cast.MARIAS);
        assertThat(lead.marks()).containsEntry("utm_source", "vk");
        assertThat(lead.page()).isEqualTo("https://r.ru");
    }

    /** What takes longer than its length to read would let one stranger hold up all. */
    @Test
    void namesAndAddressesThatNobodyHasAreReadAtOnceAndMeanNothing() {
        String brackets = "[".repeat(120_000);
        FormReading reading = posted(
                "plain", brackets + "=x&phone=89161112233&email=" + "a@".repeat(60_000) + "&x[y][z]=1&utm_source=vk");
        Incoming lead = lead(reading);
        assertThat(lead.phone()).isEqualTo(Cast.MARIAS);
        assertThat(lead.email()).isNull();
        assertThat(lead.marks()).containsOnlyKeys("utm_source");
    }

    @Test
    void theIdOfAPlainFormIsNotThatOfTheMessage() {
        assertThat(posted("plain", "id=12&phone=89161112233").key()).isNull();
    }

    @Test
    void theIdOfASenderIsNeverTakenForAKeyOfOurs() {
        assertThat(posted("tilda", "tranid=hash+abc&Phone=89161112233").key()).isEqualTo("id hash abc");
    }

    @Test
    void marquizMayAlsoSendAForm() {
        Incoming lead = lead(
                posted(
                        "marquiz",
                        "contacts%5Bphone%5D=89161112233&answers%5B0%5D%5Bq%5D=%D0%A7%D1%82%D0%BE&answers%5B0%5D%5Ba%5D=%D0%9E%D0%BA%D0%BD%D0%BE"));
        assertThat(lead.phone()).isEqualTo(Cast.MARIAS);
        assertThat(lead.text()).isEqualTo("Что: Окно");
    }

    @Test
    void roistatAsksByItsAddress() {
        FormReading reading = reading(
                "roistat",
                "id=5&visit=100&title=%D0%97%D0%B0%D1%8F%D0%B2%D0%BA%D0%B0&phone=%2B79161112233&name=%D0%9C",
                null,
                new byte[0]);
        assertThat(reading.key()).isEqualTo("id 5");
        assertThat(lead(reading).marks()).containsEntry("visit", "100");
        assertThat(lead(reading).text()).isEqualTo("Заявка");
    }

    @Test
    void aPlusThatWasNotEncodedAndTheEncodingOfOldSitesAreRead() {
        byte[] old = "name=Мария&phone=+79161112233&message=Перезвоните".getBytes(Charset.forName("windows-1251"));
        Incoming lead = lead(reading("october", null, FORM, old));
        assertThat(lead.name()).isEqualTo("Мария");
        assertThat(lead.phone()).isEqualTo(Cast.MARIAS);
        assertThat(lead.text()).isEqualTo("Перезвоните");
    }

    @Test
    void anyOtherFormIsDescribedInTheSettings() {
        var form = new FormSettings.Form(
                "plain",
                "a-secret-of-a-form-1",
                null,
                "Выставка",
                "retail",
                Map.of("phone", List.of("client.tel"), "name", List.of("client.who")),
                "ok",
                false,
                null,
                null);
        String body = "{\"client\":{\"tel\":\"8 916 111 22 33\",\"who\":\"Мария\"}}";
        Incoming lead = new FormReading(
                        FormFields.read(null, "application/json", body.getBytes(StandardCharsets.UTF_8)), form)
                .incoming("stand", Cast.PLAN, null, Instant.EPOCH);
        assertThat(lead.phone()).isEqualTo(Cast.MARIAS);
        assertThat(lead.source()).isEqualTo("Выставка");
        assertThat(lead.queue()).isEqualTo("retail");
    }

    @Test
    void whatLooksLikeSpamIsDoubtfulAndKept() {
        assertThat(lead(posted("plain", "phone=89161112233&website=x")).doubtful())
                .isEqualTo("honeypot");
        assertThat(lead(posted("plain", "phone=89161112233&name=http%3A%2F%2Fspam.example"))
                        .doubtful())
                .isEqualTo("link");
        assertThat(lead(posted("plain", "phone=89161112233&message=buy+at+http%3A%2F%2Fspam.example"))
                        .doubtful())
                .isEqualTo("link");
        assertThat(lead(posted("plain", "phone=8+999+999+99+99&name=A")).doubtful())
                .isEqualTo("number");
        Incoming typo = lead(posted("plain", "phone=8+916+111&name=%D0%9C"));
        assertThat(typo.doubtful()).isEqualTo("number");
        assertThat(typo.text()).as("as it was typed").isEqualTo("8 916 111");
        assertThat(lead(posted("plain", "phone=89161112233&message=%D0%A1%D0%BC.+https%3A%2F%2Fr.ru"))
                        .doubtful())
                .isNull();
    }

    @Test
    void nobodyToAnswerAndBrokenJsonAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> lead(posted("plain", "name=Maria")));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> FormFields.read(null, "application/json", "{\"a\":".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aFormThatAnybodyCouldSendToKeepsTheServerFromStarting() {
        assertThatIllegalStateException()
                .isThrownBy(() -> FormConfiguration.check(
                        "site",
                        new FormSettings.Form("tilda", "short", null, null, null, null, "ok", false, null, null)));
        assertThatIllegalStateException()
                .isThrownBy(() -> FormConfiguration.check(
                        "site",
                        new FormSettings.Form(
                                "nothing", "a-secret-of-a-form-1", null, null, null, null, "ok", false, null, null)));
        assertThat(new FormSettings.Form(
                                "tilda", "a-secret-of-a-form-1", null, null, null, null, "ok", false, null, null)
                        .toString())
                .doesNotContain("secret-of");
    }
}
