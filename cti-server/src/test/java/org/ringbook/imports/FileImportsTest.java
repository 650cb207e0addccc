package org.ringbook.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.api.Http;
import org.ringbook.api.Server;
import org.ringbook.api.SignedInBrowser;
import org.ringbook.contacts.Company;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealFilter;
import org.ringbook.deals.DealList;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealType.Control;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Pipeline;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.deals.StageMove;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldKind;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;
import org.ringbook.leads.Lead;
import org.ringbook.leads.Leads;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Vera brings what her company sold before Ringbook: looked through, written once, mended, taken back. */
class FileImportsTest extends Server {

    private static final String HEAD =
            "Название;Клиент;Воронка;Стадия;Ответственный;Сумма;Создана;Закрыта;Причина проигрыша\r\n";

    @Autowired
    private Deals deals;

    @Autowired
    private DealList list;

    @Autowired
    private Pipelines pipelines;

    @Autowired
    private DealTypes types;

    @Autowired
    private Leads leads;

    @Autowired
    private Fields fields;

    @Autowired
    private FieldValues values;

    @Autowired
    private FileImports imports;

    private StaffMember vera;
    private StaffMember anna;
    private Pipeline pipeline;
    private Company romashka;

    @BeforeEach
    void aPipelineWithOneType() {
        jdbc.sql("truncate bin_item, bulk_change, file_import, file_import_column, lead, deal, task cascade")
                .update();
        vera = staff.byLogin("vera").orElseThrow();
        anna = staff.byLogin("anna").orElseThrow();
        romashka = contacts.save(Cast.romashka());
        pipeline = pipelines.save(new Pipeline(null, "Опт " + UUID.randomUUID(), null, 0, false, 0));
        types.save(new DealType(
                null,
                "Вид " + UUID.randomUUID(),
                null,
                pipeline.id(),
                Control.STRICT,
                List.of(),
                List.of(),
                false,
                0,
                false,
                0));
    }

    @AfterEach
    void nothingIsLeft() {
        jdbc.sql("truncate bin_item, bulk_change, file_import, file_import_column, lead, deal, task cascade")
                .update();
        jdbc.sql("delete from field where subject = 'lead'").update();
        jdbc.sql("delete from deal_type where pipeline_id = ?")
                .param(pipeline.id())
                .update();
        jdbc.sql("delete from stage where pipeline_id = ?").param(pipeline.id()).update();
        jdbc.sql("delete from pipeline where id = ?").param(pipeline.id()).update();
    }

    private String row(String title, String client, String stage, String rest) {
        return title + ";" + client + ";" + pipeline.name() + ";" + stage + ";" + anna.name() + ";" + rest + "\r\n";
    }

    private JsonNode sent(String query, String file) {
        Http.Answer answer = as("vera")
                .header("Content-Type", "text/csv; charset=UTF-8")
                .header("Accept-Language", "ru")
                .post("/api/imports" + query, file);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return when(answer.json().path("id").asString(), "looked");
    }

