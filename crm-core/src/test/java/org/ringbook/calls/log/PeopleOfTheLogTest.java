package org.ringbook.calls.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ringbook.calls.CallsOfTheDay.LINE;
import static org.ringbook.calls.CallsOfTheDay.MARIA;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.answered;
import static org.ringbook.calls.CallsOfTheDay.change;
import static org.ringbook.calls.TwoSources.spoke;
import static org.ringbook.calls.TwoSources.told;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.TwoSources;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.feed.ChangeTable;
import org.ringbook.numbers.Extension;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.staff.TelephoneChange;

/** What the tables of calls say of who was in a call. */
class PeopleOfTheLogTest {

    private final TestCrm crm = new TestCrm();
    private Staff staff;
    private StaffMember anna;
    private StaffMember boris;
    private CallLog log;
    private CallPeopleUpdates updates;

    @BeforeEach
    void annaAndBorisAreOfSales() {
        staff = crm.staff();
        anna = staff.save(Cast.anna().in("Sales", null, null));
        boris = staff.save(Cast.boris().in("Sales", null, null));
        log = new CallLog(crm.database(), new ChangeTable(crm.database()), staff);
        updates = new CallPeopleUpdates(crm.database(), log, staff);
    }

    @AfterEach
    void goodbye() {
        crm.close();
    }

