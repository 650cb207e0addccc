package org.ringbook.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.TestDatabase;
import org.ringbook.numbers.Extension;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.TelephoneBook.Owner;
import org.ringbook.staff.TelephoneChange.What;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose telephone it was at a moment: what is given to a colleague takes nothing of the past with it. */
class TelephonesChangeHandsTest {

    private static final Instant LAST_YEAR = Instant.parse("2025-03-02T09:00:00Z");
    private static final Extension E101 = new Extension("101");

    private final TestCrm crm = new TestCrm();
    private Staff staff;
    private StaffMember anna;
    private StaffMember boris;

    @BeforeEach
    void annaHas101() {
        staff = crm.staff();
        staff.save(Cast.admin());
        anna = staff.save(Cast.anna());
        boris = staff.save(Cast.boris());
    }

    @AfterEach
    void goodbye() {
        crm.close();
    }

    @Test
    void annas101IsHandedToBorisAndWhatWasHersStaysHers() {
        Instant before = Instant.now();
        staff.save(having(boris, "101", "102"), true, "admin");

        assertThat(staff.byTelephone("101")).get().extracting(StaffMember::name).isEqualTo(boris.name());
        assertThat(staff.find(anna.id()).orElseThrow().extensions()).isEmpty();
        assertThat(ownerAt("office", "101", before)).isEqualTo(anna.id());
        assertThat(ownerAt("office", "101", Instant.now())).isEqualTo(boris.id());
        assertThat(staff.telephones().ownerAt("office", "102", before).staffId())
                .isEqualTo(boris.id());

        crm.restart();
        staff = crm.staff();
        assertThat(ownerAt("office", "101", before)).isEqualTo(anna.id());
        assertThat(ownerAt("office", "101", Instant.now())).isEqualTo(boris.id());
        assertThat(staff.telephoneLog(boris.id(), 1))
                .extracting(TelephoneChange::what, TelephoneChange::by, TelephoneChange::fromId)
                .containsExactly(tuple(What.TAKEN_OVER, "admin", anna.id()));
    }

    @Test
    void annaGivesHer101BackAndBorisIsGivenItLater() {
        staff.save(having(anna));
        Instant between = Instant.now();
        assertThat(staff.byTelephone("101")).isEmpty();
        staff.save(having(boris, "101"));
        assertThat(ownerAt("office", "101", LAST_YEAR)).isEqualTo(anna.id());
        assertThat(ownerAt("office", "101", between))
                .as("nobody's, or already Boris's")
                .isNotEqualTo(anna.id());
        assertThat(ownerAt("office", "101", Instant.now())).isEqualTo(boris.id());
    }

    @Test
    void callsBeforeAnybodyKeptTrackAreAssumedToBeTheOnlyOwners() {
        assertThat(staff.telephones().ownerAt("office", "101", LAST_YEAR)).isEqualTo(new Owner(anna.id(), true));
        assertThat(staff.telephones().ownerAt("office", "101", Instant.now())).isEqualTo(new Owner(anna.id(), false));
        assertThat(staff.changesToFollow())
                .as("calls that were written before she was on the staff")
                .extracting(TelephoneChange::telephone)
                .contains("101");
    }

    @Test
    void whoeverHasATelephoneAfterAnnaIsAssumedToHaveHadNothingBefore() {
        staff.save(inactive(anna));
        staff.save(having(boris, "101"));
        assertThat(ownerAt("office", "101", LAST_YEAR))
                .as("it was Anna's until she left")
                .isEqualTo(anna.id());
        staff.save(having(boris));
        staff.save(having(boris, "101"));
        assertThat(ownerAt("office", "101", LAST_YEAR)).isEqualTo(anna.id());
    }

    @Test
    void annaComesBackAndHasHerTelephoneAgain() {
        staff.save(inactive(anna));
        Instant away = Instant.now();
        StaffMember gone = staff.find(anna.id()).orElseThrow();
        assertThat(gone.extensions()).as("what was hers is remembered").containsExactly(E101);
        staff.save(with(gone, true));
        assertThat(ownerAt("office", "101", Instant.now())).isEqualTo(anna.id());
        assertThat(ownerAt("office", "101", away)).isIn(null, anna.id());
        assertThat(staff.find(anna.id()).orElseThrow().extensions()).containsExactly(E101);
    }

