package org.ringbook.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringbook.Cast;
import org.ringbook.TestCrm;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.duplicates.Merges;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldKind;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.sales.BuyingClasses;
import org.ringbook.segments.SegmentCondition.Is;
import org.ringbook.segments.SegmentCondition.What;
import org.ringbook.segments.SegmentRule.Group;
import org.ringbook.segments.SegmentRule.Match;
import org.ringbook.staff.Role;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is in a segment, who comes and goes, and who may see it. */
class SegmentsTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");

    private final TestCrm crm = new TestCrm();
    private final Fields fields = crm.bean(Fields.class);
    private final FieldValues values = crm.bean(FieldValues.class);
    private final Segments segments = new Segments(
            crm.jdbc(),
            crm.bean(PlatformTransactionManager.class),
            fields,
            values,
            crm.staff(),
            new BuyingClasses(crm.database(), MOSCOW),
            MOSCOW,
            Clock.fixed(NOW, MOSCOW),
            2);
    private final UUID pipeline = UUID.randomUUID();
    private final UUID type = UUID.randomUUID();
    private final UUID won = UUID.randomUUID();
    private final UUID open = UUID.randomUUID();
    private StaffMember anna;
    private StaffMember boris;
    private UUID maria;
    private UUID oleg;
    private UUID romashka;

    @BeforeEach
    void threeClients() {
        anna = crm.staff().save(Cast.anna());
        boris = crm.staff().save(Cast.boris());
        maria = client("Мария Иванова");
        oleg = client("Олег Орлов");
        romashka = crm.contacts().save(Cast.romashka()).id();
        crm.jdbc()
                .sql("insert into pipeline (id, name, position) values (?, ?, 99)")
                .params(pipeline, "Продажи " + pipeline)
                .update();
        stage(open, "open", 10);
        stage(won, "won", 100);
        crm.jdbc()
                .sql("insert into deal_type (id, name, pipeline_id, control, position) values (?, ?, ?, 'free', 99)")
                .params(type, "Обычная " + type, pipeline)
                .update();
    }

    private void stage(UUID id, String kind, int probability) {
        crm.jdbc()
                .sql("insert into stage (id, pipeline_id, name, position, kind, probability) values (?, ?, ?, 1, ?, ?)")
                .params(id, pipeline, kind, kind, probability)
                .update();
    }

    @AfterEach
    void close() {
        crm.jdbc().sql("truncate event, event_party, terms, deal cascade").update();
        for (String table : List.of("deal_type", "stage")) {
            crm.jdbc()
                    .sql("delete from " + table + " where pipeline_id = ?")
                    .param(pipeline)
                    .update();
        }
        crm.jdbc().sql("delete from pipeline where id = ?").param(pipeline).update();
        crm.close();
    }

    private UUID client(String name) {
        return crm.contacts().save(Cast.person(name, null)).id();
    }

    private void bought(UUID party, String amount, String day) {
        deal(party, amount, "RUB", won, LocalDate.parse(day));
    }

    private void deal(UUID party, String amount, String currency, UUID stage, LocalDate closed) {
        Timestamp at = Timestamp.from(
                closed == null ? NOW : closed.atTime(12, 0).atZone(MOSCOW).toInstant());
        crm.jdbc()
                .sql(
                        "insert into deal (id, title, type_id, pipeline_id, stage_id, stage_entered_at, party_id, amount, currency,"
                                + " closed_at, rank, created_at, changed_at) values (?, 'Партия', ?, ?, ?, ?, ?, ?, ?,"
                                + " case when ? then ?::timestamptz end, 'a', ?, ?)")
                .params(
                        UUID.randomUUID(),
                        type,
                        pipeline,
                        stage,
                        at,
                        party,
                        new BigDecimal(amount),
                        currency,
                        closed != null,
                        at,
                        at,
                        at)
                .update();
    }

    private void party(UUID party, String region, String... tags) {
        crm.jdbc()
                .sql("update party set region = ?, tags = ? where id = ?")
                .params(region, tags, party)
                .update();
    }

    private void answersFor(StaffMember who, UUID contact) {
        crm.jdbc()
                .sql("update contact set responsible_id = ? where id = ?")
                .params(who.id(), contact)
                .update();
    }

    private Permissions seeing(StaffMember who, Scope scope) {
        return new Rights(() -> crm.staff().all(), Map.of(Action.SEE, Map.of(Role.AGENT, scope))).of(who);
    }

    private List<UUID> found(SegmentRule rule) {
        return segments.tryOut(rule, null).first().stream()
                .map(SegmentMember::partyId)
                .toList();
    }

    private List<UUID> found(SegmentCondition... conditions) {
        return found(SegmentRule.of(conditions));
    }

    private List<UUID> members(Segment segment) {
        return segments.ids(segment.id(), null);
    }

    @Test
    void whoBoughtNothingForNinetyDaysIsInItAndLeavesAsSheBuys() {
        bought(maria, "1000", "2026-06-01");
        bought(oleg, "1000", "2026-11-20");
        Segment silent = segments.add(
                "Молчат 90 дней", null, SegmentRule.of(SegmentCondition.ago(What.LAST_PURCHASE, Is.BEFORE, 90)), anna);

        assertThat(members(silent)).containsExactlyInAnyOrder(maria, romashka);
        assertThat(silent.refreshedAt()).isEqualTo(NOW);

        bought(maria, "500", "2026-12-01");
        segments.refresh(silent.id(), null);
        assertThat(members(silent)).containsExactly(romashka);
        assertThat(segments.refresh(silent.id(), null).refreshedAt()).isEqualTo(NOW);
        List<SegmentMove> moves = segments.moves(silent.id(), null, null, 10).items();
        assertThat(moves)
                .as("counted again, nothing happened")
                .extracting(SegmentMove::entered)
                .containsExactly(false, true, true);
        assertThat(moves.get(0).by()).as("the night").isNull();
        assertThat(moves.get(1).by()).isEqualTo(anna.id());
        assertThat(segments.counts(silent.id(), null)).isEqualTo(new Segments.Counts(1, 2, 1));
        assertThat(segments.of(romashka, null)).extracting(Segment::id).containsExactly(silent.id());
        assertThat(segments.of(maria, null)).isEmpty();
    }

    @Test
    void conditionsAreJoinedByAndOrOneLevelDeep() {
        party(maria, "Москва", "vip");
        party(oleg, "Тверь", "VIP");
        party(romashka, "Москва");
        bought(maria, "60000", "2026-03-01");
        bought(maria, "40000", "2026-11-01");
        bought(oleg, "99999.99", "2026-11-01");
        bought(romashka, "100000", "2024-01-01");
        deal(romashka, "500000", "EUR", won, LocalDate.parse("2026-11-01"));
        deal(oleg, "500000", "RUB", open, null);
        SegmentCondition much = SegmentCondition.between(What.WON_SUM, "100 000", null, 365);

        assertThat(found(much)).as("roubles, won, within the year").containsExactly(maria);
        assertThat(found(SegmentCondition.between(What.WON_SUM, "100000", null, null)))
                .as("ever")
                .containsExactlyInAnyOrder(maria, romashka);
        Group vipOrMoscow = new Group(
                Match.ANY,
                List.of(SegmentCondition.any(What.TAG, "vip"), SegmentCondition.any(What.REGION, " москва ")));
        assertThat(found(new SegmentRule(Match.ALL, List.of(vipOrMoscow))))
                .containsExactlyInAnyOrder(maria, oleg, romashka);
        assertThat(found(new SegmentRule(Match.ALL, List.of(vipOrMoscow, new Group(Match.ALL, List.of(much))))))
                .containsExactly(maria);
        assertThat(found(new SegmentRule(
                        Match.ANY,
                        List.of(
                                new Group(Match.ALL, List.of(much)),
                                new Group(Match.ALL, List.of(SegmentCondition.any(What.REGION, "тверь")))))))
                .containsExactlyInAnyOrder(maria, oleg);
    }

    @Test
    void lettersAreFoundWhateverTheirCaseAndWithoutTheirDots() {
        party(maria, "ОРЁЛ");
        assertThat(found(SegmentCondition.any(What.REGION, "орел"))).containsExactly(maria);
        assertThat(found(SegmentCondition.none(What.REGION, "Орёл"))).containsExactlyInAnyOrder(oleg, romashka);
        assertThat(found(SegmentCondition.ago(What.REGION, Is.EMPTY, null))).containsExactlyInAnyOrder(oleg, romashka);
        assertThat(found(SegmentCondition.any(What.KIND, "company"))).containsExactly(romashka);
    }

    @Test
    void whatIsTypedNeverBecomesAPartOfTheQuery() {
        String bad = "'); drop table segment_move; --";
        assertThat(found(SegmentCondition.any(What.REGION, bad))).isEmpty();
        assertThat(found(SegmentCondition.any(What.TAG, bad, ":seg0", "?"))).isEmpty();
        assertThat(found(SegmentCondition.none(What.SOURCE, bad))).hasSize(3);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> found(SegmentCondition.field("person.x' or true --", Is.FILLED)))
                .withMessageContaining("is gone");
        assertThat(segments.all()).isEmpty();
    }

    static Stream<SegmentCondition> whatCannotBeAskedFor() {
        return Stream.of(
                SegmentCondition.any(What.TAG),
                SegmentCondition.any(What.TAG, " "),
                SegmentCondition.any(What.ABC, "D"),
                SegmentCondition.any(What.KIND, "animal"),
                SegmentCondition.any(What.WON_SUM, "5"),
                SegmentCondition.any(What.RESPONSIBLE, "nobody"),
                SegmentCondition.any(What.RESPONSIBLE, UUID.randomUUID().toString()),
                SegmentCondition.any(What.TEAM, "Луна"),
                SegmentCondition.ago(What.LAST_CONTACT, Is.WITHIN, null),
                SegmentCondition.ago(What.LAST_CONTACT, Is.WITHIN, 0),
                SegmentCondition.between(What.WON_SUM, null, " ", null),
                SegmentCondition.between(What.WON_SUM, "ten", null, null),
                SegmentCondition.between(What.WON_SUM, "10", "5", null),
                SegmentCondition.between(What.WON_SUM, "10", null, -1),
                SegmentCondition.between(What.LAST_PURCHASE, "2026-02-30", null, null),
                SegmentCondition.between(What.LAST_PURCHASE, "2026-02-02", "2026-02-01", null),
                SegmentCondition.field(null, Is.FILLED),
                SegmentCondition.field("lead.x", Is.FILLED),
                new SegmentCondition(null, null, Is.ANY, List.of("x"), null, null, null),
                new SegmentCondition(What.TAG, null, null, List.of("x"), null, null, null));
    }

    @ParameterizedTest
    @MethodSource
    void whatCannotBeAskedFor(SegmentCondition half) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> segments.add("Полсегмента", null, SegmentRule.of(half), anna))
                .matches(refused -> "rule".equals(refused.field()));
        assertThat(segments.all()).isEmpty();
    }

    @Test
    void anEmptyRuleANamelessSegmentAndANameTwiceAreRefused() {
        SegmentRule all = SegmentRule.of(SegmentCondition.any(What.KIND, "person"));
        SegmentRule empty = new SegmentRule(null, List.of(new Group(null, List.of())));
        for (SegmentRule none : List.of(empty, new SegmentRule(null, null))) {
            assertThatExceptionOfType(Refused.class).isThrownBy(() -> segments.tryOut(none, null));
        }
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> segments.add(" ", null, all, anna));
        Segment people = segments.add("Люди", null, all, anna);
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> segments.add(" люди", null, all, anna));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> segments.change(people.id(), 7, "Иначе", null, all, anna))
                .matches(refused -> "version".equals(refused.field()));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> segments.change(people.id(), null, "Иначе", null, null, anna));
    }

    @Test
    void anotherRuleCountsAtOnce() {
        Segment one = segments.add("Кто-то", null, SegmentRule.of(SegmentCondition.any(What.KIND, "person")), anna);
        Segment changed = segments.change(
                one.id(),
                one.version(),
                "Компании",
                "для рассылки",
                SegmentRule.of(SegmentCondition.any(What.KIND, "company")),
                boris);

        assertThat(changed.name()).isEqualTo("Компании");
        assertThat(members(changed)).containsExactly(romashka);
        assertThat(segments.counts(one.id(), null)).isEqualTo(new Segments.Counts(1, 3, 2));
    }

    @Test
    void aFieldThatIsGoneStopsTheCountWithWordsAndMembersStay() {
        Field lorries = fields.save(
                new Field(
                        null,
                        FieldSubject.PERSON,
                        null,
                        FieldKind.NUMBER,
                        "Машин",
                        null,
                        0,
                        false,
                        false,
                        true,
                        null,
                        0),
                null);
        crm.jdbc()
                .sql(
                        "update party set fields = jsonb_build_object(?::text, 12), field_words = array_to_tsvector(?) where id = ?")
                .params(lorries.key(), new String[] {"person." + lorries.key()}, maria)
                .update();
        String field = "person." + lorries.key();
        SegmentRule many = SegmentRule.of(new SegmentCondition(What.FIELD, field, Is.BETWEEN, null, "10", "20", null));
        assertThat(found(many)).containsExactly(maria);
        assertThat(found(SegmentCondition.field(field, Is.FILLED))).containsExactly(maria);
        assertThat(found(SegmentCondition.field(field, Is.EMPTY))).containsExactly(oleg);
        Segment fleet = segments.add("Автопарк", null, many, anna);
        assertThat(segments.fault(fleet)).isEmpty();

        fields.save(
                new Field(
                        lorries.id(), null, null, null, "Машин", null, 0, false, false, false, null, lorries.version()),
                null);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> segments.refresh(fleet.id(), null))
                .withMessageContaining(field);
        assertThat(members(fleet)).containsExactly(maria);
        assertThat(segments.fault(fleet)).isPresent();
    }

    @Test
    void clientsAreChosenByHandAndAMergeTakesThemAlong() {
        Segment guests = segments.add("На выставку", null, null, anna);
        segments.pick(guests.id(), List.of(maria, oleg), null, anna);
        segments.pick(guests.id(), List.of(maria), null, boris);
        assertThat(members(guests)).containsExactlyInAnyOrder(maria, oleg);
        assertThat(segments.moves(guests.id(), null, null, 10).items()).hasSize(2);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> segments.pick(guests.id(), List.of(maria, UUID.randomUUID()), null, anna));

        UUID again = client("Мария Иванова");
        crm.bean(Merges.class).merge(again, List.of(maria), Map.of(), null);
        segments.refresh(guests.id(), null);
        assertThat(members(guests)).containsExactlyInAnyOrder(again, oleg);
        assertThat(segments.moves(guests.id(), null, null, 10).items())
                .extracting(SegmentMove::partyId)
                .containsExactlyInAnyOrder(again, oleg);

        segments.unpick(guests.id(), List.of(oleg), null, anna);
        assertThat(members(guests)).containsExactly(again);
        Segment byRule = segments.add("Люди", null, SegmentRule.of(SegmentCondition.any(What.KIND, "person")), anna);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> segments.pick(byRule.id(), List.of(oleg), null, anna));
    }

    @Test
    void clientsOfAColleagueAreCountedAndShownToNobodyWhoMayNotSeeHis() {
        answersFor(anna, maria);
        answersFor(boris, oleg);
        SegmentRule people = SegmentRule.of(SegmentCondition.any(What.KIND, "person"));
        Segment all = segments.add("Люди", null, people, boris);
        Permissions annas = seeing(anna, Scope.OWN);
        Permissions nobodys = seeing(anna, Scope.NONE);

        assertThat(segments.tryOut(people, annas).count()).isEqualTo(1);
        assertThat(segments.tryOut(people, null).count()).isEqualTo(2);
        assertThat(segments.ids(all.id(), annas)).containsExactly(maria);
        assertThat(segments.members(all.id(), annas, null, 10).items())
                .extracting(SegmentMember::partyId)
                .containsExactly(maria);
        assertThat(segments.moves(all.id(), annas, null, 10).items()).hasSize(1);
        assertThat(segments.counts(all.id(), annas)).isEqualTo(new Segments.Counts(1, 1, 0));
        assertThat(segments.of(oleg, annas)).isEmpty();
        assertThat(segments.counts(all.id(), nobodys)).isEqualTo(new Segments.Counts(0, 0, 0));
        Segment guests = segments.add("На выставку", null, null, boris);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> segments.pick(guests.id(), List.of(oleg), annas, anna));
        segments.pick(guests.id(), List.of(romashka), annas, anna);
        assertThat(segments.ids(guests.id(), annas)).as("of nobody").containsExactly(romashka);

        assertThat(found(SegmentCondition.any(What.RESPONSIBLE, anna.id().toString())))
                .containsExactly(maria);
        assertThat(found(SegmentCondition.ago(What.RESPONSIBLE, Is.EMPTY, null)))
                .containsExactly(romashka);
        crm.staff().save(boris.in("Склад", null, null));
        assertThat(found(SegmentCondition.any(What.TEAM, "склад"))).containsExactly(oleg);
    }

    @Test
    void pagesOfMembersGoOnWhereTheyEnded() {
        Segment all =
                segments.add("Все", null, SegmentRule.of(SegmentCondition.any(What.KIND, "person", "company")), anna);
        var seen = new ArrayList<UUID>();
        String after = null;
        do {
            Segments.Page<SegmentMember> page = segments.members(all.id(), null, after, 2);
            page.items().forEach(one -> seen.add(one.partyId()));
            after = page.next();
        } while (after != null);
        assertThat(seen).containsExactlyInAnyOrder(maria, oleg, romashka);
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> segments.members(all.id(), null, "x", 2));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> segments.moves(all.id(), null, "x", 2));
    }

    @Test
    void classesAreThoseOfTheReportAndWhoBoughtNothingIsN() {
        bought(maria, "800", "2026-11-01");
        bought(oleg, "200", "2026-11-01");
        assertThat(found(SegmentCondition.any(What.ABC, "A"))).containsExactly(maria);
        assertThat(found(SegmentCondition.any(What.ABC, "B"))).containsExactly(oleg);
        assertThat(found(SegmentCondition.any(What.ABC, "N"))).containsExactly(romashka);
        assertThat(found(SegmentCondition.any(What.ABC, "A", "N"))).containsExactlyInAnyOrder(maria, romashka);
        assertThat(found(SegmentCondition.none(What.ABC, "N"))).containsExactlyInAnyOrder(maria, oleg);
        assertThat(found(SegmentCondition.any(What.XYZ, "NONE"))).hasSize(3);
    }

    @Test
    void aTalkWithItsPersonIsAContactOfTheCompanyAndANoteIsNone() {
        UUID worker = crm.contacts().save(Cast.person("Пётр Петров", romashka)).id();
        event(worker, "call", NOW.minus(Duration.ofDays(3)));
        event(oleg, "note", NOW.minus(Duration.ofDays(3)));
        event(maria, "mail", NOW.minus(Duration.ofDays(40)));

        assertThat(found(SegmentCondition.ago(What.LAST_CONTACT, Is.WITHIN, 30)))
                .containsExactlyInAnyOrder(worker, romashka);
        assertThat(found(SegmentCondition.ago(What.LAST_CONTACT, Is.BEFORE, 30)))
                .containsExactlyInAnyOrder(maria, oleg);
        assertThat(found(SegmentCondition.ago(What.LAST_CONTACT, Is.NEVER, null)))
                .containsExactly(oleg);
        assertThat(found(SegmentCondition.between(What.LAST_CONTACT, "2026-10-01", "2026-10-31", null)))
                .containsExactly(maria);
    }

    private void event(UUID party, String kind, Instant at) {
        UUID id = UUID.randomUUID();
        crm.jdbc()
                .sql("insert into event (id, kind, at) values (?, ?, ?)")
                .params(id, kind, Timestamp.from(at))
                .update();
        crm.jdbc()
                .sql("insert into event_party (event_id, party_id, at) values (?, ?, ?)")
                .params(id, party, Timestamp.from(at))
                .update();
    }

    @Test
    void theNightCountsWhatWasNotCountedSince() {
        Segment people = segments.add("Люди", null, SegmentRule.of(SegmentCondition.any(What.KIND, "person")), anna);
        UUID fresh = client("Новый Клиент");
        var nights = new SegmentNights(segments, WorkingCalendar.usual(MOSCOW));
        nights.count(NOW);
        assertThat(members(people)).as("counted today").doesNotContain(fresh);
        nights.count(NOW.plus(Duration.ofDays(1)));
        assertThat(members(people)).contains(fresh);
        assertThat(SegmentNights.night(Instant.parse("2026-12-01T00:29:00Z"), MOSCOW))
                .isEqualTo(Instant.parse("2026-11-30T00:30:00Z"));
        assertThat(SegmentNights.night(Instant.parse("2026-12-01T00:30:00Z"), MOSCOW))
                .isEqualTo(Instant.parse("2026-12-01T00:30:00Z"));
    }

    @Test
    void manyAreCountedAFewAtATimeAndEachIsTold() {
        for (int i = 0; i < 6; i++) {
            client("Клиент " + i);
        }
        Segment people = segments.add("Люди", null, SegmentRule.of(SegmentCondition.any(What.KIND, "person")), anna);
        assertThat(members(people)).hasSize(8).doesNotHaveDuplicates();
        assertThat(segments.kept(null)).containsEntry(people.id(), new Segments.Counts(8, 8, 0));
        segments.change(
                people.id(), null, "Фирмы", null, SegmentRule.of(SegmentCondition.any(What.KIND, "company")), anna);
        assertThat(members(people)).containsExactly(romashka);
        assertThat(segments.moves(people.id(), null, null, 100).items()).hasSize(17);
        assertThat(segments.kept(null)).containsEntry(people.id(), new Segments.Counts(1, 9, 8));
    }

    @Test
    void whatIsListedIsWhatWasCountedLastAndOfOthersClientsNothing() {
        Segment people = segments.add("Люди", null, SegmentRule.of(SegmentCondition.any(What.KIND, "person")), anna);
        client("Новый Клиент");
        assertThat(segments.kept(seeing(boris, Scope.ALL))).containsEntry(people.id(), new Segments.Counts(2, 2, 0));
        assertThat(segments.kept(seeing(anna, Scope.OWN))).isEmpty();
    }

    @Test
    @Timeout(60)
    void theListReadsNoClients() throws Exception {
        Segment people = segments.add(
                "Люди",
                null,
                SegmentRule.of(
                        SegmentCondition.any(What.TAG, "опт"),
                        SegmentCondition.any(What.REGION, "Тверь"),
                        SegmentCondition.any(What.ABC, "A")),
                anna);
        var hands = new TransactionTemplate(crm.bean(PlatformTransactionManager.class));
        CompletableFuture<Boolean> listed = new CompletableFuture<>();
        hands.executeWithoutResult(status -> {
            crm.jdbc()
                    .sql("lock table party, deal, segment_member in access exclusive mode")
                    .update();
            listed.completeAsync(() ->
                    segments.fault(people).isEmpty() && segments.kept(null).containsKey(people.id()));
            assertThat(listed.orTimeout(20, TimeUnit.SECONDS).join()).isTrue();
        });
    }

    @Test
    @Timeout(60)
    void whoSavesOneThatIsBeingCountedWaitsAndTheOthersDoNot() throws InterruptedException {
        SegmentRule rule = SegmentRule.of(SegmentCondition.any(What.KIND, "person"));
        Segment counted = segments.add("Люди", null, rule, anna);
        Segment guests = segments.add("Гости", null, null, anna);
        var hands = new TransactionTemplate(crm.bean(PlatformTransactionManager.class));
        Thread saves = new Thread(() -> segments.change(counted.id(), null, "Все люди", null, rule, anna));
        Thread picks = new Thread(() -> segments.pick(guests.id(), List.of(maria), null, anna));
        hands.executeWithoutResult(status -> {
            // As a count that goes on: it has the row, and writes it last.
            crm.jdbc()
                    .sql("select id from segment where id = ? for update")
                    .param(counted.id())
                    .query(UUID.class)
                    .single();
            saves.start();
            while (crm.jdbc()
                            .sql(
                                    "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                            .query(Integer.class)
                            .single()
                    == 0) {
                Thread.onSpinWait();
            }
            picks.start();
            try {
                picks.join();
            } catch (InterruptedException late) {
                throw new IllegalStateException(late);
            }
            crm.jdbc()
                    .sql("update segment set refreshed_at = now() where id = ?")
                    .param(counted.id())
                    .update();
        });
        saves.join();
        assertThat(members(guests)).containsExactly(maria);
        assertThat(segments.find(counted.id()).orElseThrow().name()).isEqualTo("Все люди");
    }

    @Test
    void theNightGoesOnAfterOneThatCannotBeCounted() {
        SegmentRule rule = SegmentRule.of(SegmentCondition.any(What.KIND, "person"));
        Segment bad = segments.add("Первый", null, rule, anna);
        Segment unread = segments.add("Второй", null, rule, anna);
        Segment good = segments.add("Третий", null, rule, anna);
        UUID fresh = client("Новый Клиент");
        crm.jdbc()
                .sql("update segment set rule = '{\"match\": \"seldom\"}' where id = ?")
                .param(unread.id())
                .update();
        new SegmentNights(segments, WorkingCalendar.usual(MOSCOW)).count(NOW.plus(Duration.ofDays(1)));
        assertThat(members(bad)).contains(fresh);
        assertThat(members(good)).contains(fresh);
    }

    @Test
    void aFileOfMembersRunsNothing() throws IOException {
        Contact wicked = crm.contacts().save(Cast.person("=HYPERLINK(\"http://x\")", romashka, Cast.MARIAS));
        Segment one = segments.add("Один", null, null, anna);
        segments.pick(one.id(), List.of(wicked.id(), romashka), null, anna);
        var file = new ByteArrayOutputStream();
        new SegmentExport(segments, crm.contacts(), crm.staff()).write(file, one.id(), null, Locale.ENGLISH);
        assertThat(file.toString(StandardCharsets.UTF_8))
                .startsWith("\uFEFFName;Company;Phone")
                .contains("'=HYPERLINK")
                .contains(Cast.MARIAS.toString())
                .contains("«Ромашка»");
    }

    @Test
    void aSegmentWithTermsIsNotDeleted() {
        Segment one = segments.add("Опт", null, null, anna);
        crm.jdbc()
                .sql(
                        "insert into terms (id, name, segment_id, state, created_at) values (?, 'Опт', ?, 'active', now())")
                .params(UUID.randomUUID(), one.id())
                .update();
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> segments.delete(one.id()));
        crm.jdbc().sql("update terms set state = 'closed'").update();
        segments.delete(one.id());
        assertThat(segments.find(one.id())).isEmpty();
    }
}
