package org.ringbook.workspace.contacts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.TypedFields;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stood on a card when its form was made. It travels with the form, so that a save that comes after somebody else's tells what they
 * changed, and what nobody typed over follows them. It comes back from a browser: it decides what is shown, never what is allowed.
 */
record SeenCard(Map<String, String> texts, Map<String, List<String>> own) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 200_000;
    private static final SeenCard NOTHING = new SeenCard(Map.of(), Map.of());

    SeenCard {
        texts = texts == null ? Map.of() : texts;
        own = own == null ? Map.of() : own;
    }

    /** A field that somebody else changed. @param before and {@code now} null when nothing stood or stands there */
    record Change(String label, String before, String now) {}

    static SeenCard of(ContactForm form, List<OwnFields.Input> own) {
        var texts = new LinkedHashMap<String, String>();
        put(texts, "name", form.name());
        put(texts, "company", form.company());
        put(texts, "position", form.position());
        put(texts, "numbers", numbers(form));
        put(texts, "email", form.email());
        put(texts, "responsible", form.responsible());
        put(texts, "note", form.note());
        var values = new LinkedHashMap<String, List<String>>();
        own.forEach(one -> values.put(one.key(), one.sent()));
        return new SeenCard(texts, values);
    }

    /** What came back from the browser; nothing when it is none of ours. */
    static SeenCard read(String sent) {
        if (sent == null || sent.length() > LONGEST) {
            return NOTHING;
        }
        try {
            SeenCard read = JSON.readValue(sent, SeenCard.class);
            return read == null ? NOTHING : read;
        } catch (JacksonException noneOfOurs) {
            return NOTHING;
        }
    }

    String print() {
        return JSON.writeValueAsString(this);
    }

    /**
     * What is different now, in the order of the form.
     *
     * @param label of a field of the form
     * @param person the name of whoever has an extension
     * @param own fields as they stand now
     */
    List<Change> changes(
            SeenCard now, UnaryOperator<String> label, UnaryOperator<String> person, List<OwnFields.Input> own) {
        var changes = new ArrayList<Change>();
        for (String field : List.of("name", "company", "position", "numbers", "email", "responsible", "note")) {
            if (!Objects.equals(texts.get(field), now.texts.get(field))) {
                UnaryOperator<String> text = field.equals("responsible") ? person : UnaryOperator.identity();
                changes.add(new Change(
                        label.apply(field), shown(text, texts.get(field)), shown(text, now.texts.get(field))));
            }
        }
        for (OwnFields.Input one : own) {
            List<String> before = this.own.getOrDefault(one.key(), List.of());
            if (!before.equals(one.sent())) {
                changes.add(new Change(one.name(), shown(one, before), shown(one, one.sent())));
            }
        }
        return changes;
    }

    private static String shown(UnaryOperator<String> text, String stored) {
        return stored == null ? null : text.apply(stored);
    }

    private static String shown(OwnFields.Input field, List<String> values) {
        String all = values.stream()
                .map(value -> field.offers().stream()
                        .filter(offer -> offer.key().equals(value))
                        .map(OwnFields.Offer::name)
                        .findFirst()
                        .orElse(value))
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? null : all;
    }

    /** What was typed; where nothing was typed over, what stands there now. */
    ContactForm merged(ContactForm typed, ContactForm now) {
        boolean numbersStay = untouched("numbers", numbers(typed));
        return new ContactForm(
                untouched("name", typed.name()) ? now.name() : typed.name(),
                untouched("company", typed.company()) ? now.company() : typed.company(),
                untouched("position", typed.position()) ? now.position() : typed.position(),
                untouched("email", typed.email()) ? now.email() : typed.email(),
                untouched("note", typed.note()) ? now.note() : typed.note(),
                untouched("responsible", typed.responsible()) ? now.responsible() : typed.responsible(),
                numbersStay ? now.number() : typed.number(),
                numbersStay ? now.extension() : typed.extension(),
                numbersStay ? now.label() : typed.label(),
                now.version(),
                null);
    }

    /** The same of the company's own fields. */
    TypedFields merged(TypedFields typed, List<OwnFields.Input> now) {
        var values = new LinkedHashMap<>(typed.values());
        for (OwnFields.Input one : now) {
            if (typed.values().getOrDefault(one.key(), List.of()).equals(own.getOrDefault(one.key(), List.of()))) {
                values.put(one.key(), one.sent());
            }
        }
        return new TypedFields(values, typed.shown());
    }

    private boolean untouched(String field, String typed) {
        return Objects.equals(texts.get(field), tidied(typed));
    }

    private static void put(Map<String, String> texts, String field, String text) {
        if (tidied(text) != null) {
            texts.put(field, tidied(text));
        }
    }

    /** Browsers send lines that end otherwise than they were written. */
    private static String tidied(String text) {
        return ContactForm.text(text == null ? null : text.replace("\r\n", "\n"));
    }

    private static String numbers(ContactForm form) {
        return form.lines().stream()
                .filter(line -> ContactForm.text(line.number()) != null)
                .map(line -> line.number().strip()
                        + (line.extension().isBlank()
                                ? ""
                                : " #" + line.extension().strip())
                        + (line.label().isBlank() ? "" : " (" + line.label().strip() + ")"))
                .collect(Collectors.joining(", "));
    }
}
