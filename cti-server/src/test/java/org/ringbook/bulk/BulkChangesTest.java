package org.ringbook.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.api.Server;
import org.ringbook.api.SignedInBrowser;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.bulk.BulkChange.Action;
import org.ringbook.bulk.BulkChange.State;
import org.ringbook.contacts.details.Details;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.followups.FollowUps;
import org.ringbook.followups.Obligation;
import org.ringbook.leads.Lead;
import org.ringbook.leads.Leads;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Rights;
import org.ringbook.staff.StaffMember;
import org.springframework.beans.factory.annotation.Autowired;

/** Vera changes many at once: she sees first what would happen, and can take it back. */
class BulkChangesTest extends Server {

    @Autowired
    private BulkChanges changes;

    @Autowired
    private PartyDetails details;

    @Autowired
    private Leads leads;

    @Autowired
    private Bin bin;

    @Autowired
    private FollowUps followUps;

    @Autowired
    private Rights rights;

    private StaffMember vera;
    private StaffMember anna;
    private StaffMember boris;

    @BeforeEach
    void nothingWasChangedYet() {
        jdbc.sql("truncate bin_item, bulk_change, lead, task cascade").update();
        vera = staff.byLogin("vera").orElseThrow();
        anna = staff.byLogin("anna").orElseThrow();
        boris = staff.byLogin("boris").orElseThrow();
    }

