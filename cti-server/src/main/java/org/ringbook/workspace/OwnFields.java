package org.ringbook.workspace;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldFilter;
import org.ringbook.fields.FieldFilter.Asked;
import org.ringbook.fields.FieldKind;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldText;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The company's own fields on cards, in forms, as columns and filters of lists; one for all pages that have some. */
@Component
public class OwnFields {

    private static final String DAY = "d MMMM uuuu";

    private final Fields fields;
    private final FieldValues values;
    private final Staff staff;

    OwnFields(Fields fields, FieldValues values, Staff staff) {
        this.fields = fields;
        this.values = values;
        this.staff = staff;
    }

    /** A field on a card. @param address to go to; null for none */
    public record Shown(String name, String text, String address) {}

    /** A field in a form or filter. @param text what stands there, of whatever can stand once. @param chosen keys of choices */
    public record Input(
            String key,
            String name,
            FieldKind kind,
            boolean required,
            String text,
            List<String> chosen,
            String from,
            String to,
            List<Offer> offers) {

        /** What stands there, as its form sends it. */
        public List<String> sent() {
            return kind == FieldKind.PARTY ? text == null ? List.of() : List.of(text) : chosen;
        }
    }

    public record Offer(String key, String name) {}

    /** Columns of a list and what stands in them, by row. */
    public record Columns(List<Field> fields, Map<UUID, List<Shown>> cells) {

        public List<Shown> of(UUID row) {
            return cells.getOrDefault(row, List.of());
        }
    }

    /** What stands on a card: fields with nothing in them are left out. */
    public List<Shown> shown(FieldSubject subject, UUID id, Print print) {
        Map<String, Object> stands = values.of(subject, id);
        return stands.isEmpty()
                ? List.of()
                : shown(fields.active(subject), List.of(stands), print).get(0).stream()
                        .filter(one -> !one.text().isEmpty())
                        .toList();
    }

    /** One value of a field, archived ones too. @return null when there is no such field any more */
    public Shown shown(FieldSubject subject, String key, Object value, Print print) {
        return fields.all(subject).stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .map(field -> shown(
                                List.of(field),
                                List.of(value == null ? Map.<String, Object>of() : Map.of(key, value)),
                                print)
                        .get(0)
                        .get(0))
                .orElse(null);
    }

    private List<List<Shown>> shown(List<Field> some, List<Map<String, Object>> rows, Print print) {
        Map<String, FieldValues.Named> parties = values.parties(some, rows);
        Function<String, String> names = values.names(some, rows);
        var text = new FieldText(
                print.locale(),
                names,
                DateTimeFormatter.ofPattern(DAY, print.locale())::format,
                print.say("fields.yes"),
                print.say("fields.no"));
        var all = new ArrayList<List<Shown>>();
        for (Map<String, Object> row : rows) {
            all.add(some.stream()
                    .map(field -> shown(field, row.get(field.key()), text, parties, print))
                    .toList());
        }
        return all;
    }

    private static Shown shown(
            Field field, Object value, FieldText text, Map<String, FieldValues.Named> parties, Print print) {
        String address = value == null
                ? null
                : switch (field.kind()) {
                    case LINK -> value.toString();
                    case PARTY ->
                        parties.containsKey(value) ? parties.get(value).address() : null;
                    default -> null;
                };
        String shown = text.of(field, value);
        return new Shown(
                field.name(print.locale()),
                field.kind() == FieldKind.MONEY && !shown.isEmpty() ? shown + " ₽" : shown,
                address);
    }

    /** Puts the inputs of a form into the model. @param typed what was refused; null to show what stands */
    public void form(FieldSubject subject, UUID id, TypedFields typed, Print print, Model model) {
        model.addAttribute("ownFields", inputs(subject, id, typed, print));
    }

    /** The inputs of a form. @param typed as of {@link #form} */
    public List<Input> inputs(FieldSubject subject, UUID id, TypedFields typed, Print print) {
        Map<String, Object> stands = id == null || typed != null ? Map.of() : values.of(subject, id);
        List<Field> all = fields.active(subject);
        Function<String, String> names = values.names(all, List.of(stands));
        return all.stream()
                .map(field -> input(field, stands.get(field.key()), names, typed, print))
                .toList();
    }

