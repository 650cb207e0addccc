package org.ringbook.workspace.tasks;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.ringbook.changes.FieldChange;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.workspace.FieldWords;
import org.ringbook.workspace.Print;
import org.springframework.stereotype.Component;

@Component
class TaskFieldWords implements FieldWords {

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.TASK);
    }

    @Override
    public Optional<String> text(FieldChange change, String value, Print print) {
        return switch (change.field()) {
            case "state" -> Optional.of(FieldWords.word("task-state.", value, print));
            case "what" -> Optional.of(FieldWords.word("task-what.", value, print));
            case "due_on" -> Optional.of(print.day(LocalDate.parse(value)));
            default -> Optional.empty();
        };
    }
}
