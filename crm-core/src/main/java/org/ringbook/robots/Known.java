package org.ringbook.robots;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.fields.Field;
import org.ringbook.fields.Fields;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

/** What definitions may name, as it is now. Any thread; waits for the database. */
@Component
class Known {

    private final Fields fields;
    private final Pipelines pipelines;
    private final Staff staff;
    private final HookReceivers receivers;

    Known(Fields fields, Pipelines pipelines, Staff staff, HookReceivers receivers) {
        this.fields = fields;
        this.pipelines = pipelines;
        this.staff = staff;
        this.receivers = receivers;
    }

    Surroundings now() {
        return new Surroundings(
                Arrays.stream(RecordKind.values()).collect(Collectors.toMap(Function.identity(), this::fields)),
                pipelines.stages().stream().collect(Collectors.toMap(Stage::id, Function.identity())),
                receivers.known().keySet(),
                staff.all().stream()
                        .filter(StaffMember::active)
                        .map(StaffMember::id)
                        .collect(Collectors.toSet()));
    }

    Map<UUID, String> receivers() {
        return receivers.known();
    }

    private Map<String, FieldType> fields(RecordKind kind) {
        return KnownFields.with(kind, own(kind));
    }

    /** The company's own, that are not archived. */
    List<Field> own(RecordKind kind) {
        return kind.own() == null ? List.of() : fields.active(kind.own());
    }
}
