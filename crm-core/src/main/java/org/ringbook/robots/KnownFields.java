package org.ringbook.robots;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringbook.fields.Field;

/** The fields that the program itself has of each kind of record, as conditions, steps and triggers name them; the company's own come after. */
final class KnownFields {

    static final String OWN = "fields.";

    private static final Map<RecordKind, Map<String, FieldType>> ALL = Map.of(
            RecordKind.DEAL,
            ordered(
                    "title amount currency stageId kind responsibleId partyId expectedClose channel source campaign competitor probability",
                    Map.of(
                            "amount",
                            FieldType.NUMBER,
                            "probability",
                            FieldType.NUMBER,
                            "expectedClose",
                            FieldType.DATE)),
            RecordKind.LEAD,
            ordered(
                    "channel source queue state name company email text touches responsibleId",
                    Map.of("touches", FieldType.NUMBER)),
            RecordKind.CALL,
            ordered(
                    "direction result reason external line queue source waitSeconds talkSeconds",
                    Map.of("waitSeconds", FieldType.NUMBER, "talkSeconds", FieldType.NUMBER)),
            RecordKind.TASK,
            ordered("what title doerId", Map.of()),
            RecordKind.PART,
            ordered(
                    "title state amount paid plannedOn dealTitle dealNumber responsibleId",
                    Map.of("amount", FieldType.NUMBER, "paid", FieldType.NUMBER, "plannedOn", FieldType.DATE)),
            RecordKind.CLAIM,
            ordered(
                    "title state severity demand team amount channel result responsibleId",
                    Map.of("amount", FieldType.NUMBER)),
            RecordKind.CLIENT,
            ordered("name kind region responsibleId", Map.of()),
            RecordKind.ENTRY,
            ordered(
                    "name company city external campaign disposition reason state attempts responsibleId",
                    Map.of("attempts", FieldType.NUMBER)),
            RecordKind.MESSAGE,
            ordered("kind title text source responsibleId", Map.of()));

    /** Of a deal, what a robot may write. */
    static final Set<String> WRITABLE =
            Set.of("title", "amount", "responsibleId", "expectedClose", "competitor", "probability");

    /** Of a deal, what is announced when it is changed. */
    static final Set<String> LISTENED = Set.of(
            "title",
            "amount",
            "currency",
            "responsibleId",
            "partyId",
            "contactId",
            "entityId",
            "expectedClose",
            "competitor",
            "probability");

    private KnownFields() {}

    private static Map<String, FieldType> ordered(String names, Map<String, FieldType> others) {
        var fields = new LinkedHashMap<String, FieldType>();
        for (String name : names.split(" ")) {
            fields.put(name, others.getOrDefault(name, FieldType.TEXT));
        }
        return Collections.unmodifiableMap(fields);
    }

    static Map<String, FieldType> of(RecordKind kind) {
        return ALL.get(kind);
    }

    /** @param own the company's, that are not archived */
    static Map<String, FieldType> with(RecordKind kind, List<Field> own) {
        var all = new LinkedHashMap<>(of(kind));
        own.forEach(field -> all.put(OWN + field.key(), FieldType.of(field.kind())));
        return all;
    }
}
