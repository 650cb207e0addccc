package org.ringbook.dialrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestDatabase;
import org.ringbook.audit.AuditEntry;
import org.ringbook.calendar.PublicHolidays;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.dialrules.DialReason.Code;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** What the gate is told of is read from the log, the cards and the lists. */
class DialRulesTest {

    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Instant NOON = moscow("2026-12-01T12:00");
    private static final Clock BEFORE_NOON = Clock.fixed(NOON.minusSeconds(60), MOSCOW);
    private static final UUID ANNA = UUID.randomUUID();

    private final com.zaxxer.hikari.HikariDataSource database =
            TestDatabase.pooledWith("audit", "staff", "contacts", "calls", "dialrules");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final DataSourceTransactionManager transactions = new DataSourceTransactionManager(database);
    private final List<Object> told = new ArrayList<>();
    private final DoNotCallList list = new DoNotCallList(jdbc, transactions, told::add, BEFORE_NOON);
    private final DialLimitTable limits = new DialLimitTable(jdbc, transactions, told::add);
    private final OwnLines lines = new OwnLines(jdbc, transactions, told::add);
    private final NumberingTables numbering = new NumberingTables(jdbc, transactions, told::add);
    private final PartyZones zones = new PartyZones(jdbc);
    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
    private final DialRules rules = rules();
    private final UUID romashka = company("Ромашка");
    private final UUID maria = person("Мария Иванова", romashka, Cast.MARIAS, Cast.PAVELS);

    private DialRules rules() {
        var attempts = beans.getBeanProvider(CampaignAttempts.class);
        return new DialRules(
                new DialFactsReader(
                        jdbc,
                        Cast.PLAN,
                        list,
                        limits,
                        lines,
                        numbering,
                        PublicHolidays.NONE,
                        WorkingCalendar.usual(MOSCOW),
                        attempts),
                attempts);
    }

    @BeforeEach
    void mariaIsInMoscow() {
        zones.set(maria, "Europe/Moscow", ANNA);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Instant moscow(String time) {
        return LocalDateTime.parse(time).atZone(MOSCOW).toInstant();
    }

    private UUID company(String name) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into company (id, name, name_key, words) values (?, ?, lower(?), '')")
                .params(id, name, name)
                .update();
        return id;
    }