    private List<UUID> people(int count) {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            ids.add(contacts.save(Cast.person("Клиент " + i, null, PhoneNumber.of("+7916222%04d".formatted(i))))
                    .id());
        }
        return ids;
    }

    private Lead lead(int i) {
        return leads.take(new Lead.Incoming(
                        Lead.Channel.HAND,
                        null,
                        null,
                        "Лид " + i,
                        null,
                        PhoneNumber.of("+7916333%04d".formatted(i)),
                        null,
                        null,
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        Instant.now()))
                .orElseThrow();
    }

    private BulkChange looked(BulkSubject subject, Action action, String value, List<UUID> ids, StaffMember by) {
        return when(changes.look(subject, action, value, "передумали", ids, by), State.LOOKED);
    }

    private BulkChange when(UUID id, State state) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> changes.find(id, vera).orElseThrow().state() == state);
        return changes.find(id, vera).orElseThrow();
    }

    private BulkChange done(BulkChange looked, StaffMember by) {
        changes.apply(looked, by);
        return when(looked.id(), State.DONE);
    }

    private BulkChange undone(BulkChange done, StaffMember by) {
        changes.undo(done, by);
        return when(done.id(), State.UNDONE);
    }

    private UUID responsible(UUID contact) {
        return contacts.contact(contact).orElseThrow().responsibleId();
    }

    @Test
    void clientsAreLookedThroughGivenToAnnaAndTakenBackExceptWhatBorisHasTakenSince() {
        List<UUID> people = people(5);
        contacts.give(people.get(0), anna.id(), staff);
        people.add(UUID.randomUUID());
        BulkChange looked = looked(BulkSubject.CONTACT, Action.GIVE, anna.id().toString(), people, vera);
        assertThat(changes.counts(looked).byOutcome()).isEqualTo(Map.of("change", 4, "same", 1, "refused", 1));
        assertThat(responsible(people.get(1))).as("nothing is changed yet").isNull();

        BulkChange done = done(looked, vera);
        assertThat(people.subList(0, 5)).allMatch(id -> anna.id().equals(responsible(id)));
        contacts.give(people.get(1), boris.id(), staff);

        BulkChange undone = undone(done, vera);
        assertThat(changes.counts(undone).byOutcome())
                .isEqualTo(Map.of("undone", 3, "kept", 1, "same", 1, "refused", 1));
        assertThat(responsible(people.get(0))).isEqualTo(anna.id());
        assertThat(responsible(people.get(1))).isEqualTo(boris.id());
        assertThat(responsible(people.get(2))).isNull();
    }

    @Test
    void aTagIsAddedOnceAndTakenBackWhereItWasNew() {
        List<UUID> people = people(3);
        details.save(people.get(0), new Details(null, null, List.of("ОПТ", "vip"), List.of()));
        BulkChange done = done(looked(BulkSubject.CONTACT, Action.TAG, "опт", people, anna), anna);
        assertThat(changes.counts(done).of("same")).isEqualTo(1);
        assertThat(details.of(people.get(1)).orElseThrow().tags()).containsExactly("опт");
        undone(done, anna);
        assertThat(details.of(people.get(0)).orElseThrow().tags()).containsExactly("ОПТ", "vip");
        assertThat(details.of(people.get(1)).orElseThrow().tags()).isEmpty();
    }

    @Test
    void anAgentMayNotGiveAwayWhatIsAColleagues() {
        List<UUID> people = people(2);
        contacts.give(people.get(0), boris.id(), staff);
        BulkChange looked = looked(BulkSubject.CONTACT, Action.GIVE, anna.id().toString(), people, anna);
        assertThat(changes.counts(looked).of("change")).isEqualTo(1);
        assertThat(changes.rows(looked, "refused", 10))
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.why().words(Locale.forLanguageTag("ru")))
                        .contains("Чужое передаёт руководитель"));
        BulkChange bin = looked(BulkSubject.CONTACT, Action.BIN, null, people, anna);
        assertThat(changes.counts(bin).of("refused")).isEqualTo(2);
    }

    private UUID missed(int i) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into obligation (id, key, number, first_at, last_at, calls, due_at)"
                        + " values (?, ?, ?, now(), now(), 1, now())")
                .params(id, "number:" + id, "+7916444%04d".formatted(i))
                .update();
        return id;
    }

    private Obligation owed(UUID id) {
        return followUps.find(id, rights.of(vera)).orElseThrow();
    }

    @Test
    void missedCallsAreGivenToBorisAndClosedAndWaitAgainExceptTheOneThatSomebodyElseTook() {
        List<UUID> ids = List.of(missed(1), missed(2), missed(3));
        BulkChange given =
                done(looked(BulkSubject.OBLIGATION, Action.GIVE, boris.id().toString(), ids, vera), vera);
        assertThat(ids).allMatch(id -> boris.id().equals(owed(id).takenBy()));
        followUps.take(ids.get(0), vera);
        undone(given, vera);
        assertThat(owed(ids.get(0)).takenBy()).isEqualTo(vera.id());
        assertThat(owed(ids.get(1)).takenBy()).isNull();

        BulkChange closed = done(looked(BulkSubject.OBLIGATION, Action.DISMISS, null, ids, vera), vera);
        assertThat(ids).noneMatch(id -> owed(id).isOpen());
        assertThat(owed(ids.get(1)).reason()).isEqualTo("передумали");
        assertThat(changes.counts(looked(BulkSubject.OBLIGATION, Action.DISMISS, null, ids, vera))
                        .of("refused"))
                .as("they are closed already")
                .isEqualTo(3);
        undone(closed, vera);
        assertThat(ids).allMatch(id -> owed(id).isOpen());
    }

    @Test
    void anAgentGivesMissedCallsToNobodyButThemselves() {
        List<UUID> ids = List.of(missed(4));
        BulkChange toBoris =
                looked(BulkSubject.OBLIGATION, Action.GIVE, boris.id().toString(), ids, anna);
        assertThat(changes.counts(toBoris).of("refused")).isEqualTo(1);
        BulkChange toHerself =
                looked(BulkSubject.OBLIGATION, Action.GIVE, anna.id().toString(), ids, anna);
        assertThat(changes.counts(toHerself).of("change")).isEqualTo(1);
    }

    @Test
    void leadsAreClosedAndOpenAgainAsTheyWere() {
        List<UUID> ids = List.of(lead(1).id(), lead(2).id(), lead(3).id());
        leads.assign(ids.get(0), anna.id(), vera.id());
        leads.close(ids.get(2), Lead.State.JUNK, null, vera.id());
        BulkChange looked = looked(BulkSubject.LEAD, Action.CLOSE, null, ids, vera);
        assertThat(changes.counts(looked).byOutcome()).isEqualTo(Map.of("change", 2, "refused", 1));
        BulkChange done = done(looked, vera);
        assertThat(leads.find(ids.get(0)).orElseThrow().state()).isEqualTo(Lead.State.LOST);
        undone(done, vera);
        assertThat(leads.find(ids.get(0)).orElseThrow().state()).isEqualTo(Lead.State.IN_WORK);
        assertThat(leads.find(ids.get(0)).orElseThrow().responsibleId()).isEqualTo(anna.id());
        assertThat(leads.find(ids.get(1)).orElseThrow().state()).isEqualTo(Lead.State.NEW);
        assertThat(leads.find(ids.get(1)).orElseThrow().reopened()).isZero();
    }

    @Test
    void tasksArePutOffAndBackAndIntoTheBinAndOutOfIt() {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 3; i++) {
            ids.add(UUID.fromString(as("vera")
                    .post("/api/tasks", "{\"title\":\"Дело " + i + "\",\"dueOn\":\"2027-03-01\"}")
                    .json()
                    .path("id")
                    .asString()));
        }
        BulkChange done = done(looked(BulkSubject.TASK, Action.DUE, "2027-03-08", ids, vera), vera);
        assertThat(dueOn(ids.get(0))).isEqualTo("2027-03-08");
        undone(done, vera);
        assertThat(dueOn(ids.get(0))).isEqualTo("2027-03-01");

        BulkChange deleted = done(looked(BulkSubject.TASK, Action.BIN, null, ids, vera), vera);
        assertThat(bin.list(BinItem.Kind.TASK, vera, null, 10).items()).hasSize(3);
        undone(deleted, vera);
        assertThat(bin.list(BinItem.Kind.TASK, vera, null, 10).items()).isEmpty();
        assertThat(dueOn(ids.get(2))).isEqualTo("2027-03-01");
    }

    private String dueOn(UUID task) {
        return as("vera").get("/api/tasks/" + task).json().path("dueOn").asString();
    }

    @Test
    void whatAStopInterruptedGoesOn() {
        List<UUID> people = people(3);
        BulkChange looked = looked(BulkSubject.CONTACT, Action.TAG, "опт", people, vera);
        jdbc.sql("update bulk_change set state = 'running', applied_at = now() where id = ?")
                .param(looked.id())
                .update();
        changes.goOn();
        when(looked.id(), State.DONE);
        assertThat(details.of(people.get(2)).orElseThrow().tags()).containsExactly("опт");
    }

    @Test
    void oneRowThatCannotBeWrittenHoldsUpNoOther() {
        List<UUID> people = people(3);
        jdbc.sql(
                        "alter table contact add constraint nobody_gives_this_one check (name <> 'Клиент 1' or responsible_id is null)")
                .update();
        try {
            BulkChange done =
                    done(looked(BulkSubject.CONTACT, Action.GIVE, anna.id().toString(), people, vera), vera);
            assertThat(changes.counts(done).byOutcome()).isEqualTo(Map.of("changed", 2, "refused", 1));
            assertThat(changes.rows(done, "refused", 10).get(0).why().words(Locale.ENGLISH))
                    .contains("cannot be changed");
        } finally {
            jdbc.sql("alter table contact drop constraint nobody_gives_this_one")
                    .update();
        }
    }

    @Test
    void oneRowThatCannotBeReadIsKeptAndTheOthersAreUndone() {
        List<UUID> tasks = List.of(task("Дело 1"), task("Дело 2"));
        BulkChange done = done(looked(BulkSubject.TASK, Action.BIN, null, tasks, vera), vera);
        jdbc.sql("update bulk_row set after = '{\"item\": \"nobody\"}' where bulk_id = ? and record = ?")
                .params(done.id(), tasks.get(0))
                .update();
        assertThat(changes.counts(undone(done, vera)).byOutcome()).isEqualTo(Map.of("kept", 1, "undone", 1));
    }

    private UUID task(String title) {
        return UUID.fromString(as("vera")
                .post("/api/tasks", "{\"title\":\"" + title + "\"}")
                .json()
                .path("id")
                .asString());
    }

    @Test
    void whomToGiveToAndUntilWhenIsCheckedBeforeAnythingIsKept() {
        assertThatThrownBy(() -> changes.look(BulkSubject.CONTACT, Action.GIVE, "abc", null, people(1), vera))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> changes.look(BulkSubject.TASK, Action.DUE, "завтра", null, people(1), vera))
                .isInstanceOf(Refused.class);
        var browser = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(browser.post("/bulk/task", "id=" + task("Дело") + "&action=due&to-day=31.12.&to-time=10:00")
                        .status())
                .isEqualTo(302);
        assertThat(jdbc.sql("select count(*) from bulk_change")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theListOpensThoughAChangeInItHasNoTimeAndNoPerson() {
        BulkChange done =
                done(looked(BulkSubject.CONTACT, Action.GIVE, anna.id().toString(), people(1), vera), vera);
        assertThat(done.appliedAt()).isNotNull();
        jdbc.sql("update bulk_change set applied_at = null, value = 'abc'").update();
        var browser = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(browser.get("/bulk").status()).isEqualTo(200);
        assertThat(browser.get("/bulk/" + done.id()).status()).isEqualTo(200);
    }

    @Test
    void anAssignmentThatWasInWorkIsInWorkAgainAndRemindsAsItDid() {
        UUID id = UUID.fromString(as("vera")
                .post(
                        "/api/tasks",
                        "{\"title\":\"Договор\",\"doerId\":\"" + anna.id()
                                + "\",\"dueAt\":\"2027-03-01T12:00:00Z\",\"remindAt\":\"2027-02-27T09:00:00Z\"}")
                .json()
                .path("id")
                .asString());
        jdbc.sql("update task set state = 'accepted' where id = ?").param(id).update();
        BulkChange given = done(looked(BulkSubject.TASK, Action.GIVE, boris.id().toString(), List.of(id), vera), vera);
        assertThat(state(id)).isEqualTo("new");
        undone(given, vera);
        assertThat(state(id)).isEqualTo("accepted");

        BulkChange putOff = done(looked(BulkSubject.TASK, Action.DUE, "2027-03-08T12:00:00Z", List.of(id), vera), vera);
        undone(putOff, vera);
        assertThat(as("vera").get("/api/tasks/" + id).json().path("remindAt").asString())
                .isEqualTo("2027-02-27T09:00:00Z");

        BulkChange again = done(looked(BulkSubject.TASK, Action.GIVE, boris.id().toString(), List.of(id), vera), vera);
        jdbc.sql("update task set state = 'accepted' where id = ?").param(id).update();
        assertThat(changes.counts(undone(again, vera)).of("kept"))
                .as("Boris has begun")
                .isEqualTo(1);
    }

    private String state(UUID task) {
        return jdbc.sql("select state from task where id = ?")
                .param(task)
                .query(String.class)
                .single();
    }

    @Test
    void afterThirtyDaysItStays() {
        BulkChange done = done(looked(BulkSubject.CONTACT, Action.TAG, "опт", people(1), vera), vera);
        jdbc.sql("update bulk_change set applied_at = now() - interval '31 days' where id = ?")
                .param(done.id())
                .update();
        BulkChange old = changes.find(done.id(), vera).orElseThrow();
        assertThatThrownBy(() -> changes.undo(old, vera))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Thirty days");
    }

    @Test
    void aListSaysHowManyItFindsAndCountsNoFurtherThanItIsTo() {
        people(4);
        contacts.save(Cast.person("Мария Иванова", null, Cast.MARIAS));
        assertThat(contacts.countContacts(null, null, 1_001)).isEqualTo(5);
        assertThat(contacts.countContacts("клиент", null, 1_001)).isEqualTo(4);
        assertThat(contacts.countContacts("1112233", null, 1_001)).isEqualTo(1);
        assertThat(contacts.countContacts(null, null, 3)).isEqualTo(3);
        var browser = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        assertThat(browser.get("/contacts").body()).contains(">Найдено: 5<");
    }

    @Test
    void allThatTheFilterFindsIsChosenOverThePage() {
        people(3);
        contacts.save(Cast.person("Мария Иванова", null, Cast.MARIAS));
        String looked = as("vera")
                .post(
                        "/api/bulk",
                        "{\"subject\":\"contact\",\"action\":\"tag\",\"value\":\"опт\",\"ids\":[\"" + UUID.randomUUID()
                                + "\"]}")
                .json()
                .path("id")
                .asString();
        when(UUID.fromString(looked), State.LOOKED);
        assertThat(as("vera")
                        .get("/api/bulk/" + looked)
                        .json()
                        .path("counts")
                        .path("refused")
                        .asInt())
                .isEqualTo(1);

        var browser = new SignedInBrowser(http().port(), "vera", passwordOf("vera"));
        String page = browser.post(
                        "/bulk/contact?text=" + SignedInBrowser.coded("Клиент"), "all=true&action=tag&to-tag=vip")
                .header("Location");
        assertThat(page).isNotNull();
        UUID id = UUID.fromString(page.substring(page.lastIndexOf('/') + 1));
        assertThat(changes.counts(when(id, State.LOOKED)).of("change")).isEqualTo(3);
    }
}
