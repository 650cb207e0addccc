package org.ringbook.calls.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPeople;
import org.ringbook.calls.CallText;
import org.ringbook.calls.correlation.CorrelationGraph;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.TelephoneBook;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** A call as a row of its table, there and back. */
final class CallRow {

    /**
     * All that stands of a call in its table, each column named once. In JSON it has the same name with humps: started_at is
     * startedAt.
     */
    private static final List<Column> COLUMNS = List.of(
            new Column("id", "uuid", (call, cell) -> call.id = cell.as(UUID.class)),
            new Column("source", "text", (call, cell) -> call.source = cell.text()),
            new Column("source_id", "text", (call, cell) -> call.sourceId = cell.text()),
            new Column("direction", "text", (call, cell) -> call.direction = cell.constant(Call.Direction.class)),
            new Column("state", "text", (call, cell) -> call.state = cell.constant(Call.State.class)),
            new Column("result", "text", (call, cell) -> call.result = cell.constant(Call.Result.class)),
            new Column("reason", "text", (call, cell) -> call.reason = cell.constant(Call.Reason.class)),
            new Column("external", "text", (call, cell) -> call.external = cell.number()),
            new Column("dialled", "text", (call, cell) -> call.dialled = cell.text()),
            new Column("line", "text", (call, cell) -> call.line = cell.number()),
            new Column("queue", "text", (call, cell) -> call.queue = cell.text()),
            new Column("started_at", "timestamptz", (call, cell) -> call.startedAt = cell.time()),
            new Column("answered_at", "timestamptz", (call, cell) -> call.answeredAt = cell.time()),
            new Column("ended_at", "timestamptz", (call, cell) -> call.endedAt = cell.time()),
            new Column("wait_seconds", "numeric", (call, cell) -> call.waitSeconds = cell.as(BigDecimal.class)),
            new Column("talk_seconds", "numeric", (call, cell) -> call.talkSeconds = cell.as(BigDecimal.class)),
            new Column("hold_seconds", "numeric", (call, cell) -> call.holdSeconds = cell.as(BigDecimal.class)),
            new Column("ended_by", "text", (call, cell) -> call.endedBy = cell.constant(Call.EndedBy.class)),
            new Column("agent", "text", (call, cell) -> call.agent = cell.text()),
            new Column("answered_by", "text[]", (call, cell) -> call.answeredBy = cell.texts()),
            new Column("rang", "text[]", (call, cell) -> call.rang = cell.texts()),
            new Column("rings", "integer", (call, cell) -> call.rings = cell.as(Integer.class)),
            new Column("legs", "jsonb", (call, cell) -> call.legs = cell.list(Call.Leg.class)),
            new Column("transfers", "jsonb", (call, cell) -> call.transfers = cell.list(Call.Transfer.class)),
            new Column("recordings", "jsonb", (call, cell) -> call.recordings = recordings(cell)),
            new Column("rules", "jsonb", (call, cell) -> call.rules = cell.list(Call.FiredRule.class)));

    /** Those of which only the log has need: written, and read by nobody but the database. */
    private static final List<Column> WRITTEN = Stream.concat(
                    COLUMNS.stream(),
                    Stream.of(
                            new Column("agents", "text[]", null),
                            new Column("people", "uuid[]", null),
                            new Column("speakers", "uuid[]", null)))
            .toList();

    static final String SELECT = "select " + each(COLUMNS, Column::name) + " from call";

    /** Without what hangs on a call in lists of its own. */
    private static final List<Column> OUTLINE = COLUMNS.stream()
            .filter(column -> !Set.of("transfers", "recordings", "rules").contains(column.name))
            .toList();

    /** Legs only of calls on the telephones {@code :handedOn}: of the others it is all the same when in the call somebody had them. */
    static final String SELECT_OUTLINE = "select "
            + each(
                    OUTLINE,
                    column -> column.name.equals("legs")
                            ? "case when agents && :handedOn::text[] then legs else '[]' end as legs"
                            : column.name)
            + " from call";

