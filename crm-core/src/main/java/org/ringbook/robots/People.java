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

    /** Who may check what somebody does, the nearest first. */
    List<StaffMember> checkers(RobotStep step, StaffMember doer) {
        if (step.checkerId() != null) {
            return person(step.checkerId()).stream().toList();
        }
        List<StaffMember> all = having(Role.SUPERVISOR);
        return Stream.of(all.stream().filter(one -> one.isInTeamOf(doer)).toList(), all, administrators())
                .flatMap(List::stream)
                .toList();
    }

    List<StaffMember> administrators() {
        return having(Role.ADMINISTRATOR);
    }

    private List<StaffMember> having(Role role) {
        return staff.all().stream()
                .filter(one -> one.active() && one.role() == role)
                .toList();
    }

    /** @param about the record that it is about; null for none */
    void tellAdministrators(Refusal what, RecordFacts about, Instant now) {
        administrators().forEach(one -> tell(one, what.words(language(one)), about, now));
    }

    static Locale language(StaffMember person) {
        return Locale.forLanguageTag(person.language() == null ? "ru" : person.language());
    }

    /** @param about null for nothing */
    Task tell(StaffMember person, String text, RecordFacts about, Instant now) {
        int longest = TasksOfRobots.LONGEST_TITLE;
        String title = text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
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
        if (about != null) {
            rows.made(told.id(), about);
        }
        return told;
    }
}
