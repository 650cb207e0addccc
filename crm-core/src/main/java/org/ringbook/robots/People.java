package org.ringbook.robots;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.refusals.Refusal;
import org.ringbook.robots.Definition.RobotStep;
import org.ringbook.robots.Definition.Who;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.Tasks;
import org.springframework.stereotype.Component;

/** Whom a robot means, and how the administrators are told: by a task of which their screens remind them at once. */
@Component
class People {

    private static final int LONGEST_TITLE = 200;

    private final Staff staff;
    private final Tasks tasks;
    private final RobotRows rows;

    People(Staff staff, Tasks tasks, RobotRows rows) {
        this.staff = staff;
        this.tasks = tasks;
        this.rows = rows;
    }

    /** Whoever works here; never empty while an administrator does. */
    List<StaffMember> of(RobotStep step, RecordFacts facts) {
        Stream<StaffMember> meant = switch (step.who()) {
            case RESPONSIBLE -> person(facts.responsibleId()).stream();
            case PERSON -> person(step.personId()).stream();
            case SUPERVISORS -> supervisors(facts).stream();
            case ADMINISTRATORS -> administrators().stream();
        };
        List<StaffMember> found = meant.toList();
        if (found.isEmpty()) {
            found = step.who() == Who.ADMINISTRATORS ? found : supervisors(facts);
        }
        return found.isEmpty() ? administrators() : found;
    }

    private Optional<StaffMember> person(UUID id) {
        return Optional.ofNullable(id).flatMap(staff::find).filter(StaffMember::active);
    }

    /** Those of the team of who answers for it; all where it has none. */
    private List<StaffMember> supervisors(RecordFacts facts) {
        List<StaffMember> all = having(Role.SUPERVISOR);
        Optional<StaffMember> responsible = person(facts.responsibleId());
        List<StaffMember> near = all.stream()
                .filter(one -> responsible.filter(one::isInTeamOf).isPresent())
                .toList();
        return near.isEmpty() ? all : near;
    }

    private List<StaffMember> administrators() {
        return having(Role.ADMINISTRATOR);
    }

    private List<StaffMember> having(Role role) {
        return staff.all().stream()
                .filter(one -> one.active() && one.role() == role)
                .toList();
    }

    void tellAdministrators(Refusal what, Instant now) {
        administrators()
                .forEach(one -> tell(
                        one,
                        what.words(Locale.forLanguageTag(one.language() == null ? "ru" : one.language())),
                        null,
                        now));
    }

    /** @param about null for nothing */
    void tell(StaffMember person, String text, RecordFacts about, Instant now) {
        String title = text.length() <= LONGEST_TITLE ? text : text.substring(0, LONGEST_TITLE - 1) + "…";
        Task told = tasks.add(
                new NewTask(
                        Task.What.OTHER,
                        title,
                        null,
                        null,
                        null,
                        // Due at no time: what is only told is never late.
                        null,
                        null,
                        now,
                        about == null ? null : about.partyId(),
                        about == null ? null : about.number(),
                        about == null ? null : about.callId()),
                person);
        rows.told(told.id());
    }
}