    private UUID person(String name, UUID company, PhoneNumber... numbers) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into contact (id, name, name_key, company_id, words) values (?, ?, lower(?), ?, '')")
                .params(id, name, name, company)
                .update();
        for (int place = 0; place < numbers.length; place++) {
            jdbc.sql("insert into contact_number (number, contact_id, place) values (?, ?, ?)")
                    .params(numbers[place].e164(), id, place)
                    .update();
        }
        return id;
    }

    private UUID called(PhoneNumber number, String direction, Instant at, String result, String reason) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into call (id, source, source_id, direction, state, result, reason, external, line, started_at,
                            answered_at, agent, answered_by, rang, agents, legs, transfers, recordings, rules)
                        values (?, 'office', ?, ?, 'ended', ?, ?, ?, ?, ?, ?, '101', '{}', '{}', '{}', '[]', '[]', '[]', '[]')""")
                .params(
                        id,
                        id.toString(),
                        direction,
                        result,
                        reason,
                        number.toString(),
                        Cast.LINE.toString(),
                        Timestamp.from(at),
                        result.equals("answered") ? Timestamp.from(at.plusSeconds(9)) : null)
                .update();
        return id;
    }

    private DialAnswer service(PhoneNumber number) {
        return rules.mayDial(DialQuestion.of(
                number, null, CampaignRules.of(UUID.randomUUID(), "Осень", Purpose.SERVICE), DialMode.PREVIEW, NOON));
    }

    private static List<Code> codes(DialAnswer answer) {
        return answer.reasons().stream().map(DialReason::code).toList();
    }

    @Test
    void callsByHandToAnyNumberOfThePersonCountAndThoseThatReachedNobodyDoNot() {
        called(Cast.MARIAS, "outbound", NOON.minusSeconds(3600), "no_answer", "rang_out");
        called(Cast.PAVELS, "outbound", NOON.minusSeconds(7200), "answered", null);
        called(Cast.MARIAS, "outbound", NOON.minusSeconds(1800), "failed", "congestion");
        called(Cast.MARIAS, "outbound", NOON.minusSeconds(1700), "failed", "agent_unreachable");
        called(Cast.MARIAS, "inbound", NOON.minusSeconds(1600), "answered", null);
        assertThat(service(Cast.MARIAS).allowed()).isTrue();
        assertThat(service(Cast.MARIAS).attemptsLeft()).isEqualTo(1);
        UUID twice = called(Cast.MARIAS, "outbound", NOON.minusSeconds(900), "busy", null);
        assertThat(codes(service(Cast.MARIAS))).containsExactly(Code.NUMBER_DAY, Code.NUMBER_24H, Code.PERSON_DAY);
        UUID seenBefore = called(Cast.MARIAS, "outbound", NOON.minusSeconds(901), "busy", null);
        jdbc.sql("insert into call_seen_again (other_id, call_id, rule, agents) values (?, ?, 'same', '{}')")
                .params(seenBefore, twice)
                .update();
        DialAnswer third = service(Cast.PAVELS);
        assertThat(codes(third)).as("two records of one call are one").containsExactly(Code.PERSON_DAY);
        assertThat(third.reasons().get(0).words(java.util.Locale.ENGLISH))
                .contains("3 times")
                .contains("by hand, 101");
    }

    @Test
    void anAttemptOfAListStandsForItsCallOfTheLog() {
        UUID call = called(Cast.MARIAS, "outbound", NOON.minusSeconds(900), "no_answer", null);
        UUID campaign = UUID.randomUUID();
        beans.registerSingleton("attempts", new CampaignAttempts() {
            @Override
            public List<PastCall> of(java.util.Collection<PhoneNumber> numbers, UUID party, UUID of, Instant since) {
                return List.of(PastCall.ofCampaign(call, Cast.MARIAS, campaign, NOON.minusSeconds(901), false));
            }

            @Override
            public boolean inDebtCampaign(PhoneNumber number, UUID party) {
                return true;
            }

            @Override
            public int attemptsSince(Purpose purpose, Instant since) {
                return 250;
            }
        });
        DialAnswer answer = service(Cast.MARIAS);
        assertThat(answer.attemptsLeft()).isEqualTo(1);
        assertThat(answer.notices()).extracting(DialReason::code).contains(Code.MASS);
        DialAnswer night = rules.byHand(Cast.MARIAS, null, moscow("2026-12-01T23:00"));
        assertThat(codes(night))
                .as("in a campaign of debts the law's hours hold by hand, too")
                .containsExactly(Code.HOURS);
    }

    @Test
    void whoIsAddedFromTheCardIsCalledAtNoNumberAndTheNumbersStayWhenTheCardIsGone() {
        DoNotCallEntry line = list.add(maria, null, "просила не звонить", ANNA);
        assertThat(list.add(maria, null, "ещё раз", ANNA).id()).isEqualTo(line.id());
        assertThat(codes(service(Cast.PAVELS))).contains(Code.DO_NOT_CALL);
        assertThat(rules.byHand(Cast.MARIAS, null, NOON).onlyDoNotCall()).isTrue();
        assertThat(told)
                .hasSize(3)
                .allSatisfy(entry -> assertThat(((AuditEntry) entry).by()).isEqualTo(ANNA));
        assertThat(list.list(null, true, null, 10)).hasSize(3);
        jdbc.sql("delete from contact where id = ?").param(maria).update();
        assertThat(codes(service(Cast.PAVELS))).contains(Code.DO_NOT_CALL);
    }

    @Test
    void aLineIsEndedWithAReasonAndStays() {
        DoNotCallEntry line = list.add(maria, null, null, ANNA);
        assertThatThrownBy(() -> list.end(line.id(), " ", ANNA)).isInstanceOf(Refused.class);
        list.end(line.id(), "попросила снова", ANNA);
        assertThat(service(Cast.MARIAS).allowed())
                .as("her numbers may be called again, too")
                .isTrue();
        assertThat(list.list(null, true, null, 10)).isEmpty();
        assertThat(list.list("9161112233", false, null, 10)).hasSize(1);
        assertThatThrownBy(() -> list.end(line.id(), "ещё", ANNA)).isInstanceOf(Refused.class);
    }

    @Test
    void aNumberThatWasAddedWithALaterWordEndsWithThePersonToo() {
        DoNotCallEntry line = list.add(maria, null, null, ANNA);
        jdbc.sql("insert into contact_number (number, contact_id, place) values (?, ?, 2)")
                .params(Cast.UNKNOWN.e164(), maria)
                .update();
        DoNotCallEntry alone = list.add(Cast.SHARED, null, null, "по письму", ANNA);
        var later = new DoNotCallList(jdbc, transactions, told::add, Clock.fixed(NOON.minusSeconds(30), MOSCOW));
        assertThat(later.add(maria, null, "ещё раз", ANNA).id()).isEqualTo(line.id());
        assertThat(list.list(null, true, null, 10)).hasSize(5);
        list.end(line.id(), "попросила снова", ANNA);
        assertThat(list.list(null, true, null, 10))
                .singleElement()
                .satisfies(one -> assertThat(one.entry().id()).isEqualTo(alone.id()));
        assertThat(told.toString()).as("why stands in the line alone").doesNotContain("попросила снова");
    }

    @Test
    void whoeverHasTheNumberAndRefusedIsNotCalledOnIt() {
        UUID ivan = person("Иван", null, Cast.MARIAS);
        zones.set(ivan, "Europe/Moscow", ANNA);
        consent(ivan, true, "2026-11-01T12:00");
        var advertising = DialQuestion.of(
                Cast.MARIAS,
                ivan,
                CampaignRules.of(UUID.randomUUID(), "Осень", Purpose.ADVERTISING),
                DialMode.PREVIEW,
                NOON);
        assertThat(codes(rules.mayDial(advertising))).doesNotContain(Code.CONSENT_WITHDRAWN, Code.NO_CONSENT);
        consent(maria, false, "2026-10-01T12:00");
        assertThat(codes(rules.mayDial(advertising))).contains(Code.CONSENT_WITHDRAWN);
        consent(maria, true, "2026-10-02T12:00");
        assertThat(codes(rules.mayDial(advertising))).doesNotContain(Code.CONSENT_WITHDRAWN);
    }

    private void consent(UUID party, boolean allowed, String at) {
        jdbc.sql("insert into consent (id, party_id, purpose, allowed, at, how) values (?, ?, 'ads', ?, ?, 'письмо')")
                .params(UUID.randomUUID(), party, allowed, Timestamp.from(moscow(at)))
                .update();
    }

    @Test
    void anEmployeeIsWhereTheirLandlineIsAndNotWhereTheirHeadOfficeIs() {
        PhoneNumber vladivostok = PhoneNumber.of("+74232123456");
        person("Пётр", romashka, vladivostok);
        jdbc.sql("update party set region = 'Москва' where id = ?")
                .param(romashka)
                .update();
        assertThat(service(vladivostok).zones().zones()).containsExactly(ZoneId.of("Asia/Vladivostok"));
        UUID ivan = person("Иван", romashka, Cast.UNKNOWN);
        assertThat(service(Cast.UNKNOWN).zones().zones())
                .as("where nothing better is known")
                .containsExactly(MOSCOW);
        jdbc.sql("update party set region = 'Омск' where id = ?").param(ivan).update();
        jdbc.sql("insert into party_point (party_id, kind, value, place) values (?, 'address', 'г. Иркутск', 0)")
                .param(ivan)
                .update();
        assertThat(service(Cast.UNKNOWN).zones().zones())
                .containsExactlyInAnyOrder(ZoneId.of("Asia/Omsk"), ZoneId.of("Asia/Irkutsk"));
    }

    @Test
    void aTableThatWasTakenTwiceUnderAnotherNameStandsOnce() throws IOException {
        String moved = "999;0000000;0009999;10000;Т2;%s\n998;0000000;0009999;10000;Т2;Омская обл.\n";
        numbering.read("DEF-9xx.csv", stream(moved.formatted("Хабаровский край")), ANNA);
        numbering.read("3xx.csv", stream("301;2000000;2009999;10000;Т2;Республика Бурятия\n"), ANNA);
        numbering.read("DEF-9xx (1).csv", stream(moved.formatted("Омская обл.")), ANNA);
        assertThat(numbering.tables())
                .extracting(NumberingTables.Table::name)
                .containsExactly("3xx.csv", "DEF-9xx (1).csv");
        assertThat(numbering.ranges().regionOf(Cast.UNKNOWN.e164())).isEqualTo("Омская обл.");
        numbering.read("999.csv", stream("999;0000000;0000009;10;Т2;Томская обл.\n"), ANNA);
        assertThat(numbering.tables())
                .extracting(NumberingTables.Table::name, NumberingTables.Table::rows)
                .contains(org.assertj.core.groups.Tuple.tuple("DEF-9xx (1).csv", 1));
    }

    @Test
    void ofACompanyNobodyIsCalledAndOfABeginningNoNumber() {
        list.add(romashka, null, null, ANNA);
        assertThat(codes(service(Cast.MARIAS))).containsExactly(Code.DO_NOT_CALL);
        list.addPrefix("+7 999", "вся ёмкость", ANNA);
        assertThat(codes(service(Cast.UNKNOWN))).contains(Code.DO_NOT_CALL);
        assertThatThrownBy(() -> list.addPrefix("7", null, ANNA)).isInstanceOf(Refused.class);
    }

    @Test
    void anOfficialTableAndTheAddressOfTheCardSayWhereSomebodyIs() throws IOException {
        String table = "DEF;От;До;Емкость;Оператор;Регион\n999;0000000;0009999;10000;ООО Т2;Хабаровский край\n"
                + "999;0010000;0019999;10000;ООО Т2;Земля Санникова\n";
        var read = numbering.read("DEF-9xx.csv", stream(table), ANNA);
        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.unknownRegions()).containsExactly("Земля Санникова");
        assertThat(service(Cast.UNKNOWN).zones().zones()).containsExactly(ZoneId.of("Asia/Vladivostok"));
        UUID ivan = person("Иван", null, Cast.UNKNOWN);
        jdbc.sql("update party set region = 'Омск' where id = ?").param(ivan).update();
        assertThat(service(Cast.UNKNOWN).zones().zones()).containsExactly(ZoneId.of("Asia/Omsk"));
        zones.set(ivan, "Asia/Irkutsk", ANNA);
        assertThat(service(Cast.UNKNOWN).zones().zones()).containsExactly(ZoneId.of("Asia/Irkutsk"));
        assertThatThrownBy(() -> zones.set(ivan, "+05:00", ANNA)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> zones.set(ivan, "Moscow/Moscow", ANNA)).isInstanceOf(Refused.class);
        numbering.read("DEF-9xx.csv", stream("999;0020000;0029999;10000;Т2;Омская обл.\n"), ANNA);
        assertThat(numbering.tables())
                .singleElement()
                .extracting(NumberingTables.Table::rows)
                .isEqualTo(1);
        assertThat(numbering.ranges().regionOf(Cast.UNKNOWN.e164())).isNull();
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whoCalledUsFiveTimesShowsTheirHours() {
        Instant at = Instant.now()
                .minusSeconds(86_400)
                .truncatedTo(java.time.temporal.ChronoUnit.DAYS)
                .plusSeconds(1800);
        IntStream.range(0, 5)
                .forEach(day -> called(Cast.UNKNOWN, "inbound", at.minusSeconds(day * 86_400L), "answered", null));
        assertThat(service(Cast.UNKNOWN).zones().zones())
                .contains(ZoneId.of("Asia/Vladivostok"))
                .doesNotContain(MOSCOW);
    }

    @Test
    void ourOwnNumbersAreOnNoList() {
        called(Cast.MARIAS, "inbound", NOON.minusSeconds(60), "answered", null);
        assertThat(codes(service(Cast.LINE))).contains(Code.NEVER_DIALLED);
    }

    @Test
    void theCompanyChangesItsLimitsAndNotThoseOfTheLaw() {
        limits.change("number.day", "5", ANNA);
        limits.change("number.24h", "5", ANNA);
        assertThat(limits.kept().stream().filter(one -> "number.day".equals(one.key())))
                .singleElement()
                .satisfies(one -> assertThat(one.shipped().value()).isEqualTo("2"));
        IntStream.range(0, 2).forEach(i -> called(Cast.MARIAS, "outbound", NOON.minusSeconds(60 + i), "busy", null));
        assertThat(service(Cast.MARIAS).allowed()).isTrue();
        limits.change("number.day", null, ANNA);
        assertThat(codes(service(Cast.MARIAS))).containsExactly(Code.NUMBER_DAY);
        assertThatThrownBy(() -> limits.change("debt.talks.day", "9", ANNA)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> limits.change("number.day", "many", ANNA)).isInstanceOf(Refused.class);
        UUID added = limits.add(
                new DialLimit(
                        null,
                        DialLimit.Kind.HOURS,
                        Purpose.SERVICE,
                        "RU",
                        "mon-fri 13:00-14:00",
                        false,
                        LocalDate.parse("2026-12-01"),
                        null,
                        "решение директора"),
                ANNA);
        assertThat(codes(service(Cast.PAVELS))).containsExactly(Code.HOURS);
        limits.end(added, LocalDate.parse("2026-12-01"), ANNA);
        assertThat(limits.kept())
                .anySatisfy(one -> assertThat(one.limit().to()).isEqualTo(LocalDate.parse("2026-12-01")));
    }

    @Test
    void aLabelledNumberIsShown() {
        UUID id = lines.save(
                null,
                new OwnLine(Cast.LINE, "Ромашка", "торговля", "17/26", LocalDate.parse("2026-01-01"), null),
                ANNA);
        var asked = DialQuestion.of(
                        Cast.MARIAS,
                        maria,
                        CampaignRules.of(UUID.randomUUID(), "Осень", Purpose.SERVICE),
                        DialMode.PREVIEW,
                        NOON)
                .showing(Cast.LINE);
        assertThat(rules.mayDial(asked).allowed()).isTrue();
        lines.save(id, new OwnLine(Cast.LINE, null, null, null, LocalDate.parse("2026-01-01"), null), ANNA);
        assertThat(codes(rules.mayDial(asked))).containsExactly(Code.LINE_UNLABELLED);
        String tooLong = "x".repeat(33);
        assertThatThrownBy(() -> lines.save(
                        null, new OwnLine(Cast.LINE, tooLong, null, null, LocalDate.parse("2026-01-01"), null), ANNA))
                .isInstanceOf(Refused.class);
    }

    @Test
    void manyAreAskedAtOnceInTheOrderOfTheQuestions() {
        list.add(Cast.PAVELS, null, null, null, ANNA);
        var questions = new ArrayList<DialQuestion>();
        IntStream.range(0, 2_500)
                .forEach(i -> questions.add(DialQuestion.byHand(
                        i % 2 == 0 ? Cast.PAVELS : new PhoneNumber(79_160_000_000L + i), null, NOON)));
        List<DialAnswer> answers = rules.mayDial(questions);
        assertThat(IntStream.range(0, answers.size()).filter(i -> answers.get(i).allowed() == (i % 2 == 0)))
                .isEmpty();
    }

    @Test
    void aFileIsAddedToTheListAndARegisterTakesThePlaceOfTheOneBefore() throws IOException {
        var reader = new DoNotCallImport(jdbc, Cast.PLAN, transactions, told::add, BEFORE_NOON);
        LocalDate today = LocalDate.parse("2026-11-30");
        var own = new DoNotCallImport.Source("стоп.csv", null, null, today, ANNA);
        String file = "Номер;Имя\n8 (916) 111-22-33;Мария\n+79161112233\nнет\n+79035556677\n";
        var read = reader.read(own, stream(file));
        assertThat(read).isEqualTo(new DoNotCallImport.Imported(5, 2, 0, 2, 0, List.of("1: Номер;Имя", "4: нет")));
        assertThat(reader.read(own, stream(file)).added())
                .as("the same file again")
                .isZero();
        assertThat(codes(service(Cast.MARIAS))).containsExactly(Code.DO_NOT_CALL);

        var register = new DoNotCallImport.Source("tps.txt", "tps", "RU", today.minusDays(40), null);
        reader.read(register, stream("+79990001122\n+79990001123\n"));
        var advertising = DialQuestion.of(
                Cast.UNKNOWN,
                null,
                CampaignRules.of(UUID.randomUUID(), "Осень", Purpose.ADVERTISING),
                DialMode.PREVIEW,
                NOON);
        assertThat(codes(rules.mayDial(advertising))).contains(Code.IN_REGISTER);
        assertThat(codes(service(Cast.UNKNOWN))).doesNotContain(Code.IN_REGISTER);
        assertThatThrownBy(() -> reader.read(register, stream("+79990001123\n")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("1 numbers of the register");
        assertThat(codes(rules.mayDial(advertising))).as("nothing was changed").contains(Code.IN_REGISTER);
        var whole = new DoNotCallImport.Source("tps.txt", "tps", "RU", today.minusDays(40), null, true);
        assertThat(reader.read(whole, stream("+79990001123\n")).ended()).isEqualTo(1);
        assertThat(codes(rules.mayDial(advertising))).doesNotContain(Code.IN_REGISTER);
        assertThatThrownBy(() ->
                        reader.read(new DoNotCallImport.Source("x", "TPS!", "RU", today, null), stream("+79990001123")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> reader.read(own, stream("нет\n"))).isInstanceOf(Refused.class);
        assertThat(reader.past()).hasSize(4);
    }

    @Test
    void aRegisterIsReadInTheNumbersOfItsCountry() throws IOException {
        var reader = new DoNotCallImport(jdbc, Cast.PLAN, transactions, told::add, BEFORE_NOON);
        LocalDate today = LocalDate.parse("2026-11-30");
        var american = new DoNotCallImport.Source("ftc.txt", "ftc", "US", today, ANNA);
        assertThat(reader.read(american, stream("9165551234\n19165551235\n+1 212 555-0123\n"))
                        .added())
                .isEqualTo(3);
        assertThat(list.list("19165551234", true, null, 10)).hasSize(1);
        assertThat(list.list("79165551234", true, null, 10))
                .as("no stranger in Russia")
                .isEmpty();
        var british = new DoNotCallImport.Source("tps.txt", "tps", "GB", today, ANNA);
        assertThat(reader.read(british, stream("020 7946 0000\n")).added()).isEqualTo(1);
        assertThatThrownBy(() -> reader.read(british, stream("020 7946 0000\n+79161112233\n8 916 111-22-34\n")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("2 of 3 rows");
        var nowhere = new DoNotCallImport.Source("x", "tps", "XX", today, ANNA);
        assertThatThrownBy(() -> reader.read(nowhere, stream("1\n"))).isInstanceOf(Refused.class);
    }

    @Test
    void anOlderListEndsNothingAndARegisterOfAnotherCountryStays() throws IOException {
        var reader = new DoNotCallImport(jdbc, Cast.PLAN, transactions, told::add, BEFORE_NOON);
        LocalDate today = LocalDate.parse("2026-11-30");
        reader.read(new DoNotCallImport.Source("a", "dnc", "US", today, ANNA), stream("2125550123\n"));
        reader.read(new DoNotCallImport.Source("b", "dnc", "GB", today, ANNA, true), stream("02079460000\n"));
        assertThat(list.list(null, true, null, 10)).hasSize(2);
        assertThatThrownBy(() -> reader.read(
                        new DoNotCallImport.Source("a", "dnc", "US", today.minusDays(1), ANNA, true),
                        stream("2125550124\n")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is older");
        assertThat(list.list(null, true, null, 10)).hasSize(2);
    }
}
