package org.ringbook.workspace;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.LostReason;
import org.ringbook.deals.LostReasons;
import org.ringbook.deals.Pipeline;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.Fields;
import org.springframework.stereotype.Component;

/** What a change of many deals can choose from, and how what it chose is called. */
@Component
public class DealChoices {

    private final Pipelines pipelines;
    private final DealTypes types;
    private final LostReasons reasons;
    private final Fields fields;

    DealChoices(Pipelines pipelines, DealTypes types, LostReasons reasons, Fields fields) {
        this.pipelines = pipelines;
        this.types = types;
        this.reasons = reasons;
        this.fields = fields;
    }

    /** Something to choose. @param key its id, or key */
    public record Choice(String key, String name) {}

    /** All of them. */
    public record Offered(List<Choice> stages, List<Choice> types, List<Choice> reasons, List<Choice> fields) {}

    Offered offered(Locale locale) {
        return new Offered(
                openStages(locale),
                types.offered().stream()
                        .map(type -> new Choice(type.id().toString(), type.name(locale)))
                        .toList(),
                reasons.offered().stream()
                        .map(reason -> new Choice(reason.id().toString(), reason.name(locale)))
                        .toList(),
                fields.active(FieldSubject.DEAL).stream()
                        .map(field -> new Choice(field.key(), field.name(locale)))
                        .toList());
    }

    private List<Choice> openStages(Locale locale) {
        List<Pipeline> kept =
                pipelines.all().stream().filter(one -> !one.archived()).toList();
        return kept.stream()
                .flatMap(pipeline -> pipelines.stages(pipeline.id()).stream()
                        .filter(stage -> stage.isOpen() && !stage.archived())
                        .map(stage -> new Choice(
                                stage.id().toString(),
                                (kept.size() > 1 ? pipeline.name(locale) + " · " : "") + stage.name(locale))))
                .toList();
    }

    /** As it is called; the value itself where it is gone. */
    public String stage(String id, Locale locale) {
        return pipelines
                .stage(UUID.fromString(id))
                .map((Stage one) -> one.name(locale))
                .orElse("–");
    }

    /** As {@link #stage}. */
    public String type(String id, Locale locale) {
        return types.find(UUID.fromString(id))
                .map((DealType one) -> one.name(locale))
                .orElse("–");
    }

    /** As {@link #stage}. */
    public String reason(String id, Locale locale) {
        return reasons.find(UUID.fromString(id))
                .map((LostReason one) -> one.name(locale))
                .orElse("–");
    }

    /** What is filled in where: {@code key=value} with the name of the field. */
    public String field(String filled, Locale locale) {
        int equals = filled.indexOf('=');
        String key = filled.substring(0, equals);
        String name = fields.all(FieldSubject.DEAL).stream()
                .filter(field -> field.key().equals(key))
                .map((Field field) -> field.name(locale))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(key);
        return name + ": " + (equals == filled.length() - 1 ? "–" : filled.substring(equals + 1));
    }
}
