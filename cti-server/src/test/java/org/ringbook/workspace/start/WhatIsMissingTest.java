package org.ringbook.workspace.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.calls.fold.Calls;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.PbxEmployee;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.RawInbox;

/** Whether an administrator is led to the guided start. */
class WhatIsMissingTest {

    private final TestCrm crm = new TestCrm();
    private StaffMember admin;
    private Sources sources;

    @BeforeEach
    void onlyTheAdministratorIsThere() {
        admin = crm.staff()
                .save(new StaffMember(null, "Administrator", "admin", Role.ADMINISTRATOR, List.of(), null, true));
    }

    @AfterEach
    void stop() {
        sources.stop();
        crm.close();
    }

    /** @param demo the setting ringbook.demo.enabled */
    private GuidedStart start(String demo, String... connected) {
        List<Paper> all = Stream.of(connected).map(Paper::new).toList();
        sources = new Sources(List.of(() -> all), new Calls(new NumberPlan("RU"), List.of()), new RawInbox(null));
        sources.start();
        return new GuidedStart(crm.staff(), sources, null, demo);
    }

    @Test
    void nothingIsConnected() {
        GuidedStart start = start("");

        assertThat(start.isOpenFor(admin)).isTrue();
        assertThat(start.isOpenFor(null)).isFalse();
    }

    @Test
    void aDemoThatRunsByItselfIsNoTelephoneSystem() {
        crm.staff().save(Cast.anna());

        assertThat(start("", "demo").isOpenFor(admin)).isTrue();
    }

    @Test
    void whoWantsTheDemoIsNotAskedForMore() {
        crm.staff().save(Cast.anna());

        assertThat(start("true", "demo").isOpenFor(admin)).isFalse();
    }

    @Test
    void agentsAreNeverLedThere() {
        StaffMember anna = crm.staff().save(Cast.anna());

        assertThat(start("").isOpenFor(anna)).isFalse();
    }

    @Test
    void allIsThere() {
        crm.staff().save(Cast.anna());

        assertThat(start("", "office").isOpenFor(admin)).isFalse();
    }

    @Test
    void thePbxNamesTelephonesThatAreNobodys() {
        crm.staff().save(Cast.anna());

        GuidedStart start = start("", "office");

        assertThat(start.unknown())
                .extracting(one -> one.employee().telephone())
                .as("Anna has 101")
                .containsExactly("109");
    }

    /** A telephone system with two employees. */
    private record Paper(String name) implements PbxSource {

        @Override
        public Intake.Translation translation() {
            return (message, received, facts) -> true;
        }

        @Override
        public void start(Intake intake) {}

        @Override
        public SourceHealth check() {
            return new SourceHealth(name, SourceHealth.State.UP, Instant.EPOCH, Notice.plain("up"), List.of());
        }

        @Override
        public List<PbxEmployee> employees() {
            return List.of(new PbxEmployee("101", "101"), new PbxEmployee("Дарья", "109"));
        }

        @Override
        public boolean hasTelephone(String extension) {
            return true;
        }

        @Override
        public void close() {}
    }
}
