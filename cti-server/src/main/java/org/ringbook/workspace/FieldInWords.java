package org.ringbook.workspace;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.ringbook.calls.CallDifference;
import org.ringbook.numbers.PhoneNumber;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A field of a call that is not as it was, for the eye. */
public record FieldInWords(String name, String before, String after) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static List<FieldInWords> of(List<CallDifference.Field> fields, Print print) {
        var words = new ArrayList<FieldInWords>();
        for (CallDifference.Field field : fields) {
            String name = print.sayIfKnown("field." + field.field().toLowerCase(Locale.ROOT));
            boolean rules = field.field().equals("rules");
            words.add(new FieldInWords(
                    name == null ? field.field() : name,
                    rules ? rules(field.before(), field.after(), print) : value(field.field(), field.before(), print),
                    rules ? rules(field.after(), field.before(), print) : value(field.field(), field.after(), print)));
        }
        return words;
    }

    private static String value(String field, String value, Print print) {
        if (value.isEmpty()) {
            return print.say("field.none");
        }
        try {
            return switch (field) {
                case "direction", "state", "result", "reason" -> word(field, value, print);
                case "endedBy" -> word("ended-by", value, print);
                case "startedAt", "answeredAt", "endedAt" -> print.timeWithSeconds(Instant.parse(value));
                case "waitSeconds", "talkSeconds", "holdSeconds" -> print.duration(new BigDecimal(value));
                case "external", "line" -> print.number(PhoneNumber.of(value));
                case "agent" -> print.partyInFull(value);
                case "answeredBy", "rang" -> list(value, each -> print.party(each.asString()), print);
                case "legs" -> list(value, each -> leg(each, print), print);
                case "transfers" ->
                    list(value, each -> party(each, "from", print) + " → " + party(each, "to", print), print);
                default -> value;
            };
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException asItIs) {
            return value;
        }
    }

    private static String word(String kind, String value, Print print) {
        String word = print.sayIfKnown(kind + "." + value);
        return word == null ? value : word;
    }

    private static String list(String json, java.util.function.Function<JsonNode, String> each, Print print) {
        JsonNode items = JSON.readTree(json);
        return items.isEmpty()
                ? print.say("field.none")
                : StreamSupport.stream(items.spliterator(), false).map(each).collect(Collectors.joining(", "));
    }

    private static String leg(JsonNode leg, Print print) {
        JsonNode outcome = leg.path("outcome");
        return party(leg, "party", print)
                + (outcome.isString() ? ": " + word("leg-outcome", outcome.asString(), print) : "");
    }

    private static String party(JsonNode of, String field, Print print) {
        JsonNode party = of.path(field);
        return party.isString() ? print.party(party.asString()) : print.say("caller.withheld");
    }

    /** Those that fired in one of the two only. */
    private static String rules(String json, String other, Print print) {
        List<String> others = keys(other);
        String words = keys(json).stream()
                .filter(key -> !others.contains(key))
                .map(key -> print.sayIfKnown("rule." + key) == null ? key : print.sayIfKnown("rule." + key))
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? print.say("field.rules.others") : words;
    }

    private static List<String> keys(String json) {
        return json.isEmpty()
                ? List.of()
                : StreamSupport.stream(JSON.readTree(json).spliterator(), false)
                        .map(rule -> rule.path("rule").asString(""))
                        .toList();
    }
}
