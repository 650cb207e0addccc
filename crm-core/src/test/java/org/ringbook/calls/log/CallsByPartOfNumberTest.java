package org.ringbook.calls.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringbook.calls.CallsOfTheDay.NINE;
import static org.ringbook.calls.CallsOfTheDay.answered;
import static org.ringbook.calls.CallsOfTheDay.change;

import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.TestDatabase;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallLog.CallFilter;
import org.ringbook.calls.log.CallLog.CallPage;
import org.ringbook.numbers.NumberPart;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever remembers a few digits finds the call, among ten of them as among millions. */
class CallsByPartOfNumberTest {

    private final DataSource database = TestDatabase.with("calls");
    private final CallLog log = new CallLog(database);
    private final JdbcClient jdbc = JdbcClient.create(database);

    private static CallFilter digits(String typed) {
        return CallFilter.ofPart(NumberPart.of(typed, Cast.PLAN).orElseThrow());
    }

    private List<Call> found(CallFilter filter) {
        return log.find(filter, null, 10).items();
    }

    @Test
    void aCallIsFoundByTheMiddleOfItsNumberAndAsItIsDialledAtHome() {
        Call marias = answered(NINE);
        log.write(List.of(change(marias)));
        String middle = marias.external().toString().substring(5, 9);
        String atHome = "8" + marias.external().toString().substring(2, 8);
        assertThat(found(digits(middle))).containsExactly(marias);
        assertThat(found(digits(atHome))).containsExactly(marias);
        assertThat(found(digits("000000"))).isEmpty();
    }

    @Test
    void oneCallBehindTwentyThousandNewerOnesIsFoundAndPagesGoOnWithoutARepetition() {
        Call marias = answered(NINE);
        log.write(List.of(change(marias)));
        manyNewer(marias);
        assertThat(found(digits(marias.external().toString().substring(4)))).containsExactly(marias);
        assertThat(found(ofManyNumbers(marias.external()))).containsExactly(marias);

        CallPage first = log.find(digits("3333"), null, 30);
        CallPage second = log.find(digits("3333"), first.next(), 30);
        assertThat(first.items())
                .hasSize(30)
                .allMatch(call -> call.external().toString().contains("3333"));
        assertThat(second.items()).doesNotContainAnyElementsOf(first.items());
        assertThat(second.items().get(0).startedAt())
                .isBefore(first.items().get(29).startedAt());
    }

    private static CallFilter ofManyNumbers(PhoneNumber one) {
        List<PhoneNumber> numbers = LongStream.concat(
                        LongStream.of(one.e164()), LongStream.range(79_001_000_000L, 79_001_000_200L))
                .mapToObj(PhoneNumber::new)
                .toList();
        return new CallFilter(null, null, null, null, null, numbers, null, null);
    }

    private void manyNewer(Call like) {
        jdbc.sql("""
                insert into call (id, source, source_id, direction, state, result, external, started_at, ended_at, answered_by, rang,
                    agents, legs, transfers, recordings, rules, people, speakers)
                select gen_random_uuid(), source, 'many' || i, direction, state, result, '+7901' || lpad(i::text, 7, '3'),
                    started_at + i * interval '1 second', ended_at + i * interval '1 second', answered_by, rang, agents, legs,
                    transfers, recordings, rules, people, speakers
                from call, generate_series(1, 20500) i where id = ?""").param(like.id()).update();
    }
}
