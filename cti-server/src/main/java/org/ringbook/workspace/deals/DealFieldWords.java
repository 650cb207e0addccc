package org.ringbook.workspace.deals;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.changes.FieldChange;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.LostReasons;
import org.ringbook.deals.Pipelines;
import org.ringbook.workspace.FieldWords;
import org.ringbook.workspace.Print;
import org.springframework.stereotype.Component;

@Component
class DealFieldWords implements FieldWords {

    private final Pipelines pipelines;
    private final DealTypes types;
    private final LostReasons reasons;

    DealFieldWords(Pipelines pipelines, DealTypes types, LostReasons reasons) {
        this.pipelines = pipelines;
        this.types = types;
        this.reasons = reasons;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.DEAL);
    }

    @Override
    public Optional<String> text(FieldChange change, String value, Print print) {
        return switch (change.field()) {
            case "stage_id" ->
                known(pipelines.stage(UUID.fromString(value)).map(one -> one.name(print.locale())), print);
            case "type_id" -> known(types.find(UUID.fromString(value)).map(one -> one.name(print.locale())), print);
            case "lost_reason_id" ->
                known(reasons.find(UUID.fromString(value)).map(one -> one.name(print.locale())), print);
            case "expected_close" -> Optional.of(print.day(LocalDate.parse(value)));
            default -> Optional.empty();
        };
    }

    private static Optional<String> known(Optional<String> name, Print print) {
        return name.or(() -> Optional.of(print.say("changes.gone")));
    }
}