    private Input input(Field field, Object stands, Function<String, String> names, TypedFields typed, Print print) {
        List<String> chosen = typed != null
                ? typed.values().getOrDefault(field.key(), List.of())
                : stands instanceof Collection<?> several
                        ? several.stream().map(Object::toString).toList()
                        : stands == null ? List.of() : List.of(stands.toString());
        String text = typed == null && field.kind() == FieldKind.PARTY && stands != null
                ? names.apply(stands.toString())
                : chosen.isEmpty() ? null : chosen.get(0);
        return new Input(
                field.key(),
                field.name(print.locale()),
                field.kind(),
                field.required(),
                text,
                chosen,
                typed == null ? null : typed.first(field.key() + ".from"),
                typed == null ? null : typed.first(field.key() + ".to"),
                offers(field, chosen, print));
    }

    private List<Offer> offers(Field field, List<String> chosen, Print print) {
        return switch (field.kind()) {
            case CHOICE, CHOICES ->
                field.choices().stream()
                        .filter(one -> one.active() || chosen.contains(one.key()))
                        .map(one -> new Offer(one.key(), one.name(print.locale())))
                        .toList();
            case STAFF ->
                staff.all().stream()
                        .filter(one -> one.active() || chosen.contains(one.id().toString()))
                        .map(one -> new Offer(one.id().toString(), one.name()))
                        .toList();
            case FLAG ->
                List.of(new Offer("true", print.say("fields.yes")), new Offer("false", print.say("fields.no")));
            default -> List.of();
        };
    }

    /** What a form sent, as it would be kept; null when the form had none of the fields. @throws Refused when it is not fit */
    public Map<String, Object> read(FieldSubject subject, UUID id, TypedFields typed) {
        return typed.shown()
                ? values.ofForm(subject, id == null ? Map.of() : values.of(subject, id), typed.values())
                : null;
    }

    /** @param read by {@link #read}; nothing happens for null */
    public void write(FieldSubject subject, UUID id, Map<String, Object> read) {
        if (read != null) {
            values.write(subject, id, read);
        }
    }

    /**
     * Puts the filter of a list into the model, with what was typed into it.
     *
     * @return null when nothing is asked for, or what is asked for is not fit: the page says why
     */
    public FieldFilter filter(FieldSubject subject, TypedFields typed, Print print, Model model) {
        List<Field> all = fields.active(subject);
        model.addAttribute(
                "fieldFilters",
                all.stream()
                        .map(field -> input(field, null, id -> null, typed, print))
                        .toList());
        var asked = new ArrayList<Asked>();
        for (Field field : all) {
            String from = typed.first(field.key() + ".from");
            String to = typed.first(field.key() + ".to");
            for (String value : typed.values().getOrDefault(field.key(), List.of())) {
                asked.add(new Asked(field.key(), value, null, null));
            }
            if (from != null || to != null) {
                asked.add(new Asked(field.key(), null, from, to));
            }
        }
        model.addAttribute("fieldsAsked", asked.size());
        model.addAttribute("fieldsQuery", query(typed));
        try {
            return values.filter(subject, asked);
        } catch (Refused unfit) {
            model.addAttribute("fieldsRefused", print.why(unfit));
            return null;
        }
    }

    /** To be put behind another address: the same filter for the page that follows. */
    private static String query(TypedFields typed) {
        var query = new StringBuilder();
        typed.values()
                .forEach((key, several) -> several.forEach(value -> query.append("&field.")
                        .append(URLEncoder.encode(key, StandardCharsets.UTF_8))
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return query.toString();
    }

    /** Puts the columns of a list into the model. */
    public void columns(FieldSubject subject, Collection<UUID> rows, Print print, Model model) {
        List<Field> listed =
                fields.active(subject).stream().filter(Field::listed).toList();
        var cells = new LinkedHashMap<UUID, List<Shown>>();
        if (!listed.isEmpty()) {
            Map<UUID, Map<String, Object>> stands = values.of(subject, rows);
            List<UUID> ids = List.copyOf(stands.keySet());
            List<List<Shown>> shown = shown(listed, List.copyOf(stands.values()), print);
            for (int i = 0; i < ids.size(); i++) {
                cells.put(ids.get(i), shown.get(i));
            }
        }
        model.addAttribute("fieldColumns", new Columns(listed, cells));
    }
}
