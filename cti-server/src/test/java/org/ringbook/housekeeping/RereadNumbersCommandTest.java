package org.ringbook.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.log.CallLog;
import org.ringbook.derivation.DeriveCommand;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An earlier version took Kadri's number in Tallinn, written without a plus, for one of Russia. */
class RereadNumbersCommandTest {

    private static final String WRONG = "+73725123456";
    private static final String RIGHT = "+3725123456";
    private static final Instant THEN = Instant.now().minusSeconds(86_400).truncatedTo(ChronoUnit.MILLIS);

    private final DataSource database = TestDatabase.with("staff", "contacts", "calls", "telephony");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final CallLog log = new CallLog(database);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private final UUID kadri = UUID.randomUUID();
    private final UUID maria = UUID.randomUUID();
    private final UUID vera = UUID.randomUUID();
    private final Call hers =
            call("1.1", WRONG, null, List.of(new Call.Leg(WRONG, Call.LegKind.OUTSIDE, THEN, THEN, THEN, null)));
    private final Call dialled = call("1.2", null, "3725123456", List.of());
    private final Call short12 = call("1.3", null, "12", List.of());

    @BeforeEach
    void whatAnEarlierVersionStored() {
        contact(kadri, "Kadri Tamm", 73725123456L, 79161112233L);
        contact(maria, "Мария Иванова", 79161112233L, 70000000000L);
        jdbc.sql(
                        "insert into staff_member (id, name, login, role, active) values (?, 'Vera Petrova', 'vera', 'AGENT', true)")
                .param(vera)
                .update();
        jdbc.sql("insert into staff_telephone (member_id, telephone, place) values (?, ?, 0)")
                .params(vera, WRONG.replace("123456", "654321"))
                .update();
        log.write(List.of(
                new CallChange(null, hers, List.of()),
                new CallChange(null, dialled, List.of()),
                new CallChange(null, short12, List.of())));
    }

    private void contact(UUID id, String name, long... numbers) {
        jdbc.sql("insert into contact (id, name, name_key, words) values (?, ?, ?, '')")
                .params(id, name, name)
                .update();
        for (int place = 0; place < numbers.length; place++) {
            jdbc.sql("insert into contact_number (contact_id, number, place) values (?, ?, ?)")
                    .params(id, numbers[place], place)
                    .update();
        }
    }

    private static Call call(String sourceId, String external, String dialled, List<Call.Leg> legs) {
        return Call.of(call -> {
            call.id = UUID.randomUUID();
            call.source = "office";
            call.sourceId = sourceId;
            call.direction = Call.Direction.OUTBOUND;
            call.state = Call.State.ENDED;
            call.result = Call.Result.NO_ANSWER;
            call.external = external == null ? null : PhoneNumber.of(external);
            call.dialled = dialled;
            call.startedAt = THEN;
            call.endedAt = THEN.plusSeconds(9);
            call.agent = "101";
            call.legs = legs;
        });
    }

    private int run(String... args) throws Exception {
        said.reset();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new RereadNumbersCommand().run(withDatabase(args), out, out);
    }

    private List<String> withDatabase(String... args) throws Exception {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of(
                "--ringbook.database.url="
                        + database.unwrap(PGSimpleDataSource.class).getUrl(),
                "--ringbook.database.user=postgres",
                "--ringbook.database.password=any"));
        return all;
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private List<Long> numbers(UUID contact) {
        return jdbc.sql("select number from contact_number where contact_id = ? order by place")
                .param(contact)
                .query(Long.class)
                .list();
    }

    @Test
    void itSaysFirstWhatWouldChangeAndChangesNothing() throws Exception {
        assertThat(run()).as(said()).isZero();
        assertThat(said())
                .contains("contact  Kadri Tamm: " + WRONG + " -> " + RIGHT)
                .contains("staff  Vera Petrova: +73725654321 -> +3725654321")
                .contains("calls: " + WRONG + " -> " + RIGHT)
                .contains("contact  Мария Иванова: +70000000000 stays")
                .contains("2 calls change")
                .contains("add --write");
        assertThat(numbers(kadri)).containsExactly(73725123456L, 79161112233L);
        assertThat(log.find(hers.id())).contains(hers);
    }

    @Test
    void whenToldItPutsThemRightAndTheCallsCanBeBroughtBack() throws Exception {
        assertThat(run("--write")).as(said()).isZero();
        assertThat(numbers(kadri)).containsExactly(3725123456L, 79161112233L);
        assertThat(numbers(maria)).containsExactly(79161112233L, 70000000000L);
        assertThat(jdbc.sql("select telephone from staff_telephone")
                        .query(String.class)
                        .single())
                .isEqualTo("+3725654321");
        Call read = log.find(hers.id()).orElseThrow();
        assertThat(read.external()).hasToString(RIGHT);
        assertThat(read.legs()).extracting(Call.Leg::party).containsExactly(RIGHT);
        assertThat(log.find(dialled.id()).orElseThrow().external()).hasToString(RIGHT);
        assertThat(log.find(dialled.id()).orElseThrow().dialled()).isNull();
        assertThat(log.find(short12.id())).contains(short12);

        Matcher undo = Pattern.compile("derive --undo (\\S+)").matcher(said());
        assertThat(undo.find()).isTrue();
        new DeriveCommand()
                .run(withDatabase("--undo", undo.group(1)), new PrintStream(said, true), new PrintStream(said, true));
        assertThat(log.find(hers.id())).contains(hers);
    }

    @Test
    void runAgainItFindsNothingMore() throws Exception {
        run("--write");
        assertThat(run("--write")).as(said()).isZero();
        assertThat(said()).contains("0 numbers are read otherwise").doesNotContain("->");
    }

    /** It was ended when one of two contacts was written. */
    @Test
    void brokenOffItGoesOnWithWhatIsLeft() throws Exception {
        UUID another = UUID.randomUUID();
        contact(another, "Jaan", 3725123456L, 73725123456L);
        jdbc.sql("update contact_number set number = 3725123456 where contact_id = ? and place = 0")
                .param(kadri)
                .update();
        assertThat(run("--write")).as(said()).isZero();
        assertThat(numbers(kadri)).containsExactly(3725123456L, 79161112233L);
        // Who had the right one as well has it once.
        assertThat(numbers(another)).containsExactly(3725123456L);
    }

    @Test
    void aWordThatIsNotUnderstoodShowsHowItIsUsed() throws Exception {
        said.reset();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertThat(new RereadNumbersCommand().run(List.of("--dry"), out, out)).isEqualTo(2);
        assertThat(said()).contains("Usage:", "--write");
    }
}
