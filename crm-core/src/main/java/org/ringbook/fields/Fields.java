package org.ringbook.fields;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.fields.Field.Choice;
import org.ringbook.refusals.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The definitions of the company's own fields. Any thread; every method waits for the database. */
@Component
public class Fields {

    /** Fields of one subject, archived ones too. */
    public static final int MOST = 100;

    /** Choices of one field, those that are not offered any more too. */
    public static final int MOST_CHOICES = 200;

    static final int LONGEST_NAME = 100;

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Fields(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Those that are shown first, in their order; then those that are archived. */
    public List<Field> all(FieldSubject subject) {
        return jdbc.sql("select * from field where subject = ? order by active desc, place, name")
                .param(subject.word())
                .query(Fields::read)
                .list();
    }

    /** Those that are shown, in their order. */
    public List<Field> active(FieldSubject subject) {
        return all(subject).stream().filter(Field::active).toList();
    }

    public Optional<Field> find(UUID id) {
        return jdbc.sql("select * from field where id = ?")
                .param(id)
                .query(Fields::read)
                .optional();
    }

    /**
     * Adds (id null) or changes one. A new one stands last. A choice that is left out of a change is not offered any more.
     *
     * @param by who does; null for the program
     * @return as it is kept
     * @throws Refused when a part of it is not fit or taken, another kind is asked for, there are too many, or somebody changed it
     *     meanwhile
     */
    public Field save(Field field, UUID by) {
        return transaction.execute(status -> {
            jdbc.sql("lock table field in share row exclusive mode").update();
            Field known = field.id() == null
                    ? null
                    : find(field.id()).orElseThrow(() -> Refused.because("id", "fields.unknown"));
            Field tidied = known == null ? added(field) : changed(field, known);
            refuseTaken(tidied);
            return write(tidied, known == null, by);
        });
    }

    private Field added(Field field) {
        if (field.subject() == null || field.kind() == null) {
            throw Refused.because(field.kind() == null ? "kind" : "subject", "fields.kind.missing");
        }
        List<Field> all = all(field.subject());
        if (all.size() >= MOST) {
            throw Refused.because("name", "fields.many", MOST);
        }
        String name = name("name", field.name());
        List<String> taken = all.stream().map(Field::key).toList();
        String key = field.key() == null || field.key().isBlank() ? FieldKeys.of(name, "field", taken) : field.key();
        if (!FieldKeys.FIT.matcher(key).matches()) {
            throw Refused.because("key", "fields.key.unfit", FieldKeys.LONGEST);
        }
        if (taken.contains(key)) {
            throw Refused.because("key", "fields.key.taken", key);
        }
        int last = all.stream().mapToInt(Field::place).max().orElse(0);
        return new Field(
                UUID.randomUUID(),
                field.subject(),
                key,
                field.kind(),
                name,
                english(field.nameEn()),
                last + 1,
                field.required(),
                field.listed(),
                field.active(),
                choices(field.kind(), field.choices(), List.of()),
                1);
    }

    private static Field changed(Field field, Field known) {
        if (field.kind() != null && field.kind() != known.kind()) {
            throw Refused.because("kind", "fields.kind.stays", known.name());
        }
        if (field.version() != 0 && field.version() != known.version()) {
            throw Refused.because("version", "fields.changed");
        }
        return new Field(
                known.id(),
                known.subject(),
                known.key(),
                known.kind(),
                name("name", field.name()),
                english(field.nameEn()),
                known.place(),
                field.required(),
                field.listed(),
                field.active(),
                choices(known.kind(), field.choices(), known.choices()),
                known.version() + 1);
    }

    private static String name(String field, String typed) {
        String name = FieldReading.line(typed);
        if (name == null) {
            throw Refused.because(field, "fields.name.missing");
        }
        if (name.length() > LONGEST_NAME) {
            throw Refused.because(field, "fields.name.long", LONGEST_NAME);
        }
        return name;
    }

    private static String english(String typed) {
        return FieldReading.line(typed) == null ? null : name("nameEn", typed);
    }

    private static List<Choice> choices(FieldKind kind, List<Choice> sent, List<Choice> known) {
        if (!kind.hasChoices()) {
            return List.of();
        }
        var choices = new ArrayList<Choice>();
        Set<String> keys = new HashSet<>(known.stream().map(Choice::key).toList());
        Set<String> sentKeys = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Choice one : sent) {
            String name = name("choices", one.name());
            if (!names.add(FieldKeys.fold(name))) {
                throw Refused.because("choices", "fields.choice.twice", name);
            }
            String key = keyOf(one, name, known, sentKeys, keys);
            keys.add(key);
            sentKeys.add(key);
            choices.add(new Choice(key, name, english(one.nameEn()), one.active()));
        }
        known.stream()
                .filter(one -> !sentKeys.contains(one.key()))
                .forEach(one -> choices.add(new Choice(one.key(), one.name(), one.nameEn(), false)));
        if (choices.stream().noneMatch(Choice::active)) {
            throw Refused.because("choices", "fields.choice.none");
        }
        if (choices.size() > MOST_CHOICES) {
            throw Refused.because("choices", "fields.choice.many", MOST_CHOICES);
        }
        return choices;
    }

