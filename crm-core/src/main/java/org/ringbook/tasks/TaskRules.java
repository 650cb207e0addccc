package org.ringbook.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.ringbook.calendar.WorkingCalendar;
import org.ringbook.contacts.Contacts;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;

/** What a task may say: texts of a length, people who are with us, a time that comes, a client that is there. */
final class TaskRules {

    /** By which those come last that are due at no time. */
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final int LONGEST_TITLE = 255;
    private static final int LONGEST_TEXT = 20_000;
    private static final Duration AHEAD = Duration.ofDays(3660);

    private final Contacts contacts;
    private final Staff staff;
    private final WorkingCalendar calendar;

    TaskRules(Contacts contacts, Staff staff, WorkingCalendar calendar) {
        this.contacts = contacts;
        this.staff = staff;
        this.calendar = calendar;
    }

    /** @throws Refused if a field does not fit, the doer or the checker is nobody of ours, or the party is gone */
    void fits(Task task) {
        if (task.dueAt() != null && task.dueOn() != null) {
            throw Refused.because("dueOn", "tasks.due.both");
        }
        Instant due = sort(task);
        if (!due.equals(NEVER) && (due.isAfter(Instant.now().plus(AHEAD)) || due.isBefore(Instant.EPOCH))) {
            throw Refused.because(task.dueAt() == null ? "dueOn" : "dueAt", "tasks.due.far");
        }
        active("doerId", task.doerId());
        if (task.checkerId() != null) {
            active("checkerId", task.checkerId());
            if (task.checkerId().equals(task.doerId())) {
                throw Refused.because("checkerId", "tasks.checker");
            }
        }
        if (task.partyId() != null && !isKnown(task.partyId())) {
            throw Refused.because("partyId", "tasks.party.unknown");
        }
    }

    boolean isKnown(UUID party) {
        return contacts.contact(party).isPresent() || contacts.company(party).isPresent();
    }

    private void active(String field, UUID person) {
        if (staff.find(person).filter(StaffMember::active).isEmpty()) {
            throw Refused.because(field, "tasks.person.unknown");
        }
    }

    static String title(String title) {
        String kept = text("title", title);
        if (kept == null) {
            throw Refused.because("title", "tasks.title.missing");
        }
        String line = kept.replaceAll("\\s+", " ");
        if (line.length() > LONGEST_TITLE) {
            throw Refused.because("title", "tasks.long", LONGEST_TITLE);
        }
        return line;
    }

    static String text(String field, String text) {
        String kept = text == null ? "" : text.replace("\r\n", "\n").strip();
        if (kept.length() > LONGEST_TEXT) {
            throw Refused.because(field, "tasks.long", LONGEST_TEXT);
        }
        if (kept.indexOf('\0') >= 0) {
            throw Refused.because(field, "tasks.unfit");
        }
        return kept.isEmpty() ? null : kept;
    }

    /** By what lists are ordered: the moment, or the end of the day where the company is. */
    Instant sort(Task task) {
        if (task.dueAt() != null) {
            return task.dueAt();
        }
        LocalDate day = task.dueOn();
        return day == null
                ? NEVER
                : day.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    }
}
