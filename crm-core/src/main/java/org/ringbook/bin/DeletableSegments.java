package org.ringbook.bin;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.bin.BinItem.Kind;
import org.ringbook.segments.Segment;
import org.ringbook.segments.Segments;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;

@Component
class DeletableSegments implements Deletable {

    private final Segments segments;

    DeletableSegments(Segments segments) {
        this.segments = segments;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.SEGMENT);
    }

    @Override
    public Going going(Kind kind, UUID record, StaffMember by) {
        Segment segment = segments.find(record).orElseThrow(Deletable::gone);
        Deletable.requireSupervisor(by);
        return Going.of(segment.name(), List.of(), segment.createdBy());
    }

    @Override
    public void delete(Kind kind, UUID record) {
        segments.delete(record);
    }
}