    @Test
    void twoPbxsHaveA101Each() {
        StaffMember gleb =
                staff.save(Cast.gleb().with(List.of(), List.of(), List.of(new BoundTelephone("101", "branch"))));

        assertThat(ownerAt("office", "101", Instant.now())).isEqualTo(anna.id());
        assertThat(ownerAt("branch", "101", Instant.now())).isEqualTo(gleb.id());
        assertThat(ownerAt("branch", "101", LAST_YEAR))
                .as("Anna's 101 was of any PBX until Gleb was given it")
                .isEqualTo(anna.id());
        assertThat(staff.byTelephone("branch", "101").orElseThrow().id()).isEqualTo(gleb.id());
        assertThat(staff.byTelephone("office", "101").orElseThrow().id()).isEqualTo(anna.id());

        staff.save(anna.with(List.of(), List.of(), List.of(new BoundTelephone("101", "office"))));
        assertThat(staff.byTelephone("101")).as("whose, without a PBX?").isEmpty();
        assertThat(staff.byTelephone("office", "101").orElseThrow().id()).isEqualTo(anna.id());
        crm.restart();
        assertThat(crm.staff().find(gleb.id()).orElseThrow().bound())
                .containsExactly(new BoundTelephone("101", "branch"));
    }

    @Test
    void whatIsSomebodyElsesIsRefusedUntilItIsTakenOver() {
        refused("extensions", "staff.extension.taken", () -> staff.save(having(boris, "101")));
        StaffMember atBranch = boris.with(List.of(), List.of(), List.of(new BoundTelephone("101", "branch")));
        staff.save(atBranch);
        refused(
                "telephones",
                "staff.extension.taken",
                () -> staff.save(anna.with(List.of(), List.of(), atBranch.bound())));
        refused("telephones", "staff.telephone.unreadable", () -> staff.save(bound(boris, "1", "branch")));
        refused("telephones", "staff.telephone.unreadable", () -> staff.save(bound(boris, null, "branch")));
        refused("telephones", "staff.telephone.source", () -> staff.save(bound(boris, "105", " ")));
        refused("telephones", "staff.telephone.source", () -> staff.save(bound(boris, "105", "x".repeat(101))));
        refused(
                "telephones",
                "staff.telephone.anyway",
                () -> staff.save(boris.with(
                        List.of(new Extension("102")), List.of(), List.of(new BoundTelephone("102", "branch")))));
        refused(
                "telephones",
                "staff.telephone.twice",
                () -> staff.save(boris.with(
                        List.of(),
                        List.of(),
                        List.of(new BoundTelephone("105", "branch"), new BoundTelephone("105", "branch")))));
    }

    @Test
    void borisHad101SinceMondayThoughItWasWrittenDownOnFriday() {
        staff.save(having(boris, "101"), true, "admin");
        Instant monday = Instant.now().minus(4, ChronoUnit.DAYS);
        StaffTelephone row = openRow(boris);
        SinceCorrection planned = staff.correction(row.id(), monday);
        assertThat(planned.previous()).isEqualTo(anna.id());
        assertThat(ownerAt("office", "101", monday.plusSeconds(1))).isEqualTo(anna.id());

        staff.correct(row.id(), monday, "admin");
        assertThat(ownerAt("office", "101", monday.plusSeconds(1))).isEqualTo(boris.id());
        assertThat(ownerAt("office", "101", monday.minusSeconds(1))).isEqualTo(anna.id());
        TelephoneChange last = staff.telephoneLog(anna.id(), 1).get(0);
        assertThat(last.what()).isEqualTo(What.CORRECTED);
        assertThat(last.affected().from()).isEqualTo(monday.truncatedTo(ChronoUnit.MICROS));
        assertThat(staff.changesToFollow()).extracting(TelephoneChange::id).contains(last.id());
        staff.followed(last, 7);
        assertThat(staff.telephoneLog(anna.id(), 1).get(0).calls()).isEqualTo(7);
        assertThat(staff.changesToFollow()).extracting(TelephoneChange::id).doesNotContain(last.id());

        Instant wednesday = monday.plus(2, ChronoUnit.DAYS);
        staff.correct(openRow(boris).id(), wednesday, "admin");
        assertThat(ownerAt("office", "101", monday.plusSeconds(1)))
                .as("Anna has back what was taken from her")
                .isEqualTo(anna.id());
    }