    /** One that is offered again, by whatever way, is the one that it was. */
    private static String keyOf(Choice sent, String name, List<Choice> known, Set<String> given, Set<String> taken) {
        if (sent.key() != null && known.stream().anyMatch(one -> one.key().equals(sent.key()))) {
            return sent.key();
        }
        return known.stream()
                .filter(one -> sent.key() == null && !given.contains(one.key()))
                .filter(one -> FieldKeys.fold(one.name()).equals(FieldKeys.fold(name)))
                .map(Choice::key)
                .findFirst()
                .orElseGet(() -> FieldKeys.of(sent.key() == null ? name : sent.key(), "choice", taken));
    }

    private void refuseTaken(Field field) {
        boolean taken = field.active()
                && active(field.subject()).stream()
                        .anyMatch(one -> !one.id().equals(field.id())
                                && Objects.equals(FieldKeys.fold(one.name()), FieldKeys.fold(field.name())));
        if (taken) {
            throw Refused.because("name", "fields.name.taken", field.name());
        }
    }

    private Field write(Field field, boolean isNew, UUID by) {
        if (isNew) {
            jdbc.sql("insert into field (id, subject, key, kind, name, place, created_by) values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            field.id(),
                            field.subject().word(),
                            field.key(),
                            field.kind().word(),
                            field.name(),
                            field.place(),
                            by)
                    .update();
        }
        jdbc.sql(
                        "update field set name = ?, name_en = ?, required = ?, listed = ?, active = ?, choices = ?::jsonb, version = ?,"
                                + " changed_at = now(), changed_by = ? where id = ?")
                .params(Arrays.asList(
                        field.name(),
                        field.nameEn(),
                        field.required(),
                        field.listed(),
                        field.active(),
                        JSON.writeValueAsString(field.choices()),
                        field.version(),
                        by,
                        field.id()))
                .update();
        return field;
    }

    /** Puts one before the one that stands above it, or behind the one below. Nothing happens at the ends of the list. */
    public void move(UUID id, boolean up) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("lock table field in share row exclusive mode").update();
            Field moved = find(id).orElseThrow(() -> Refused.because("id", "fields.unknown"));
            var ids = new ArrayList<>(
                    active(moved.subject()).stream().map(Field::id).toList());
            int at = ids.indexOf(id);
            int to = up ? at - 1 : at + 1;
            if (at < 0 || to < 0 || to >= ids.size()) {
                return;
            }
            Collections.swap(ids, at, to);
            for (int place = 0; place < ids.size(); place++) {
                jdbc.sql("update field set place = ? where id = ?")
                        .params(place + 1, ids.get(place))
                        .update();
            }
        });
    }

    private static Field read(ResultSet row, int n) throws SQLException {
        return new Field(
                row.getObject("id", UUID.class),
                FieldSubject.of(row.getString("subject")).orElseThrow(),
                row.getString("key"),
                FieldKind.of(row.getString("kind")).orElseThrow(),
                row.getString("name"),
                row.getString("name_en"),
                row.getInt("place"),
                row.getBoolean("required"),
                row.getBoolean("listed"),
                row.getBoolean("active"),
                List.of(JSON.readValue(row.getString("choices"), Choice[].class)),
                row.getInt("version"));
    }
}
