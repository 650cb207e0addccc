package org.ringbook.fields;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands in the company's own fields, by the keys of the fields: texts, numbers, truth values, lists of texts; days as 2026-12-01,
 * choices by their keys, people and companies by their ids. Any thread; every method waits for the database.
 */
@Component
public class FieldValues {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JdbcClient jdbc;
    private final Fields fields;
    private final Staff staff;
    private final FieldReading reading = new FieldReading(this::lookup);

    FieldValues(JdbcClient jdbc, Fields fields, Staff staff) {
        this.jdbc = jdbc;
        this.fields = fields;
        this.staff = staff;
    }

    /** Of fields that are archived too. Empty when there is no such row. */
    public Map<String, Object> of(FieldSubject subject, UUID id) {
        return of(subject, List.of(id)).getOrDefault(id, Map.of());
    }

    /** Of many rows at once; nothing for a row with nothing. */
    public Map<UUID, Map<String, Object>> of(FieldSubject subject, Collection<UUID> ids) {
        var all = new LinkedHashMap<UUID, Map<String, Object>>();
        if (!ids.isEmpty()) {
            jdbc.sql("select id, fields::text from " + subject.table() + " where id = any(?) and fields <> '{}'")
                    .param(ids.toArray(UUID[]::new))
                    .query(row -> {
                        all.put(row.getObject(1, UUID.class), read(row.getString(2)));
                    });
        }
        return all;
    }

    /** As it stands in the database. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> read(String json) {
        return JSON.readValue(json, LinkedHashMap.class);
    }

    /** One value as it would be kept, of a file's cell. @throws Refused when it cannot be one */
    public Object read(Field field, String text) {
        return reading.read(field, text, null);
    }

    /**
     * What a form sent, as all of it would be kept; nothing is written.
     *
     * @param now what stands there
     * @param sent by key, all fields that are shown: one that is left out is emptied
     * @throws Refused when a value is not fit, or a field is empty that is required
     */
    public Map<String, Object> ofForm(FieldSubject subject, Map<String, Object> now, Map<String, ?> sent) {
        var values = new LinkedHashMap<>(now);
        for (Field field : fields.active(subject)) {
            put(values, field, reading.read(field, sent.get(field.key()), now.get(field.key())));
        }
        refuseMissing(subject, values);
        return values;
    }

    /**
     * What a program sent, as all of it would be kept; nothing is written.
     *
     * @param now what stands there
     * @param sent by key; what is left out stays, null empties
     * @throws Refused when there is no such field, a value is not fit, or a field is empty that is required
     */
    public Map<String, Object> ofProgram(FieldSubject subject, Map<String, Object> now, Map<String, ?> sent) {
        var values = new LinkedHashMap<>(now);
        List<Field> known = fields.active(subject);
        sent.forEach((key, value) -> {
            Field field = known.stream()
                    .filter(one -> one.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> Refused.because("fields", "fields.filter.unknown", key));
            put(values, field, reading.read(field, value, now.get(key)));
        });
        refuseMissing(subject, values);
        return values;
    }

    private static void put(Map<String, Object> values, Field field, Object value) {
        if (value == null) {
            values.remove(field.key());
        } else {
            values.put(field.key(), value);
        }
    }

    private void refuseMissing(FieldSubject subject, Map<String, Object> values) {
        for (Field field : fields.active(subject)) {
            if (field.required() && !values.containsKey(field.key())) {
                throw FieldReading.refused(field, "fields.value.missing", field.name());
            }
        }
    }

    /** Replaces all that stands there. In the transaction of whoever calls, if any. Nothing happens when there is no such row. */
    public void write(FieldSubject subject, UUID id, Map<String, Object> values) {
        writeAll(subject, Map.of(id, values));
    }

    /** The same of many rows. */
    public void writeAll(FieldSubject subject, Map<UUID, Map<String, Object>> rows) {
        List<Field> known = rows.isEmpty() ? List.of() : fields.all(subject);
        rows.forEach((id, values) -> write(subject, id, values, known));
    }

    private void write(FieldSubject subject, UUID id, Map<String, Object> values, List<Field> known) {
        jdbc.sql("update " + subject.table() + " set fields = cast(:values as jsonb),"
                        + " field_words = array_to_tsvector(cast(:words as text[])) where id = :id")
                .param("values", JSON.writeValueAsString(values))
                .param("words", FieldWords.of(known, values))
                .param("id", id)
                .update();
    }

