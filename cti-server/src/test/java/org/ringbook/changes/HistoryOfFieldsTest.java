package org.ringbook.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.api.Http;
import org.ringbook.api.Server;
import org.ringbook.api.SignedInBrowser;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.bulk.BulkChange;
import org.ringbook.bulk.BulkChanges;
import org.ringbook.bulk.BulkSubject;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.details.Details;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.contacts.duplicates.Merges;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldKind;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;
import org.ringbook.leads.Lead;
import org.ringbook.leads.Leads;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.Tasks;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whatever changes a field of a card, its history says what stood there before and after, who did it and when; and it can be put back. */
class HistoryOfFieldsTest extends Server {

    private static final String MARIA = "{\"name\":\"%s\",\"position\":\"%s\",\"numbers\":[{\"number\":\"%s\"}]}";

    @Autowired
    private ChangeHistory history;

    @Autowired
    private PartyDetails details;

    @Autowired
    private Merges merges;

    @Autowired
    private BulkChanges bulk;

    @Autowired
    private Bin bin;

    @Autowired
    private Leads leads;

    @Autowired
    private Tasks tasks;

    @Autowired
    private Fields fields;

    @Autowired
    private FieldValues values;

    private StaffMember vera;
    private StaffMember anna;
    private StaffMember boris;

    @BeforeEach
    void nothingWasChangedYet() {
        jdbc.sql("truncate bin_item, bulk_change, lead, task, field_change cascade")
                .update();
        vera = staff.byLogin("vera").orElseThrow();
        anna = staff.byLogin("anna").orElseThrow();
        boris = staff.byLogin("boris").orElseThrow();
    }

    private UUID maria() {
        return UUID.fromString(as("anna")
                .post("/api/contacts", MARIA.formatted("Мария Иванова", "закупки", "+79161112233"))
                .json()
                .path("id")
                .asString());
    }

    private List<FieldChange> of(Kind kind, UUID record) {
        return history.of(kind, record, null, 100);
    }

