package org.ringbook.robots;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.claims.ClaimCause;
import org.ringbook.claims.ClaimCauses;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.Pipelines;
import org.ringbook.deals.Stage;
import org.ringbook.events.Disposition;
import org.ringbook.events.Dispositions;
import org.ringbook.fields.Field;
import org.ringbook.fields.Fields;
import org.ringbook.segments.Segment;
import org.ringbook.segments.Segments;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What definitions may name, as it is now. Any thread; waits for the database. */
@Component
class Known {

    private final Fields fields;
    private final Pipelines pipelines;
    private final DealTypes types;
    private final Staff staff;
    private final Segments segments;
    private final Dispositions dispositions;
    private final ClaimCauses causes;
    private final HookReceivers receivers;
    private final JdbcClient jdbc;

    Known(
            Fields fields,
            Pipelines pipelines,
            DealTypes types,
            Staff staff,
            Segments segments,
            Dispositions dispositions,
            ClaimCauses causes,
            HookReceivers receivers,
            JdbcClient jdbc) {
        this.fields = fields;
        this.pipelines = pipelines;
        this.types = types;
        this.staff = staff;
        this.segments = segments;
        this.dispositions = dispositions;
        this.causes = causes;
        this.receivers = receivers;
        this.jdbc = jdbc;
    }

    Surroundings now() {
        return new Surroundings(
                () -> Arrays.stream(RecordKind.values()).collect(Collectors.toMap(Function.identity(), this::fields)),
                () -> pipelines.stages().stream().collect(Collectors.toMap(Stage::id, Function.identity())),
                () -> receivers.known().keySet(),
                () -> staff.all().stream()
                        .filter(StaffMember::active)
                        .map(StaffMember::id)
                        .collect(Collectors.toSet()),
                () -> types.all().stream()
                        .flatMap(type -> type.states().stream())
                        .map(DealType.PartState::key)
                        .collect(Collectors.toSet()),
                () -> segments.all().stream().collect(Collectors.toMap(Segment::id, Segment::byHand)),
                () -> dispositions.offered().stream().map(Disposition::id).collect(Collectors.toSet()),
                () -> causes.all().stream()
                        .filter(ClaimCause::active)
                        .map(ClaimCause::id)
                        .collect(Collectors.toSet()),
                () -> jdbc.sql("select id from campaign where state <> 'archived'")
                        .query(UUID.class)
                        .set());
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