    /**
     * All calls of a batch are one parameter: a JSON array. Gives those that were not in the log just so: id, whether it has {@code
     * ended}, and whether it had {@code ended_before}, which is null for a new one. A subquery sees the row as it was.
     */
    static final String UPSERT = """
            insert into call (%s)
            select %s from json_to_recordset(?::json) as r (%s)
            on conflict (id) do update set %s where (%s) is distinct from (%s)
            returning call.id, call.state = 'ended' as ended,
                (select before.state = 'ended' from call before where before.id = call.id) as ended_before
            """.formatted(
                    each(WRITTEN, Column::name),
                    each(WRITTEN, Column::inJson),
                    each(WRITTEN, column -> column.inJson() + " " + column.type),
                    each(WRITTEN.subList(1, WRITTEN.size()), column -> column.name + " = excluded." + column.name),
                    each(WRITTEN, column -> "call." + column.name),
                    each(WRITTEN, column -> "excluded." + column.name));

    private interface Reading {
        void read(Call.Draft call, Cell cell) throws SQLException;
    }

    private record Column(String name, String type, Reading reading) {

        String inJson() {
            String humps = Pattern.compile("_(.)")
                    .matcher(name)
                    .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
            return '"' + humps + '"';
        }
    }

    private static String each(List<Column> columns, Function<Column, String> say) {
        return columns.stream().map(say).collect(Collectors.joining(", "));
    }

    /** What stands in one column of a row. */
    private record Cell(ResultSet row, int column) {

        <T> T as(Class<T> type) throws SQLException {
            return row.getObject(column, type);
        }

        String text() throws SQLException {
            return row.getString(column);
        }

        PhoneNumber number() throws SQLException {
            String text = text();
            return text == null ? null : PhoneNumber.of(text);
        }

        Instant time() throws SQLException {
            OffsetDateTime time = as(OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }

        <T extends Enum<T>> T constant(Class<T> type) throws SQLException {
            String word = text();
            return word == null
                    ? null
                    : type.cast(CONSTANTS.computeIfAbsent(type, CallRow::byWord).get(word));
        }

        List<String> texts() throws SQLException {
            return List.of((String[]) row.getArray(column).getArray());
        }

        <T> List<T> list(Class<T> type) throws SQLException {
            String text = text();
            if (text.equals("[]")) {
                return List.of();
            }
            List<T> read = LISTS.computeIfAbsent(type, CallRow::listOf).readValue(text);
            return List.copyOf(read);
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addDeserializer(Instant.class, new QuickInstant())
                    .addSerializer(String.class, new StorableText())
                    .addSerializer(Call.Recording.class, new WithItsFile()))
            .build();

    /** By their words, of each kind of constant. */
    private static final Map<Class<?>, Map<String, Enum<?>>> CONSTANTS = new ConcurrentHashMap<>();

    private static final Map<Class<?>, ObjectReader> LISTS = new ConcurrentHashMap<>();

    private static Map<String, Enum<?>> byWord(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> (Enum<?>) constant)
                .collect(Collectors.toMap(CallRow::word, Function.identity()));
    }

    private static ObjectReader listOf(Class<?> type) {
        return JSON.readerFor(JSON.getTypeFactory().constructCollectionType(List.class, type));
    }

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
        var call = new Call.Draft();
        for (Column column : COLUMNS) {
            column.reading.read(call, new Cell(row, row.findColumn(column.name)));
        }
        return call.call();
    }

    /** Of {@link #SELECT_OUTLINE}. */
    static Call readOutline(ResultSet row, int number) throws SQLException {
        var call = new Call.Draft();
        for (int i = 0; i < OUTLINE.size(); i++) {
            OUTLINE.get(i).reading.read(call, new Cell(row, i + 1));
        }
        return call.call();
    }

    private static List<Call.Recording> recordings(Cell cell) throws SQLException {
        return cell.list(KeptRecording.class).stream()
                .map(KeptRecording::recording)
                .toList();
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
            json.writeString(CallText.storable(text));
        }
    }
}