    private FieldChange last(Kind kind, UUID record, String field) {
        return of(kind, record).stream()
                .filter(one -> one.field().equals(field))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void annaMakesTheCardBorisChangesItAndVeraPutsOneFieldBackOverTheApi() {
        UUID maria = maria();
        as("boris").put("/api/contacts/" + maria, MARIA.formatted("Мария Иванова", "директор", "+79161112244"));
        String address = "/api/changes/contact/" + maria;

        JsonNode lines = as("vera").get(address).json().path("items");
        assertThat(lines.findValuesAsString("field")).containsExactly("numbers", "position", "created");
        JsonNode position = lines.path(1);
        assertThat(position.path("was").asString()).isEqualTo("закупки");
        assertThat(position.path("became").asString()).isEqualTo("директор");
        assertThat(position.path("by").asString()).isEqualTo(boris.id().toString());
        assertThat(Instant.parse(position.path("at").asString()))
                .isAfter(Instant.now().minusSeconds(600));
        assertThat(lines.path(0).path("was").path(0).path("number").asString()).isEqualTo("79161112233");
        assertThat(lines.path(2).path("by").asString()).isEqualTo(anna.id().toString());
        assertThat(lines.path(2).path("canPutBack").asBoolean()).isFalse();

        for (int line : List.of(0, 1)) {
            Http.Answer back = as("vera")
                    .post("/api/changes/" + lines.path(line).path("id").asLong() + "/put-back", "");
            assertThat(back.status()).as(back.body()).isEqualTo(204);
        }
        Contact now = contacts.contact(maria).orElseThrow();
        assertThat(now.position()).isEqualTo("закупки");
        assertThat(now.numbers()).extracting(Contact.ContactNumber::number).containsExactly(Cast.MARIAS);
        FieldChange back = last(Kind.CONTACT, maria, "position");
        assertThat(back.by()).isEqualTo(vera.id());
        assertThat(back.cause()).isEqualTo("put_back");
        assertThat(as("vera").get(address + "?limit=1").json().path("next").asString())
                .isEqualTo(Long.toString(of(Kind.CONTACT, maria).get(0).id()));
    }

    @Test
    void whatSavesACardWithoutChangingItLeavesNoLine() {
        UUID maria = maria();
        as("boris").put("/api/contacts/" + maria, MARIA.formatted("Мария Иванова", "закупки", "+79161112233"));
        assertThat(of(Kind.CONTACT, maria)).extracting(FieldChange::field).containsExactly("created");
    }

    @Test
    void theCompanysNameTagsMailsAndOwnFieldsArePutBackOnItsPage() {
        Company romashka = contacts.save(new Company(null, "Ромашка", null, null, List.of()));
        UUID id = romashka.id();
        Field lorries = fields.save(
                new Field(
                        null,
                        FieldSubject.COMPANY,
                        null,
                        FieldKind.NUMBER,
                        "Фур " + UUID.randomUUID(),
                        null,
                        0,
                        false,
                        false,
                        true,
                        List.of(),
                        0),
                vera.id());
        details.save(id, new Details(null, "Пенза", List.of("опт"), List.of(email("info@romashka.example"))));
        values.write(FieldSubject.COMPANY, id, Map.of(lorries.key(), 5));
        details.save(id, new Details(null, "Саратов", List.of(), List.of(email("sales@romashka.example"))));
        values.write(FieldSubject.COMPANY, id, Map.of(lorries.key(), 7));
        contacts.save(new Company(id, "Ромашка плюс", null, null, List.of()));

        var browser = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        String panel = browser.get("/changes/company/" + id).body();
        assertThat(panel).contains("Ромашка плюс", "Пенза", "info@romashka.example", lorries.name());
        for (String field : List.of("name", "region", "tags", "points", "fields." + lorries.key())) {
            long line = last(Kind.COMPANY, id, field).id();
            assertThat(browser.post("/changes/" + line + "/put-back", "record=" + id)
                            .status())
                    .isEqualTo(302);
        }
        assertThat(contacts.company(id).orElseThrow().name()).isEqualTo("Ромашка");
        Details now = details.of(id).orElseThrow();
        assertThat(now.region()).isEqualTo("Пенза");
        assertThat(now.tags()).containsExactly("опт");
        assertThat(now.points()).containsExactly(email("info@romashka.example"));
        assertThat(values.of(FieldSubject.COMPANY, id).get(lorries.key()).toString())
                .isEqualTo("5");
        assertThat(last(Kind.COMPANY, id, "name").by()).isEqualTo(vera.id());
    }

    private static Details.Point email(String value) {
        return new Details.Point(Details.Kind.EMAIL, value, null);
    }

    @Test
    void manyChangedAtOnceStandInTheHistoryOfEachAsWhenOneIsChanged() {
        UUID maria = maria();
        UUID change = bulk.look(
                BulkSubject.CONTACT, BulkChange.Action.GIVE, boris.id().toString(), null, List.of(maria), vera);
        await().atMost(Duration.ofSeconds(30)).until(() -> state(change) == BulkChange.State.LOOKED);
        bulk.apply(bulk.find(change, vera).orElseThrow(), vera);
        await().atMost(Duration.ofSeconds(30)).until(() -> state(change) == BulkChange.State.DONE);

        FieldChange line = last(Kind.CONTACT, maria, "responsible_id");
        assertThat(line.became()).isEqualTo(boris.id().toString());
        assertThat(line.by()).isEqualTo(vera.id());
        assertThat(line.cause()).isEqualTo("bulk");
        history.putBack(line, vera);
        assertThat(contacts.contact(maria).orElseThrow().responsibleId()).isNull();
    }

    private BulkChange.State state(UUID change) {
        return bulk.find(change, vera).orElseThrow().state();
    }

    @Test
    void numbersOfManyCardsThatOneStatementWritesStandInTheHistoryOfEach() {
        List<UUID> cards = List.of("+79273330001", "+79273330002", "+79273330003").stream()
                .map(number -> UUID.fromString(as("anna")
                        .post("/api/contacts?anyway=true", MARIA.formatted("Мария Иванова", "закупки", number))
                        .json()
                        .path("id")
                        .asString()))
                .toList();
        jdbc.sql("insert into contact_number (number, contact_id, place)"
                        + " select 79274440000 + row_number() over (), id, 1 from contact where id in (:cards)")
                .param("cards", cards)
                .update();

        for (UUID card : cards) {
            FieldChange numbers = last(Kind.CONTACT, card, "numbers");
            assertThat((List<?>) numbers.was()).hasSize(1);
            assertThat((List<?>) numbers.became()).hasSize(2);
            assertThat(((List<?>) numbers.became()).get(0)).isEqualTo(((List<?>) numbers.was()).get(0));
        }
    }

    @Test
    void whoWasMergedKeepsTheirHistoryUnderWhoTheyAreNow() {
        UUID maria = maria();
        UUID twin = contacts.save(Cast.person("М. Иванова", null, PhoneNumber.of("+79161112299")))
                .id();
        contacts.save(new Contact(twin, "Маша Иванова", null, "бухгалтер", null, null, null, List.of()));
        merges.merge(maria, List.of(twin), Map.of(), vera.id());

        assertThat(of(Kind.CONTACT, maria))
                .extracting(FieldChange::field, FieldChange::record)
                .contains(tuple("position", twin));
        history.putBack(last(Kind.CONTACT, maria, "name"), vera);
        assertThat(contacts.contact(maria).orElseThrow().name()).isEqualTo("М. Иванова");
    }

    @Test
    void whatLiesInTheBinHasItsHistoryAgainWhenItComesBackAndNoneWhenItIsGoneForGood() {
        UUID maria = maria();
        as("boris").put("/api/contacts/" + maria, MARIA.formatted("Мария Петрова", "закупки", "+79161112233"));
        BinItem item = bin.put(BinItem.Kind.CONTACT, maria, vera);
        assertThat(of(Kind.CONTACT, maria)).isNotEmpty();
        bin.restore(item.id(), vera);
        assertThat(last(Kind.CONTACT, maria, "name").was()).isEqualTo("Мария Иванова");

        BinItem again = bin.put(BinItem.Kind.CONTACT, maria, vera);
        bin.deleteForGood(again.id(), staff.byLogin("admin").orElseThrow());
        assertThat(of(Kind.CONTACT, maria)).isEmpty();
    }

    @Test
    void aTaskThatWasPutOffIsDueAgainWhenItWasAndNobodyElseReadsIt() {
        Task task = tasks.add(
                new NewTask(
                        Task.What.CALL,
                        "Позвонить",
                        null,
                        null,
                        null,
                        null,
                        LocalDate.of(2027, 3, 8),
                        null,
                        null,
                        null,
                        null),
                anna);
        Instant moment = Instant.parse("2027-03-09T07:00:00Z");
        tasks.change(
                task.id(),
                null,
                new NewTask(Task.What.CALL, "Позвонить", null, null, null, moment, null, null, null, null, null),
                anna);

        assertThat(of(Kind.TASK, task.id()))
                .extracting(FieldChange::field)
                .containsExactlyInAnyOrder("due_at", "due_on", "created");
        history.putBack(last(Kind.TASK, task.id(), "due_on"), anna);
        Task now = tasks.find(task.id(), null).orElseThrow();
        assertThat(now.dueOn()).isEqualTo(LocalDate.of(2027, 3, 8));
        assertThat(now.dueAt()).isNull();

        FieldChange line = last(Kind.TASK, task.id(), "due_at");
        assertThatThrownBy(() -> history.putBack(line, boris)).isInstanceOf(Refused.class);
        assertThat(as("boris").get("/api/changes/task/" + task.id()).status()).isEqualTo(404);
        assertThat(as("boris")
                        .post("/api/changes/" + line.id() + "/put-back", "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anOwnFieldOfATaskIsPutBackByWhoMayChangeTheTaskAndNotWhenItIsOver() {
        Field pallets = fields.save(
                new Field(
                        null,
                        FieldSubject.TASK,
                        null,
                        FieldKind.NUMBER,
                        "Паллет " + UUID.randomUUID(),
                        null,
                        0,
                        false,
                        false,
                        true,
                        List.of(),
                        0),
                vera.id());
        UUID task = tasks.add(
                        new NewTask(
                                Task.What.CALL,
                                "Позвонить",
                                null,
                                boris.id(),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null),
                        vera)
                .id();
        values.write(FieldSubject.TASK, task, Map.of(pallets.key(), 5));
        values.write(FieldSubject.TASK, task, Map.of(pallets.key(), 7));

        FieldChange line = last(Kind.TASK, task, "fields." + pallets.key());
        assertThatThrownBy(() -> history.putBack(line, boris)).hasMessageContaining("author or a supervisor");
        history.putBack(line, vera);
        assertThat(palletsOf(task, pallets)).isEqualTo("5");

        FieldChange back = last(Kind.TASK, task, "fields." + pallets.key());
        tasks.act(task, null, TaskAction.CANCEL, null, vera);
        assertThatThrownBy(() -> history.putBack(back, vera)).hasMessageContaining("closed");
        assertThat(palletsOf(task, pallets)).isEqualTo("5");
    }

    private String palletsOf(UUID task, Field pallets) {
        return values.of(FieldSubject.TASK, task).get(pallets.key()).toString();
    }

    @Test
    void aLeadGoesBackToWhoseItWasAndItsStateIsNotPutBack() {
        Lead lead = leads.take(new Lead.Incoming(
                        Lead.Channel.HAND,
                        null,
                        null,
                        "Мария",
                        null,
                        Cast.MARIAS,
                        null,
                        null,
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        Instant.now()))
                .orElseThrow();
        leads.assign(lead.id(), anna.id(), vera.id());
        leads.assign(lead.id(), boris.id(), vera.id());
        history.putBack(last(Kind.LEAD, lead.id(), "responsible_id"), vera);
        assertThat(leads.find(lead.id()).orElseThrow().responsibleId()).isEqualTo(anna.id());

        FieldChange mine = last(Kind.LEAD, lead.id(), "responsible_id");
        assertThatThrownBy(() -> history.putBack(mine, anna)).hasMessageContaining("supervisor");
        leads.close(lead.id(), Lead.State.JUNK, null, vera.id());
        FieldChange state = last(Kind.LEAD, lead.id(), "state");
        assertThat(history.canPutBack(state)).isFalse();
        assertThatThrownBy(() -> history.putBack(state, vera)).isInstanceOf(Refused.class);
    }

    @Test
    void linesAreForgottenWhenTheyAreOlderThanTheSettingsKeepThem() {
        UUID maria = maria();
        jdbc.sql("update field_change set at = now() - interval '4 years' where record = ?")
                .param(maria)
                .update();
        assertThat(history.forgetBefore(Instant.now().minus(Duration.ofDays(1095))))
                .isEqualTo(1);
        assertThat(of(Kind.CONTACT, maria)).isEmpty();
    }
}
