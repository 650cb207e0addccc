package org.ringbook.changes;

import java.util.Collections;
import java.util.UUID;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.springframework.stereotype.Component;

/** A field of the company's own is put back by the rules of the field: one that is archived or does not offer it any more refuses. */
@Component
class OwnFieldBack {

    private final FieldValues values;

    OwnFieldBack(FieldValues values) {
        this.values = values;
    }

    void putBack(FieldChange change, UUID record) {
        FieldSubject subject = change.kind().fields();
        values.write(
                subject,
                record,
                values.ofProgram(
                        subject, values.of(subject, record), Collections.singletonMap(change.ownKey(), change.was())));
    }
}
