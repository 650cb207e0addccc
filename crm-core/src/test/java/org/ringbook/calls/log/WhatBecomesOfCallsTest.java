package org.ringbook.calls.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.CallsOfTheDay.LINE;
import static org.ringbook.calls.CallsOfTheDay.MARIA;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.answered;
import static org.ringbook.calls.CallsOfTheDay.change;
import static org.ringbook.calls.CallsOfTheDay.missed;
import static org.ringbook.calls.CallsOfTheDay.ringing;
import static org.ringbook.calls.TwoSources.ANNAS_MOBILE;
import static org.ringbook.calls.TwoSources.ATS;
import static org.ringbook.calls.TwoSources.SIM;
import static org.ringbook.calls.TwoSources.rang;
import static org.ringbook.calls.TwoSources.spoke;
import static org.ringbook.calls.TwoSources.told;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.feed.ChangeTable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the feed says of each thing that can become of a call in the log. */
class WhatBecomesOfCallsTest {

    private final DataSource database = TestDatabase.with("calls");
    private final ChangeTable feed = new ChangeTable(database);
    private final CallLog log = new CallLog(database, feed);
    private final CallRewrites rewrites = new CallRewrites(log, database);
    private final Call first = answered(NINE);
    private final Call second = missed(NINE.plusSeconds(3));
    private long read;

    /** What came since the last time, each as "type call" with the names of this story. */
    private List<String> news() {
        var told = feed.after(read, 100);
        read = told.isEmpty() ? read : told.get(told.size() - 1).number();
        return told.stream()
                .map(each -> each.type().word() + " " + name(each.call())
                        + (each.other() == null ? "" : " into " + name(each.other()))
                        + (each.rule() == null ? "" : " by " + each.rule()))
                .toList();
    }

    private String name(UUID call) {
        return call.equals(first.id()) ? "first" : call.equals(second.id()) ? "second" : call.toString();
    }

    @Test
    void aCallIsLoggedChangesAndEndsAndWhatIsToldTwiceIsNoChange() {
        log.write(List.of(change(ringing(first))));
        assertThat(news()).containsExactly("call.logged first");
        log.write(List.of(change(ringing(first))));
        assertThat(news()).isEmpty();
        log.write(List.of(change(first.with(List.of()))));
        assertThat(news()).containsExactly("call.ended first");
        log.write(List.of(change(first)));
        assertThat(news()).containsExactly("call.changed first");
        log.write(List.of(change(first)));
        assertThat(news()).isEmpty();
    }

    @Test
    void aCallThatIsFirstWrittenWhenItIsOverIsLoggedAndHasEnded() {
        log.write(List.of(change(first), change(second)));
        assertThat(news())
                .containsExactly("call.logged first", "call.ended first", "call.logged second", "call.ended second");
    }

    @Test
    void aCallThatIsPartOfAnotherIsMergedAndOneThatNobodyWasToldOfIsNot() {
        log.write(List.of(change(ringing(first)), change(second)));
        news();
        Call third = missed(NINE.plusSeconds(5));
        log.write(List.of(new CallChange(ringing(first), first, List.of(second.id(), third.id()))));
        assertThat(news()).containsExactly("call.ended first", "call.merged second into first");
    }

    @Test
    void whatTurnsOutToBeNoCallIsWithdrawn() {
        log.write(List.of(change(ringing(first))));
        news();
        log.write(List.of(new CallChange(ringing(first), first, List.of(), true)));
        assertThat(news()).containsExactly("call.withdrawn first");
        log.write(List.of(new CallChange(ringing(first), first, List.of(), true)));
        assertThat(news()).isEmpty();
    }

    @Test
    void whatIsWrittenInATransactionThatIsRolledBackWasNeverTold() {
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(status -> {
            log.write(List.of(change(first)));
            status.setRollbackOnly();
        });
        assertThat(news()).isEmpty();
        assertThat(log.find(first.id())).isEmpty();
    }

    @Test
    void derivingAgainAndUndoingItAreTold() {
        log.write(List.of(change(first), change(second)));
        news();
        Call otherwise = first.with(List.of());
        UUID derivation = rewrites.begin("vera", NINE, NINE.plusSeconds(60));
        rewrites.write(
                derivation,
                List.of(
                        new CallRewrites.Rewrite(first, otherwise, List.of(), List.of()),
                        new CallRewrites.Rewrite(second, null, List.of(), List.of())));
        assertThat(news()).containsExactly("call.rederived first", "call.withdrawn second");
        rewrites.undo(derivation);
        assertThat(news()).containsExactlyInAnyOrder("call.rederived first", "call.logged second", "call.ended second");
    }

    @Test
    void aCallThatWasFoundByDerivingIsLoggedAndUndoneWithdrawn() {
        UUID derivation = rewrites.begin("vera", NINE, NINE.plusSeconds(60));
        rewrites.write(derivation, List.of(new CallRewrites.Rewrite(null, first, List.of(), List.of())));
        assertThat(news()).containsExactly("call.logged first", "call.ended first");
        rewrites.undo(derivation);
        assertThat(news()).containsExactly("call.withdrawn first");
    }

    @Test
    void anotherSourcesRecordIsMergedAndPartedWhenSomebodySaysSo() {
        Call ats = told(ATS, MARIA, LINE, at(0), at(66), rang("102", at(1), at(6)), spoke("101", at(1), at(6), at(66)));
        Call mobile = told(SIM, MARIA, ANNAS_MOBILE, at(3), at(68), spoke("104", at(3), at(9), at(68)));
        log.write(List.of(change(ats)));
        news();
        log.write(List.of(change(mobile)));
        assertThat(news())
                .containsExactly(
                        "call.logged " + mobile.id(),
                        "call.ended " + mobile.id(),
                        "call.merged " + mobile.id() + " into " + ats.id() + " by same.began-and-ended-together",
                        "call.changed " + ats.id());
        log.correlations().separate(ats.id(), mobile.id(), "vera");
        assertThat(news()).containsExactly("call.changed " + mobile.id(), "call.changed " + ats.id());
        log.correlations().together(ats.id(), mobile.id());
        assertThat(news()).first().asString().startsWith("call.merged " + mobile.id() + " into " + ats.id());
    }

    private static Instant at(int second) {
        return NINE.plusSeconds(second);
    }
}
