package org.ringbook.calls.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPeople;
import org.ringbook.calls.correlation.CorrelationGraph;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.TelephoneBook;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** A call as a row of its table, there and back. */
final class CallRow {

    private static final String COLUMNS =
            "id, source, source_id, direction, state, result, reason, external, line, queue, started_at, answered_at,"
                    + " ended_at, wait_seconds, talk_seconds, hold_seconds, ended_by, agent, answered_by, rang, legs,"
                    + " transfers, recordings, rules";

    static final String SELECT = "select " + COLUMNS + " from call";

    /** All calls of a batch are one parameter: a JSON array. */
    static final String UPSERT = """
            insert into call (%1$s, agents, people, speakers)
            select id, source, "sourceId", direction, state, result, reason, external, line, queue, "startedAt",
                   "answeredAt", "endedAt", "waitSeconds", "talkSeconds", "holdSeconds", "endedBy", agent, "answeredBy",
                   rang, legs, transfers, recordings, rules, agents, people, speakers
            from json_to_recordset(?::json) as r (
                id uuid, source text, "sourceId" text, direction text, state text, result text, reason text,
                external text, line text, queue text, "startedAt" timestamptz, "answeredAt" timestamptz,
                "endedAt" timestamptz, "waitSeconds" numeric, "talkSeconds" numeric, "holdSeconds" numeric,
                "endedBy" text, agent text, "answeredBy" text[], rang text[], legs jsonb, transfers jsonb,
                recordings jsonb, rules jsonb, agents text[], people uuid[], speakers uuid[])
            on conflict (id) do update set
                source = excluded.source, source_id = excluded.source_id, direction = excluded.direction,
                state = excluded.state, result = excluded.result, reason = excluded.reason,
                external = excluded.external, line = excluded.line, queue = excluded.queue,
                started_at = excluded.started_at, answered_at = excluded.answered_at, ended_at = excluded.ended_at,
                wait_seconds = excluded.wait_seconds, talk_seconds = excluded.talk_seconds,
                hold_seconds = excluded.hold_seconds, ended_by = excluded.ended_by, agent = excluded.agent,
                answered_by = excluded.answered_by, rang = excluded.rang, legs = excluded.legs,
                transfers = excluded.transfers, recordings = excluded.recordings, rules = excluded.rules,
                agents = excluded.agents, people = excluded.people, speakers = excluded.speakers
            """.formatted(COLUMNS);

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(String.class, new StorableText())
                    .addSerializer(Call.Recording.class, new WithItsFile()))
            .build();

    /** The log keeps of a recording what nobody outside is told. */
    private record KeptRecording(
            UUID id,
            Instant startedAt,
            BigDecimal seconds,
            Call.RecordingStatus status,
            @JsonInclude(JsonInclude.Include.NON_NULL) String leg,
            @JsonInclude(JsonInclude.Include.NON_NULL) String file,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Call.Span> pauses,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant endedAt) {

        static KeptRecording of(Call.Recording one) {
            return new KeptRecording(
                    one.id(),
                    one.startedAt(),
                    one.seconds(),
                    one.status(),
                    one.leg(),
                    one.file(),
                    one.pauses(),
                    one.endedAt());
        }

        Call.Recording recording() {
            return new Call.Recording(id, startedAt, seconds, status, leg, file, pauses, endedAt);
        }
    }

    private static final class WithItsFile extends StdSerializer<Call.Recording> {

        WithItsFile() {
            super(Call.Recording.class);
        }

        @Override
        public void serialize(Call.Recording recording, JsonGenerator json, SerializationContext context) {
            json.writePOJO(KeptRecording.of(recording));
        }
    }

    private CallRow() {}

    /** @param book by which it is decided whose the telephones were */
    static String json(Collection<Call> calls, TelephoneBook book) {
        return JSON.writeValueAsString(
                calls.stream().map(call -> Written.of(call, book)).toList());
    }

    static String json(List<CorrelationGraph.Pair> pairs) {
        return JSON.writeValueAsString(pairs);
    }

    /** The word of the constant in JSON, tables and screens alike. */
    static String word(Enum<?> constant) {
        return constant == null ? null : JSON.convertValue(constant, String.class);
    }

    static Call read(ResultSet row, int number) throws SQLException {
        return new Call(
                row.getObject("id", UUID.class),
                row.getString("source"),
                row.getString("source_id"),
                constant(row, "direction", Call.Direction.class),
                constant(row, "state", Call.State.class),
                constant(row, "result", Call.Result.class),
                constant(row, "reason", Call.Reason.class),
                number(row, "external"),
                number(row, "line"),
                row.getString("queue"),
                time(row, "started_at"),
                time(row, "answered_at"),
                time(row, "ended_at"),
                row.getBigDecimal("wait_seconds"),
                row.getBigDecimal("talk_seconds"),
                row.getBigDecimal("hold_seconds"),
                constant(row, "ended_by", Call.EndedBy.class),
                row.getString("agent"),
                texts(row, "answered_by"),
                texts(row, "rang"),
                list(row, "legs", Call.Leg.class),
                list(row, "transfers", Call.Transfer.class),
                list(row, "recordings", KeptRecording.class).stream()
                        .map(KeptRecording::recording)
                        .toList(),
                list(row, "rules", Call.FiredRule.class));
    }

    private static <T extends Enum<T>> T constant(ResultSet row, String column, Class<T> type) throws SQLException {
        String word = row.getString(column);
        return word == null ? null : JSON.convertValue(word, type);
    }

    private static PhoneNumber number(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : PhoneNumber.of(text);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return List.of((String[]) array.getArray());
    }

    private static <T> List<T> list(ResultSet row, String column, Class<T> type) throws SQLException {
        JavaType list = JSON.getTypeFactory().constructCollectionType(List.class, type);
        List<T> read = JSON.readValue(row.getString(column), list);
        return List.copyOf(read);
    }

    /** Rows of another table, for {@code json_to_recordset}. */
    static String jsonOf(Collection<?> rows) {
        return JSON.writeValueAsString(rows);
    }

    private record Written(
            @JsonUnwrapped Call call, List<String> agents, Collection<UUID> people, Collection<UUID> speakers) {

        static Written of(Call call, TelephoneBook book) {
            CallPeople people = CallPeople.of(call, book);
            return new Written(call, call.agents(), people.everybody(), people.speakers());
        }
    }

    /** Texts of a call come from the line. PostgreSQL keeps no NUL and no half of a character. */
    private static final class StorableText extends StdSerializer<String> {

        StorableText() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator json, SerializationContext context) {
            json.writeString(isStorable(text) ? text : storable(text));
        }

        private static boolean isStorable(String text) {
            return text.codePoints().noneMatch(StorableText::isRefused);
        }

        private static String storable(String text) {
            return text.codePoints()
                    .map(point -> isRefused(point) ? 0xFFFD : point)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }

        private static boolean isRefused(int point) {
            return point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        }
    }
}
