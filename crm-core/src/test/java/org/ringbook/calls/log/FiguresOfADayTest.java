package org.ringbook.calls.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.CallsOfTheDay.LINE;
import static org.ringbook.calls.CallsOfTheDay.MARIA;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.PAVEL;
import static org.ringbook.calls.CallsOfTheDay.answered;
import static org.ringbook.calls.CallsOfTheDay.change;
import static org.ringbook.calls.CallsOfTheDay.missed;
import static org.ringbook.calls.CallsOfTheDay.ringing;
import static org.ringbook.calls.TwoSources.spoke;
import static org.ringbook.calls.TwoSources.told;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPeople;
import org.ringbook.calls.log.CallFigures.Figures;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.feed.ChangeTable;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;

/** What somebody's day comes to is counted where the calls lie, and is the same as what the calls themselves say. */
class FiguresOfADayTest {

    private final TestCrm crm = new TestCrm();
    private final RecentCalls recent = new RecentCalls();
    private Staff staff;
    private StaffMember anna;
    private StaffMember boris;
    private CallLog log;

    @BeforeEach
    void annaAndBorisAreOfSales() {
        staff = crm.staff();
        anna = staff.save(Cast.anna().in("Sales", null, null));
        boris = staff.save(Cast.boris().in("Sales", null, null));
        log = new CallLog(crm.database(), new ChangeTable(crm.database()), staff);
    }

    @AfterEach
    void goodbye() {
        crm.close();
    }

    private CallFigures today() {
        var reader = new CallReader(log, recent, staff, new Rights(staff::all, Map.of()));
        return reader.figures(since(NINE), null);
    }

    private static CallFilter since(Instant start) {
        return new CallFilter(start, null, null, null, null, null, null, null, null);
    }

    private static Instant minute(int minutes) {
        return NINE.plusSeconds(60L * minutes);
    }

    private static Call handedOn() {
        return told(
                "office",
                PAVEL,
                LINE,
                minute(10),
                minute(12),
                spoke("101", minute(10), minute(10), minute(11)),
                spoke("102", minute(11), minute(11), minute(12)));
    }

    private static Call placedByAnna() {
        return told(
                "office",
                Call.Direction.OUTBOUND,
                MARIA,
                LINE,
                minute(20),
                minute(21),
                spoke("101", minute(20), minute(20), minute(21)));
    }

    private static List<Call> theDay() {
        return List.of(answered(NINE), missed(minute(5)), handedOn(), placedByAnna());
    }

    @Test
    void eachOfUsAndAllOfUsAreCounted() {
        theDay().forEach(call -> log.write(List.of(change(call))));
        log.write(List.of(change(answered(NINE.minusSeconds(1)))));
        log.write(List.of(change(ringing(answered(minute(30))))));

        CallFigures today = today();

        assertThat(today.of(anna.id())).isEqualTo(new Figures(2, 1, 0, new BigDecimal("120.000")));
        assertThat(today.of(boris.id())).isEqualTo(new Figures(1, 0, 1, new BigDecimal("120.000")));
        assertThat(today.all()).isEqualTo(new Figures(2, 1, 1, new BigDecimal("240.000")));
    }

    @Test
    void whatIsNotInTheLogYetIsCountedFromMemoryAndOnce() {
        log.write(List.of(change(missed(minute(5))), change(ringing(answered(NINE)))));
        theDay().forEach(call -> recent.changed(change(call)));

        assertThat(today()).isEqualTo(CallFigures.of(theDay(), call -> CallPeople.of(call, staff.telephones())));
        theDay().forEach(call -> log.write(List.of(change(call))));
        assertThat(today().all()).isEqualTo(new Figures(2, 1, 1, new BigDecimal("240.000")));
    }

    @Test
    void aTelephoneThatChangesHandsLeavesTheFiguresWhereTheyWere() {
        log.write(List.of(change(answered(NINE))));
        staff.save(anna.with(List.of(), List.of(), List.of()), true, "admin");
        assertThat(today().of(anna.id()).answered()).isEqualTo(1);
    }

    @Test
    void aDayWithoutCallsIsNone() {
        assertThat(today()).isEqualTo(CallFigures.NONE);
    }
}
