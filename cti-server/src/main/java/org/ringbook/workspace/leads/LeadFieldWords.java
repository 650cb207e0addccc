package org.ringbook.workspace.leads;

import java.util.Optional;
import java.util.Set;
import org.ringbook.changes.FieldChange;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.workspace.FieldWords;
import org.ringbook.workspace.Print;
import org.springframework.stereotype.Component;

@Component
class LeadFieldWords implements FieldWords {

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.LEAD);
    }

    @Override
    public Optional<String> text(FieldChange change, String value, Print print) {
        return switch (change.field()) {
            case "state" -> Optional.of(FieldWords.word("leads.state.", value, print));
            case "close_reason" -> Optional.of(FieldWords.word("leads.reason.", value, print));
            default -> Optional.empty();
        };
    }
}
