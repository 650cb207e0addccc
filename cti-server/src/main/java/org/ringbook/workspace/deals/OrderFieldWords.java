package org.ringbook.workspace.deals;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.ringbook.changes.FieldChange;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.workspace.FieldWords;
import org.ringbook.workspace.Print;
import org.springframework.stereotype.Component;

/** Of what a deal is fulfilled by, and of terms. */
@Component
class OrderFieldWords implements FieldWords {

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.PART, Kind.DOCUMENT, Kind.PAYMENT, Kind.TERMS);
    }

    @Override
    public Optional<String> text(FieldChange change, String value, Print print) {
        return switch (change.field()) {
            // Of a document it is no telephone number.
            case "number" -> Optional.of(value);
            case "planned_on", "dated", "paid_on", "contract_date", "valid_from", "valid_to" ->
                Optional.of(print.day(LocalDate.parse(value)));
            default -> Optional.empty();
        };
    }
}
