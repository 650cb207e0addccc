package org.ringbook.workspace.claims;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.changes.FieldChange;
import org.ringbook.changes.FieldChange.Kind;
import org.ringbook.claims.ClaimCauses;
import org.ringbook.workspace.FieldWords;
import org.ringbook.workspace.Print;
import org.springframework.stereotype.Component;

@Component
class ClaimFieldWords implements FieldWords {

    private final ClaimCauses causes;

    ClaimFieldWords(ClaimCauses causes) {
        this.causes = causes;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CLAIM);
    }

    @Override
    public Optional<String> text(FieldChange change, String value, Print print) {
        return switch (change.field()) {
            case "state", "result", "demand", "severity" ->
                Optional.of(FieldWords.word("claims." + change.field() + ".", value, print));
            case "cause_id" -> Optional.of(ClaimCauses.path(UUID.fromString(value), causes.byId(), print.locale()));
            default -> Optional.empty();
        };
    }
}
