package org.ringbook.bin;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.bin.BinItem.Kind;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.Tasks;
import org.springframework.stereotype.Component;

@Component
class DeletableTasks implements Deletable {

    private final Tasks tasks;
    private final Rights rights;

    DeletableTasks(Tasks tasks, Rights rights) {
        this.tasks = tasks;
        this.rights = rights;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.TASK);
    }

    @Override
    public Going going(Kind kind, UUID record, StaffMember by) {
        Task task = tasks.find(record, rights.of(by)).orElseThrow(Deletable::gone);
        if (!by.id().equals(task.authorId()) && by.role().compareTo(Role.SUPERVISOR) < 0) {
            throw Refused.because("id", "bin.not-yours.task");
        }
        return Going.of(task.title(), List.of(), task.authorId(), task.doerId());
    }

    @Override
    public void delete(Kind kind, UUID record) {
        tasks.delete(record);
    }

    @Override
    public void cameBack(UUID record) {
        tasks.cameBack(record);
    }
}
