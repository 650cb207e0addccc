package org.ringbook.workspace.changes;

import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.changes.ChangeHistory;
import org.ringbook.changes.FieldChange;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.workspace.FieldWords;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.PartyLinks;
import org.ringbook.workspace.PartyLinks.PartyLink;
import org.ringbook.workspace.Print;
import org.springframework.stereotype.Component;

/** Changes of fields as the viewer reads them: names for ids, numbers and times as they are printed everywhere. */
@Component
class ChangeWords {

    private static final List<String> PARTIES = List.of("company_id", "party_id", "contact_id");

    private final ChangeHistory history;
    private final OwnFields ownFields;
    private final PartyLinks parties;
    private final Map<Kind, FieldWords> families = new EnumMap<>(Kind.class);

    ChangeWords(ChangeHistory history, OwnFields ownFields, PartyLinks parties, List<FieldWords> families) {
        this.history = history;
        this.ownFields = ownFields;
        this.parties = parties;
        families.forEach(family -> family.kinds().forEach(kind -> this.families.put(kind, family)));
    }

    /** @param back whether it has a button */
    record Line(FieldChange change, String field, String was, String became, boolean back) {}

    List<Line> of(List<FieldChange> changes, Print print) {
        Map<UUID, PartyLink> named = parties.of(changes.stream()
                .filter(change -> PARTIES.contains(change.field()))
                .flatMap(change -> Stream.of(change.was(), change.became()))
                .filter(Objects::nonNull)
                .map(id -> UUID.fromString(id.toString()))
                .toList());
        return changes.stream()
                .map(change -> new Line(
                        change,
                        field(change, print),
                        text(change, change.was(), named, print),
                        text(change, change.became(), named, print),
                        history.canPutBack(change)))
                .toList();
    }

    String field(FieldChange change, Print print) {
        if (change.ownKey() != null) {
            OwnFields.Shown own = ownFields.shown(change.kind().fields(), change.ownKey(), null, print);
            return own == null ? change.ownKey() : own.name();
        }
        String known = print.sayIfKnown("changes.field." + change.field());
        return known == null ? change.field() : known;
    }

    private String text(FieldChange change, Object value, Map<UUID, PartyLink> named, Print print) {
        if (value == null) {
            return "";
        }
        if (change.ownKey() != null) {
            OwnFields.Shown own = ownFields.shown(change.kind().fields(), change.ownKey(), value, print);
            return own == null ? value.toString() : own.text();
        }
        return Optional.ofNullable(families.get(change.kind()))
                .flatMap(family -> family.text(change, value.toString(), print))
                .orElseGet(() -> textOfAll(change.field(), value, named, print));
    }

    private static String textOfAll(String field, Object value, Map<UUID, PartyLink> named, Print print) {
        String text = value.toString();
        return switch (field) {
            case "responsible_id", "doer_id", "checker_id", "blamed_id" -> print.person(UUID.fromString(text));
            case "company_id", "party_id", "contact_id" -> name(UUID.fromString(text), named, print);
            case "numbers" -> list(value, one -> number(one, print));
            case "points" -> list(value, ChangeWords::point);
            case "tags" -> ((List<?>) value).stream().map(Object::toString).collect(Collectors.joining(", "));
            case "phone", "number" -> number(text, print);
            case "due_at", "closed_at" ->
                print.dayAndTime(OffsetDateTime.parse(text).toInstant());
            case "state" -> FieldWords.word("changes.state.", text, print);
            default -> text;
        };
    }

    private static String number(String text, Print print) {
        return print.number(PhoneNumber.of(text.startsWith("+") ? text : "+" + text));
    }

    private static String name(UUID id, Map<UUID, PartyLink> named, Print print) {
        return named.containsKey(id) ? named.get(id).name() : print.say("changes.gone");
    }

    private static String list(Object value, Function<Map<?, ?>, String> line) {
        return ((List<?>) value)
                .stream().map(one -> line.apply((Map<?, ?>) one)).collect(Collectors.joining(", "));
    }

    private static String number(Map<?, ?> one, Print print) {
        String number = print.number(PhoneNumber.of("+" + one.get("number")));
        String extension =
                one.get("extension") == null ? "" : " " + print.say("changes.extension", one.get("extension"));
        return number + extension + label(one);
    }

    private static String point(Map<?, ?> one) {
        return one.get("value") + label(one);
    }

    private static String label(Map<?, ?> one) {
        return one.get("label") == null ? "" : " (" + one.get("label") + ")";
    }
}