    @Test
    void aCorrectionThatCannotBeTrueIsRefused() {
        staff.save(having(boris, "101"), true, "admin");
        staff.correct(openRow(boris).id(), LAST_YEAR, "admin");
        staff.save(having(anna, "101"), true, "admin");
        long annas = openRow(anna).id();
        long boriss = staff.telephones().of(boris.id()).stream()
                .filter(row -> row.telephone().equals("101"))
                .findFirst()
                .orElseThrow()
                .id();
        Instant now = Instant.now();
        refused("since", "staff.since.future", () -> staff.correction(annas, now.plusSeconds(600)));
        refused("since", "staff.since.swallows", () -> staff.correction(annas, LAST_YEAR));
        refused("since", "staff.since.swallows", () -> staff.correction(annas, null));
        refused("since", "staff.since.after-until", () -> staff.correction(boriss, now));
        refused("since", "staff.telephone.unknown", () -> staff.correction(-1, now));
    }

    @Test
    void whatAnOlderVersionWroteIsKeptAndNobodyIsMadeUp() {
        var database = TestDatabase.with();
        var flyway = Flyway.configure().dataSource(database).locations("classpath:db/migration/staff");
        flyway.target("1.3").load().migrate();
        var jdbc = JdbcClient.create(database);
        for (String who : List.of("anna", "boris", "gone")) {
            jdbc.sql(
                            "insert into staff_member (id, name, role, active) values (md5(:who)::uuid, :who, 'AGENT', :active)")
                    .param("who", who)
                    .param("active", !who.equals("gone"))
                    .update();
        }
        jdbc.sql("""
                insert into staff_extension (member_id, extension, place, active) values
                    (md5('anna')::uuid, '101', 0, true), (md5('boris')::uuid, '102', 0, true),
                    (md5('gone')::uuid, '102', 0, false), (md5('gone')::uuid, '103', 1, false)""").update();
        jdbc.sql(
                        "insert into staff_mobile (member_id, number, place, active) values (md5('anna')::uuid, '+79160000101', 0, true)")
                .update();
        flyway.target("1.4").load().migrate();

        var book = new TelephoneBook(new TelephoneTable(jdbc).all());
        assertThat(jdbc.sql("select count(*) from staff_telephone")
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
        UUID anna = jdbc.sql("select md5('anna')::uuid").query(UUID.class).single();
        UUID boris = jdbc.sql("select md5('boris')::uuid").query(UUID.class).single();
        assertThat(book.ownerAt("office", "101", LAST_YEAR)).isEqualTo(new Owner(anna, true));
        assertThat(book.ownerAt("office", "+79160000101", LAST_YEAR)).isEqualTo(new Owner(anna, true));
        assertThat(book.ownerAt("office", "102", LAST_YEAR))
                .as("who has left had it, too, and nobody knows until when")
                .isNull();
        assertThat(book.ownerAt("office", "102", Instant.now().plusSeconds(5))).isEqualTo(new Owner(boris, false));
        assertThat(book.ownerAt("office", "103", LAST_YEAR)).isNull();
    }

    private StaffTelephone openRow(StaffMember who) {
        return staff.telephones().of(who.id()).stream()
                .filter(row -> row.open() && row.telephone().equals("101"))
                .findFirst()
                .orElseThrow();
    }

    private UUID ownerAt(String source, String telephone, Instant at) {
        Owner owner = staff.telephones().ownerAt(source, telephone, at);
        return owner == null ? null : owner.staffId();
    }

    private static StaffMember having(StaffMember who, String... extensions) {
        return who.with(List.of(extensions).stream().map(Extension::new).toList(), List.of(), List.of());
    }

    private static StaffMember bound(StaffMember who, String telephone, String source) {
        return who.with(List.of(), List.of(), List.of(new BoundTelephone(telephone, source)));
    }

    private static StaffMember inactive(StaffMember who) {
        return with(who, false);
    }

    private static StaffMember with(StaffMember who, boolean active) {
        return new StaffMember(who.id(), who.name(), who.login(), who.role(), who.extensions(), who.language(), active);
    }

    private static void refused(String field, String key, ThrowingCallable what) {
        assertThatExceptionOfType(Refused.class).isThrownBy(what).satisfies(refused -> {
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused.refusal().key()).isEqualTo(key);
            assertThat(refused.words(Locale.forLanguageTag("ru"))).containsPattern("[а-я]{3}");
            assertThat(refused.getMessage()).doesNotContain("staff.").containsPattern("[a-z]{3}");
        });
    }
}