    @Test
    void eachLegIsARowWithThePersonAndTheTeamOfThatMoment() {
        Call call = answered(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        log.write(List.of(change(call)));
        assertThat(legs(call.id()))
                .containsExactly(
                        tuple("101", anna.id(), false, "Sales", "answered"),
                        tuple("102", boris.id(), false, "Sales", "answered_elsewhere"));
        assertThat(people(call.id(), "people")).containsExactlyInAnyOrder(anna.id(), boris.id());
        assertThat(people(call.id(), "speakers")).containsExactly(anna.id());
    }

    @Test
    void aLegThatTurnsOutToBeNoneGoes() {
        Call two =
                told("office", MARIA, LINE, NINE, null, spoke("101", NINE, NINE, null), spoke("102", NINE, NINE, null));
        Call one = told("office", MARIA, LINE, NINE, null, spoke("102", NINE, NINE, null));
        log.write(List.of(change(two)));
        log.write(List.of(change(one)));
        assertThat(legs(one.id())).extracting(leg -> leg.toList().get(1)).containsExactly(boris.id());
        assertThat(found(anna)).isEmpty();
    }

    @Test
    void callsOfAnOlderVersionAreFilledInAndMarkedAsAssumed() {
        for (int minute = 0; minute < 5; minute++) {
            log.write(List.of(change(answered(NINE.plusSeconds(60L * minute)))));
        }
        crm.jdbc().sql("update call set people = null, speakers = null").update();
        crm.jdbc().sql("delete from call_leg").update();
        assertThat(found(anna)).isEmpty();

        assertThat(updates.fillIn()).isEqualTo(5);
        assertThat(updates.fillIn()).as("once").isZero();
        assertThat(found(anna)).hasSize(5);
        assertThat(legs(answered(NINE).id()))
                .containsExactly(
                        tuple("101", anna.id(), true, "Sales", "answered"),
                        tuple("102", boris.id(), true, "Sales", "answered_elsewhere"));
    }

    @Test
    void whatIsWrittenAgainKeepsItsPeopleAndTheTeamOfThen() {
        Call call = answered(NINE);
        log.write(List.of(change(call)));
        staff.save(anna.in("Support", null, null));
        staff.save(
                staff.find(boris.id())
                        .orElseThrow()
                        .with(List.of(new Extension("101"), new Extension("102")), List.of(), List.of()),
                true,
                "admin");
        log.write(List.of(change(call)));
        assertThat(legs(call.id())).first().isEqualTo(tuple("101", anna.id(), true, "Sales", "answered"));
    }

    @Test
    void whatIsDerivedAgainAndUndoneHasThePeopleAndTeamsOfBefore() {
        Call call = answered(NINE);
        log.write(List.of(change(call)));
        staff.save(anna.in("Support", null, null));
        Call other =
                told("office", MARIA, LINE, NINE, NINE.plusSeconds(60), spoke("102", NINE, NINE, NINE.plusSeconds(60)));
        var rewrites = new CallRewrites(log, crm.database());
        UUID derivation = rewrites.begin("admin", NINE, NINE.plusSeconds(60));
        rewrites.write(derivation, List.of(new CallRewrites.Rewrite(call, null, List.of(), List.of())));
        rewrites.write(derivation, List.of(new CallRewrites.Rewrite(null, other, List.of(), List.of())));
        assertThat(found(anna)).isEmpty();

        crm.jdbc()
                .sql("update call set people = '{}' where id = ?")
                .param(other.id())
                .update();
        assertThat(rewrites.undo(derivation).calls())
                .as("whose it is does not make it another call")
                .isEqualTo(2);
        assertThat(found(anna)).containsExactly(call.id());
        assertThat(legs(call.id())).hasSize(2);
    }

    @Test
    void aCorrectionMovesTheCallsBetweenAndNoOthers() {
        Instant noon = Instant.now().minus(5, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
        Call before = spokeOn101(noon.minusSeconds(600));
        Call after = spokeOn101(noon.plusSeconds(600));
        log.write(List.of(change(before), change(after)));
        staff.save(
                boris.with(List.of(new Extension("101"), new Extension("102")), List.of(), List.of()), true, "admin");
        long row = staff.telephones().of(boris.id()).stream()
                .filter(one -> one.telephone().equals("101"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(updates.preview(staff.correction(row, noon)))
                .containsExactly(new CallPeopleUpdates.Moved(anna.id(), boris.id(), 1));
        staff.correct(row, noon, "admin");
        List<TelephoneChange> due = staff.changesToFollow().stream()
                .filter(one -> one.what() == TelephoneChange.What.CORRECTED)
                .toList();
        assertThat(due).hasSize(1);
        assertThat(updates.follow(due.get(0))).isEqualTo(1);
        assertThat(updates.follow(due.get(0))).as("it may be done again").isZero();
        assertThat(found(anna)).containsExactly(before.id());
        assertThat(found(boris)).containsExactly(after.id());
    }

    @Test
    void aCallIsAlsoTheirsThroughWhatOnlyAnotherSourceSaw() {
        staff.save(anna.with(List.of(new Extension("101")), List.of(TwoSources.ANNAS_MOBILE), List.of()));
        Call office = told(
                "office",
                MARIA,
                LINE,
                NINE,
                NINE.plusSeconds(60),
                spoke("102", NINE, NINE.plusSeconds(5), NINE.plusSeconds(60)));
        Call mobile = told(
                TwoSources.SIM,
                MARIA,
                TwoSources.ANNAS_MOBILE,
                NINE.plusSeconds(3),
                NINE.plusSeconds(62),
                spoke("101", null, NINE.plusSeconds(7), NINE.plusSeconds(62)));
        log.write(List.of(change(office)));
        log.write(List.of(change(mobile)));
        assertThat(found(anna)).containsExactly(office.id());
        assertThat(found(boris)).containsExactly(office.id());
    }

    @Test
    void whatWasMergedIntoAnotherCallLeavesNoLegs() {
        Call younger = spokeOn101(NINE.plusSeconds(1));
        Call older =
                told("office", MARIA, LINE, NINE, NINE.plusSeconds(60), spoke("102", NINE, NINE, NINE.plusSeconds(60)));
        log.write(List.of(change(younger)));
        log.write(List.of(new CallChange(null, older, List.of(younger.id()))));
        assertThat(legs(younger.id())).isEmpty();
        assertThat(legs(older.id())).hasSize(1);
    }

    private static Call spokeOn101(Instant at) {
        return told("office", Cast.PAVELS, LINE, at, at.plusSeconds(60), spoke("101", at, at, at.plusSeconds(60)));
    }

    private List<UUID> found(StaffMember who) {
        var theirs = new CallFilter(null, null, null, null, null, List.of(who.id()), null, null, null);
        return log.find(theirs, null, 50).items().stream().map(Call::id).toList();
    }

    private List<UUID> people(UUID call, String column) {
        return crm.jdbc()
                .sql("select unnest(" + column + ") from call where id = ?")
                .param(call)
                .query(UUID.class)
                .list();
    }

    private List<Tuple> legs(UUID call) {
        return new ArrayList<>(crm.jdbc()
                .sql("select party, staff_id, assumed, team, outcome from call_leg where call_id = ? order by place")
                .param(call)
                .query((row, number) -> tuple(
                        row.getString(1),
                        row.getObject(2, UUID.class),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getString(5)))
                .list());
    }
}
