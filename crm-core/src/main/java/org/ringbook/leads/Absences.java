package org.ringbook.leads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.contacts.NewId;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is away on which days, and who stands in for them. Any thread; every method waits for the database. */
@Component
public class Absences {

    private static final int LONGEST_NOTE = 255;
    private static final int LONGEST_DAYS = 3 * 366;
    private static final int MOST_LISTED = 500;
    /** A deputy may be away, too, and have one. */
    private static final int LONGEST_CHAIN = 5;

    private final JdbcClient jdbc;
    private final Staff staff;

    Absences(JdbcClient jdbc, Staff staff) {
        this.jdbc = jdbc;
        this.staff = staff;
    }

    /**
     * @param untilOn the last day
     * @param deputyId who is given what would be theirs; null for the queue
     * @param note may be null
     */
    public record Absence(UUID id, UUID staffId, LocalDate fromOn, LocalDate untilOn, UUID deputyId, String note) {}

    /** Those that have not ended by that day, the first to begin first. */
    public List<Absence> notOver(LocalDate day) {
        return jdbc.sql("select * from absence where until_on >= ? order by from_on, id limit " + MOST_LISTED)
                .param(day)
                .query(Absences::read)
                .list();
    }

    public Optional<Absence> find(UUID id) {
        return jdbc.sql("select * from absence where id = ?")
                .param(id)
                .query(Absences::read)
                .optional();
    }

    private Optional<Absence> of(UUID person, LocalDate day) {
        return jdbc.sql("select * from absence where staff_id = ? and from_on <= ? and until_on >= ?"
                        + " order by deputy_id is null, from_on limit 1")
                .params(person, day, day)
                .query(Absences::read)
                .optional();
    }

    public boolean isAway(UUID person, LocalDate day) {
        return of(person, day).isPresent();
    }

    /** Who does their work on that day: they, or their deputy; empty when nobody is there. */
    public Optional<StaffMember> standsIn(StaffMember person, LocalDate day) {
        StaffMember one = person;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            Optional<Absence> away = of(one.id(), day);
            if (away.isEmpty()) {
                return Optional.of(one).filter(StaffMember::active);
            }
            UUID deputy = away.get().deputyId();
            one = deputy == null ? null : staff.find(deputy).orElse(null);
            if (one == null) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * @param by for themselves anybody; for others a supervisor
     * @throws Refused if it is not theirs to say, it ends before it begins or is too long, or somebody is nobody of ours
     */
    public Absence add(UUID person, LocalDate from, LocalDate until, UUID deputy, String note, StaffMember by) {
        if (!person.equals(by.id()) && by.role().compareTo(Role.SUPERVISOR) < 0) {
            throw Refused.because("staffId", "leads.absence.not-yours");
        }
        if (from == null
                || until == null
                || until.isBefore(from)
                || from.plusDays(LONGEST_DAYS).isBefore(until)) {
            throw Refused.because("untilOn", "leads.absence.days");
        }
        ours("staffId", person);
        if (deputy != null) {
            ours("deputyId", deputy);
            if (deputy.equals(person)) {
                throw Refused.because("deputyId", "leads.absence.deputy");
            }
        }
        String kept = note == null || note.isBlank() ? null : note.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        if (kept != null && kept.length() > LONGEST_NOTE) {
            throw Refused.because("note", "leads.absence.note", LONGEST_NOTE);
        }
        var absence = new Absence(NewId.next(), person, from, until, deputy, kept);
        jdbc.sql(
                        "insert into absence (id, staff_id, from_on, until_on, deputy_id, note, made_by) values (?, ?, ?, ?, ?, ?, ?)")
                .params(absence.id(), person, from, until, deputy, kept, by.id())
                .update();
        return absence;
    }

    private void ours(String field, UUID person) {
        if (person == null || staff.find(person).filter(StaffMember::active).isEmpty()) {
            throw Refused.because(field, "leads.person");
        }
    }

    /** Nothing happens when it is gone. @throws Refused if it is not theirs to say */
    public void delete(UUID id, StaffMember by) {
        find(id).ifPresent(one -> {
            if (!one.staffId().equals(by.id()) && by.role().compareTo(Role.SUPERVISOR) < 0) {
                throw Refused.because("id", "leads.absence.not-yours");
            }
            jdbc.sql("delete from absence where id = ?").param(id).update();
        });
    }

    private static Absence read(ResultSet row, int number) throws SQLException {
        return new Absence(
                row.getObject("id", UUID.class),
                row.getObject("staff_id", UUID.class),
                row.getObject("from_on", LocalDate.class),
                row.getObject("until_on", LocalDate.class),
                row.getObject("deputy_id", UUID.class),
                row.getString("note"));
    }
}
