package org.ringbook.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.calls.Call;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.dialrules.Purpose;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;

/** A list out of a file: what would come of it is counted first, and only then written. */
class ListLoadsTest {

    private final CallDesk desk = new CallDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    private CallList settled(CallList list) {
        await().atMost(Duration.ofSeconds(60)).until(() -> !found(list).state().goesOn());
        return found(list);
    }

    private CallList found(CallList list) {
        return desk.lists.find(list.id()).orElseThrow();
    }

    private CallList uploaded(Campaign campaign, byte[] file) {
        return settled(desk.lists.upload(
                campaign.id(), CallList.Source.FILE, "list.csv", file, "анкеты", ListOptions.automatic(), desk.vera));
    }

    @Test
    void aFileWithTheCharacterThatNoDatabaseTakesIsLoadedWithoutIt() {
        Campaign campaign = desk.campaign(Purpose.SERVICE);
        CallList checked = uploaded(
                campaign,
                "ФИО;Телефон;Тариф\nМария\0 Соколова;89161112233;Сем\0ья\nПавел;не\0т;\n"
                        .getBytes(StandardCharsets.UTF_8));
        CallList loaded = settled(desk.lists.load(checked.id(), desk.vera));
        assertThat(loaded.state()).isEqualTo(CallList.State.LOADED);
        assertThat(desk.entries(campaign)).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("Мария Соколова");
            assertThat(one.fields()).containsEntry("Тариф", "Семья");
        });
    }

    @Test
    void aFileThatNobodyLoadedInAWeekIsForgotten() {
        Campaign campaign = desk.campaign(Purpose.SERVICE);
        byte[] file = "ФИО;Телефон\nМария;89161112233\n".getBytes(StandardCharsets.UTF_8);
        CallList old = uploaded(campaign, file);
        desk.desk
                .crm
                .jdbc()
                .sql("update call_list set created_at = now() - interval '8 days' where id = ?")
                .param(old.id())
                .update();
        CallList fresh = uploaded(campaign, file);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> desk.lists.find(old.id()).isEmpty());
        assertThat(desk.lists.find(fresh.id())).isPresent();
    }

    @Test
    void whoeverWasAddedWithoutACardIsTheSamePersonWithOneAndUnderTheIdOfAnotherSystem() {
        Campaign campaign = desk.campaign(Purpose.SERVICE);
        byte[] file = "ФИО;Телефон\nМария Соколова;89161112233\n".getBytes(StandardCharsets.UTF_8);
        settled(desk.lists.load(uploaded(campaign, file).id(), desk.vera));
        desk.desk
                .crm
                .contacts()
                .save(new Contact(
                        null,
                        "Мария Соколова",
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(new ContactNumber(PhoneNumber.of("+79161112233"), null, null))));
        assertThat(settled(desk.lists.load(uploaded(campaign, file).id(), desk.vera))
                        .count("added"))
                .isZero();
        CallList withId =
                uploaded(campaign, "ID;ФИО;Телефон\nA-17;Соколова М.;89161112233\n".getBytes(StandardCharsets.UTF_8));
        assertThat(withId.count("added")).isZero();
        assertThat(desk.entries(campaign)).hasSize(1);
    }

    @Test
    void peopleOfWhomSomebodyIsNotThereAreRefusedWithTheRow() {
        Campaign campaign = desk.campaign(Purpose.SERVICE);
        var nobody = new CallLists.Person(
                UUID.randomUUID(), "Мария", null, null, null, null, null, null, 0, Map.of(), List.of("+79161112233"));
        assertThatThrownBy(() -> desk.lists.add(
                        campaign.id(),
                        CallList.Source.API,
                        null,
                        List.of(CallDesk.person("Павел", "+79035556677"), nobody),
                        desk.vera))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().args()).startsWith(2L));
    }

    @Test
    void tenThousandRowsInWindows1251AreCountedAsTheyAreAndTheSameFileAgainAddsNobody() {
        var text = new StringBuilder("ФИО;Телефон;Город\n");
        for (int i = 0; i < 9_580; i++) {
            text.append("Клиент ")
                    .append(i)
                    .append(";8916")
                    .append(1_000_000 + i)
                    .append(";Пермь\n");
        }
        for (int i = 0; i < 300; i++) {
            text.append("Клиент ")
                    .append(i)
                    .append(";8916")
                    .append(1_000_000 + i)
                    .append(";Пермь\n");
        }
        for (int i = 0; i < 120; i++) {
            text.append("Плохой ")
                    .append(i)
                    .append(";")
                    .append(i % 2 == 0 ? "7,91612E+10" : "нет")
                    .append(";\n");
        }
        byte[] file = text.toString().getBytes(Charset.forName("windows-1251"));
        Campaign campaign = desk.campaign(Purpose.SERVICE);
        CallList checked = uploaded(campaign, file);
        assertThat(checked.state()).isEqualTo(CallList.State.CHECKED);
        assertThat(checked.counts())
                .containsAllEntriesOf(Map.of("rows", 10_000L, "added", 9_580L, "twice", 300L, "refused", 120L));
        assertThat(desk.entries(campaign)).as("nothing is written yet").isEmpty();
        CallList loaded = settled(desk.lists.load(checked.id(), desk.vera));
        assertThat(loaded.state()).isEqualTo(CallList.State.LOADED);
        assertThat(loaded.counts())
                .containsAllEntriesOf(Map.of("rows", 10_000L, "added", 9_580L, "twice", 300L, "refused", 120L));
        CallList again = uploaded(campaign, file);
        assertThat(again.count("added")).isZero();
        assertThat(again.count("updated")).isEqualTo(9_580);
        assertThat(desk.lists.refused(loaded.id(), 0, 2)).first().satisfies(row -> {
            assertThat(row.row()).isEqualTo(9_882);
            assertThat(row.why().words(Locale.ENGLISH)).isNotBlank();
        });
        assertThat(desk.entries(campaign).get(0).city()).isEqualTo("Пермь");
    }

    @Test
    void aLoadThatWasInterruptedGoesOnBehindWhatIsWritten() {
        var text = new StringBuilder("Имя,Телефон\n");
        for (int i = 0; i < 2_500; i++) {
            text.append("Клиент ")
                    .append(i)
                    .append(",7916")
                    .append(2_000_000 + i)
                    .append('\n');
        }
        Campaign campaign = desk.campaign(Purpose.SERVICE);
        CallList checked = uploaded(campaign, text.toString().getBytes(StandardCharsets.UTF_8));
        desk.loads.stop();
        desk.lists.load(checked.id(), desk.vera);
        // As it stands when the server died after the first thousand.
        desk.desk
                .crm
                .jdbc()
                .sql("update call_list set rows_done = 1000, counts = '{\"rows\": 1000, \"added\": 1000}' where id = ?")
                .param(checked.id())
                .update();
        desk.loads.start();
        CallList loaded = settled(checked);
        assertThat(loaded.count("rows")).isEqualTo(2_500);
        assertThat(desk.figures.of(campaign.id()).all())
                .as("the first thousand is not read again")
                .isEqualTo(1_500);
    }

    @Test
    void vicidialsFieldsAreReadWithAllTheirNumbers() {
        String row =
                "V-17|src|101|7|9161112233||Мария||Иванова|Ленина 1|||Пермь||||RU|F|1980-01-01|9161112244|m@example.org||ждёт звонка|0|NEW|"
                        + "2026-11-01|9161112255_7_дача!9161112266_7_работа";
        Campaign campaign = desk.campaign(Purpose.SERVICE);
        CallList checked = uploaded(campaign, row.getBytes(StandardCharsets.UTF_8));
        settled(desk.lists.load(checked.id(), desk.vera));
        Entry entry = desk.entries(campaign).get(0);
        assertThat(entry.name()).isEqualTo("Иванова Мария");
        assertThat(entry.externalId()).isEqualTo("V-17");
        assertThat(entry.numbers())
                .extracting(one -> one.number().toString())
                .containsExactly("+79161112233", "+79161112244", "+79161112255", "+79161112266");
        assertThat(entry.numbers().get(2).label()).isEqualTo("дача");
    }

    @Test
    void whatIsPastedNeedsNoHeader() {
        Campaign campaign = desk.campaign(Purpose.SERVICE);
        CallList checked = settled(desk.lists.paste(
                campaign.id(),
                "Мария Иванова\t+7 916 111-22-33; 8 (903) 555-66-77\nПавел\t89035556688",
                null,
                ListOptions.automatic(),
                desk.vera));
        assertThat(checked.count("added")).isEqualTo(2);
        settled(desk.lists.load(checked.id(), desk.vera));
        assertThat(desk.entries(campaign).get(0).numbers()).hasSize(2);
    }

    @Test
    void aFileWithoutTelephonesIsRefusedInWords() {
        Campaign campaign = desk.campaign(Purpose.SERVICE);
        CallList failed = uploaded(campaign, "Имя;Город\nМария;Пермь\n".getBytes(StandardCharsets.UTF_8));
        assertThat(failed.state()).isEqualTo(CallList.State.FAILED);
        assertThat(failed.failure().words(Locale.forLanguageTag("ru"))).contains("Телефон");
    }

    @Test
    void aLoadIsTakenBackAndWhoWasTriedStaysWithdrawn() {
        Campaign campaign = desk.running("+79161112233", "+79035556677");
        desk.tried(campaign, desk.anna, Call.Result.NO_ANSWER, Call.Reason.RANG_OUT);
        CallList list = desk.lists.ofCampaign(campaign.id()).get(0);
        assertThat(desk.lists.undo(list.id(), desk.vera)).isEqualTo(1);
        assertThat(desk.entries(campaign)).extracting(Entry::state).isEqualTo(List.of(Entry.State.WITHDRAWN));
    }
}