    private JsonNode when(String id, String state) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> one(id).path("state").asString().equals(state));
        return one(id);
    }

    private JsonNode one(String id) {
        return as("vera")
                .header("Accept-Language", "ru")
                .get("/api/imports/" + id)
                .json();
    }

    private JsonNode step(JsonNode file, String step, String state) {
        String id = file.path("id").asString();
        Http.Answer answer = as("vera").post("/api/imports/" + id + "/" + step, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return when(id, state);
    }

    private static int count(JsonNode file, String outcome) {
        return file.path("counts").path(outcome).asInt(0);
    }

    private List<Deal> all() {
        return list.find(DealFilter.of(asked -> {}), DealList.Order.NEWEST, vera, null, 100)
                .items();
    }

    @Test
    void whatWasSoldBeforeComesWithItsDaysOnceAndIsTakenBack() {
        String file = HEAD
                + row("Чай на весну", romashka.name(), "Успешно", "1 500 000,50;12.01.2024;31.03.2024;")
                + row("Кофе", romashka.name(), "Проиграна", "200000;12.01.2024;15.02.2024;Дорого")
                + row("Какао", romashka.name(), "Новая", "$300.50;01.11.2024;;")
                + row("Сахар", "Нет такой", "Новая", "100;01.11.2024;;")
                + row("Соль", romashka.name(), "Новая", "сто;01.11.2024;;")
                + row("Какао", romashka.name(), "Новая", "$300.50;01.11.2024;;");
        long before = lastNumber();
        JsonNode looked = sent("?kind=deal", file);
        assertThat(count(looked, "change")).as(looked.toString()).isEqualTo(3);
        assertThat(count(looked, "refused")).isEqualTo(3);
        assertThat(looked.path("refused").path(0).path("row").asInt()).isEqualTo(5);
        assertThat(looked.path("refused").toString())
                .contains("Клиента «Нет такой» нет", "«сто» — не сумма", "То же, что в строке 4");
        assertThat(all()).as("nothing is written yet").isEmpty();

        JsonNode done = step(looked, "apply", "done");
        assertThat(count(done, "changed")).isEqualTo(3);
        Deal won = deal("Чай на весну");
        assertThat(won.kind()).isEqualTo(Stage.Kind.WON);
        assertThat(won.amount()).isEqualByComparingTo(new BigDecimal("1500000.50"));
        assertThat(won.responsibleId()).isEqualTo(anna.id());
        assertThat(won.partyId()).isEqualTo(romashka.id());
        assertThat(LocalDate.ofInstant(won.closedAt(), ZoneId.of("Europe/Moscow")))
                .isEqualTo(LocalDate.of(2024, 3, 31));
        assertThat(deals.moves(won.id())).extracting(StageMove::cause).containsOnly(StageMove.Cause.IMPORT);
        assertThat(deal("Какао").currency()).isEqualTo("USD");
        assertThat(all().stream().mapToLong(Deal::number).min().orElseThrow())
                .as("looking through takes no numbers")
                .isEqualTo(before + 1);

        JsonNode again = sent("?kind=deal", file);
        assertThat(count(again, "change")).isZero();
        assertThat(count(again, "same")).isEqualTo(3);

        deals.change(won.id(), null, Deal.Content.titled("Чай на лето"), null, By.user(vera));
        JsonNode undone = step(done, "undo", "undone");
        assertThat(count(undone, "undone")).isEqualTo(2);
        assertThat(count(undone, "kept")).as("somebody has changed it since").isEqualTo(1);
        assertThat(all()).extracting(Deal::title).containsExactly("Чай на лето");
    }

    private long lastNumber() {
        Deal made = deals.create(Deals.NewDeal.of(Deal.Content.titled("Первая")), By.user(vera));
        deals.delete(made.id());
        return made.number();
    }

    private Deal deal(String title) {
        return all().stream()
                .filter(one -> one.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void refusedRowsAreDownloadedMendedAndSentAgain() {
        JsonNode looked = sent(
                "?kind=deal",
                HEAD + row("=Чай", romashka.name(), "Новая", "100;;;") + row("Соль", "Никто", "Новая", "5;;;"));
        String refused = as("vera")
                .header("Accept-Language", "ru")
                .get("/api/imports/" + looked.path("id").asString() + "/refused.csv")
                .body();
        assertThat(refused)
                .contains("Почему не загружено", "Соль;Никто", "Клиента «Никто» нет")
                .doesNotContain("Чай");
        step(looked, "apply", "done");
        JsonNode mended = sent("?kind=deal", refused.replace("Соль;Никто", "Соль;" + romashka.name()));
        step(mended, "apply", "done");
        assertThat(all()).extracting(Deal::title).containsExactlyInAnyOrder("=Чай", "Соль");
    }

    @Test
    void anotherProgramsFileSaysWhatIsNewAndAStoryOfTwoColumnsIsChosenByHand() {
        String first = "Заказ;Код;Сумма\r\nПять фур;A-1;100\r\nШесть фур;A-2;200\r\n";
        Http.Answer nameless = as("vera")
                .header("Content-Type", "text/csv; charset=UTF-8")
                .post("/api/imports?kind=deal&source=1c", first);
        assertThat(nameless.json().path("state").asString()).isEqualTo("columns");
        String id = nameless.json().path("id").asString();
        Http.Answer chosen = as("vera")
                .post("/api/imports/" + id + "/look", "{\"columns\":{\"Заказ\":\"title\"},\"source\":\"1c\"}");
        assertThat(chosen.status()).as(chosen.body()).isEqualTo(202);
        step(when(id, "looked"), "apply", "done");
        assertThat(deal("Пять фур").externalSource()).isEqualTo("1c");

        JsonNode later = sent("?kind=deal&source=1c", first.replace("A-2;200", "A-2;250"));
        assertThat(count(later, "same")).as("the column is remembered").isEqualTo(1);
        assertThat(count(later, "change")).isEqualTo(1);
        JsonNode done = step(later, "apply", "done");
        assertThat(deal("Шесть фур").amount()).isEqualByComparingTo("250");
        step(done, "undo", "undone");
        assertThat(deal("Шесть фур").amount()).isEqualByComparingTo("200");

        JsonNode again = sent("?kind=deal&source=1c", first.replace("A-2;200", "A-2;250"));
        assertThat(count(again, "change"))
                .as("what was taken back is news again")
                .isEqualTo(1);
        step(again, "apply", "done");
        assertThat(deal("Шесть фур").amount()).isEqualByComparingTo("250");
    }

    @Test
    void whatWasLookedThroughWithOtherColumnsIsGivenUp() {
        JsonNode looked = sent("?kind=deal", HEAD + row("Чай", romashka.name(), "Новая", "100;;;"));
        UUID id = UUID.fromString(looked.path("id").asString());
        FileImport first = imports.find(id, vera).orElseThrow();
        imports.again(first, FileImports.Reading.automatic(), vera);
        when(id.toString(), "looked");
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> imports.write(first, vera));
        step(one(id.toString()), "apply", "done");
        assertThat(all()).extracting(Deal::title).containsExactly("Чай");
    }

    @Test
    void aWorkbookIsReadAndTheListThatWasExportedMakesNothingTwice() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "test", "1.0")) {
            var sheet = book.newWorksheet("Сделки");
            List<String> head = List.of("Deal", "Pipeline", "Amount", "Expected close");
            for (int i = 0; i < head.size(); i++) {
                sheet.value(0, i, head.get(i));
            }
            sheet.value(1, 0, "Tea");
            sheet.value(1, 1, pipeline.name());
            sheet.value(1, 2, 1234.5);
            sheet.value(1, 3, LocalDate.of(2027, 3, 1));
            sheet.style(1, 3).format("dd.mm.yyyy").set();
        }
        JsonNode looked = when(workbook(bytes.toByteArray()), "looked");
        assertThat(count(looked, "change")).as(looked.toString()).isEqualTo(1);
        step(looked, "apply", "done");
        assertThat(deal("Tea").amount()).isEqualByComparingTo("1234.5");
        assertThat(deal("Tea").expectedClose()).isEqualTo(LocalDate.of(2027, 3, 1));

        Http.Answer csv = as("vera").header("Accept-Language", "ru").get("/api/deals.csv");
        assertThat(csv.body()).contains("Номер;Название", "Tea", "1234,50", "01.03.2027");
        JsonNode exported = sent("?kind=deal", csv.body());
        assertThat(count(exported, "change")).isZero();
        assertThat(exported.path("refused").toString()).contains("уже есть");
    }

    private String workbook(byte[] file) throws IOException, InterruptedException {
        String edge = "edge";
        var body = new ByteArrayOutputStream();
        body.write(("--" + edge + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"deals.xlsx\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.write(file);
        body.write(("\r\n--" + edge + "--\r\n").getBytes(StandardCharsets.UTF_8));
        String secret =
                Base64.getEncoder().encodeToString(("vera:" + passwordOf("vera")).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + http().port() + "/api/imports?kind=deal"))
                                .header("Authorization", "Basic " + secret)
                                .header("Content-Type", "multipart/form-data; boundary=" + edge)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @Test
    void leadsComeOnceAndWhoHasAnOpenOneGetsAFurtherWord() {
        String file = "Имя;Телефон;Комментарий;Ответственный\r\n"
                + "Мария;8 (916) 777-00-01;нужен прайс;" + anna.name() + "\r\n"
                + "Мария;+79167770001;перезвоните;\r\n"
                + ";;пусто;\r\n"
                + "Олег;нет;без номера;\r\n";
        JsonNode looked = sent("?kind=lead", file);
        assertThat(count(looked, "change")).as(looked.toString()).isEqualTo(2);
        assertThat(looked.path("refused").toString()).contains("Укажите имя", "«нет» — не номер телефона");
        JsonNode done = step(looked, "apply", "done");
        List<UUID> made = jdbc.sql("select id from lead").query(UUID.class).list();
        assertThat(made).hasSize(1);
        Lead maria = leads.find(made.get(0)).orElseThrow();
        assertThat(maria.responsibleId()).isEqualTo(anna.id());
        assertThat(maria.touches()).isEqualTo(2);
        assertThat(count(sent("?kind=lead", file), "same")).isEqualTo(2);
        JsonNode undone = step(done, "undo", "undone");
        assertThat(count(undone, "kept")).as("they joined afterwards").isEqualTo(2);
    }

    @Test
    void aFurtherWordOnALeadFillsInWhatIsEmptyThereAndWritesOverNothing() {
        Field segment = ofLeads("Сегмент");
        Field region = ofLeads("Регион");
        String head = "Имя;Телефон;" + segment.name() + ";" + region.name() + "\r\n";
        step(sent("?kind=lead", head + "Мария;+79167770003;опт;\r\n"), "apply", "done");
        JsonNode further = sent("?kind=lead", head + "Мария;+79167770003;розница;Тула\r\n");
        assertThat(count(step(further, "apply", "done"), "changed")).isEqualTo(1);
        UUID maria = jdbc.sql("select id from lead").query(UUID.class).single();
        assertThat(values.of(FieldSubject.LEAD, maria))
                .containsEntry(segment.key(), "опт")
                .containsEntry(region.key(), "Тула");
    }

    private Field ofLeads(String name) {
        return fields.save(
                new Field(
                        null,
                        FieldSubject.LEAD,
                        null,
                        FieldKind.TEXT,
                        name + " " + UUID.randomUUID(),
                        null,
                        0,
                        false,
                        false,
                        true,
                        List.of(),
                        0),
                vera.id());
    }

    @Test
    void theLastWordOfAnImportIsVerasOnThePage() {
        var browser = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        JsonNode looked = sent("?kind=deal", HEAD + row("Чай", romashka.name(), "Новая", "100;;;"));
        String page = "/imports/" + looked.path("id").asString();
        assertThat(browser.get("/imports").body()).contains(page);
        assertThat(browser.get(page).body()).contains("Чай", "/apply\"", "name=\"field\"");
        assertThat(browser.post(page + "/apply", "").status()).isEqualTo(302);
        when(looked.path("id").asString(), "done");
        assertThat(browser.get(page).body()).contains("/deals/" + deal("Чай").id(), "/undo\"");
        var annas = new SignedInBrowser(http().port(), "anna", passwordOf("anna"));
        assertThat(annas.get(page).status()).isIn(403, 404);
        assertThat(annas.get("/deals?view=list").body()).contains("/deals.xlsx").doesNotContain("/imports");
    }
}