    /**
     * Takes over what stands in fields of the same key and kind, where nothing stands yet: a lead becomes a client. In the transaction of
     * whoever calls.
     */
    public void takeOver(FieldSubject from, UUID source, FieldSubject to, UUID target) {
        Map<String, Object> taken = takenOver(from, source, to);
        if (!taken.isEmpty()) {
            var values = new LinkedHashMap<>(taken);
            values.putAll(of(to, target));
            write(to, target, values);
        }
    }

    /** What stands in fields of the same key and kind and may stand in these; nothing is written. */
    public Map<String, Object> takenOver(FieldSubject from, UUID source, FieldSubject to) {
        Map<String, Object> there = of(from, source);
        var values = new LinkedHashMap<String, Object>();
        if (there.isEmpty()) {
            return values;
        }
        List<Field> before = fields.active(from);
        for (Field field : fields.active(to)) {
            Object value = there.get(field.key());
            boolean alike =
                    before.stream().anyMatch(one -> one.key().equals(field.key()) && one.kind() == field.kind());
            if (value != null && alike && field.offers(value)) {
                values.put(field.key(), value);
            }
        }
        return values;
    }

    /** @return null when nothing is asked for. @throws Refused see {@link FieldFilter} */
    public FieldFilter filter(FieldSubject subject, List<FieldFilter.Asked> asked) {
        return asked.isEmpty() ? null : FieldFilter.of(fields.active(subject), asked, reading);
    }

    private Map<String, Named> named(Collection<String> ids) {
        var named = new LinkedHashMap<String, Named>();
        if (!ids.isEmpty()) {
            jdbc.sql("""
                            select a.asked, p.kind, coalesce(c.name, o.name) as name, p.id from (
                                select i as asked, coalesce(m.party_id, i) as id from unnest(cast(? as uuid[])) i
                                left join party_alias m on m.id = i) a
                            join party p on p.id = a.id left join contact c on c.id = p.id left join company o on o.id = p.id""")
                    .param(ids.stream().map(UUID::fromString).toArray(UUID[]::new))
                    .query(row -> {
                        String page = row.getString("kind").equals("person") ? "/contacts/" : "/companies/";
                        named.put(row.getString("asked"), new Named(row.getString("name"), page + row.getString("id")));
                    });
        }
        return named;
    }

    /** Names of our people and of parties that stand in such fields, by their ids; asked for once. */
    public Function<String, String> names(List<Field> shown, Collection<Map<String, Object>> rows) {
        Map<String, Named> known = parties(shown, rows);
        return id -> known.containsKey(id)
                ? known.get(id).name()
                : staff.find(UUID.fromString(id)).map(StaffMember::name).orElse(null);
    }

    /** Companies and people that stand in such fields, by their ids; one merged away is who they are now. Asked for once. */
    public Map<String, Named> parties(List<Field> shown, Collection<Map<String, Object>> rows) {
        var parties = new LinkedHashSet<String>();
        for (Field field : shown) {
            if (field.kind() == FieldKind.PARTY) {
                rows.stream()
                        .map(row -> row.get(field.key()))
                        .filter(Objects::nonNull)
                        .forEach(id -> parties.add(id.toString()));
            }
        }
        return named(parties);
    }

    /** @param address of their page */
    public record Named(String name, String address) {}

    private String lookup(FieldKind kind, String text) {
        return kind == FieldKind.STAFF ? person(text) : party(text);
    }

    private String person(String text) {
        return staff.all().stream()
                .filter(one -> one.id().toString().equals(text)
                        || one.login() != null && one.login().equalsIgnoreCase(text)
                        || FieldKeys.fold(one.name()).equals(FieldKeys.fold(text)))
                .map(StaffMember::id)
                .map(UUID::toString)
                .findFirst()
                .orElse(null);
    }

    /** By id, or by a name that only one has. */
    private String party(String text) {
        if (text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            return jdbc.sql("select id::text from party where id = ?")
                    .param(UUID.fromString(text))
                    .query(String.class)
                    .optional()
                    .orElse(null);
        }
        List<String> found = jdbc.sql("(select id::text from company where name_key = :name limit 2) union all"
                        + " (select id::text from contact where name_key = :name limit 2)")
                .param("name", FieldKeys.fold(text))
                .query(String.class)
                .list();
        return found.size() == 1 ? found.get(0) : null;
    }
}
