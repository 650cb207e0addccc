package org.ringbook.robots;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ringbook.refusals.Refusal;
import org.ringbook.staff.StaffMember;

/**
 * What the program does by itself.
 *
 * @param activeSince what was before is none of its business; null while it is off
 * @param version of its definition; rises with each change
 */
public record Robot(
        UUID id,
        String name,
        boolean active,
        Instant activeSince,
        int version,
        Definition definition,
        Instant changedAt) {

    /** @param by our person; null for the program */
    public record Version(int version, Definition definition, Instant at, UUID by) {}

    /** A record that it leaves alone. */
    public record Off(RecordKind kind, UUID record, Instant at, Refusal why) {}

    /**
     * Why it ran, or did not.
     *
     * @param state of the run: running, done, failed, stopped; null when there was none
     * @param stepsDone null when there was no run
     * @param runEnded why the run failed or was stopped; null else
     */
    public record Line(
            long id,
            Instant at,
            int version,
            RecordKind kind,
            UUID record,
            Refusal why,
            String state,
            Integer stepsDone,
            Refusal runEnded) {}

    /**
     * What it would do with one record.
     *
     * @param name by which people know it
     * @param why that it would run, or why not
     * @param steps what it would do, in order; empty when nothing
     */
    public record Trial(RecordKind kind, UUID record, String name, Refusal why, List<Planned> steps) {}

    /**
     * A step as it would be done.
     *
     * @param field that is set; null for none
     * @param value to what it is set, the stage, the words of a task, the program that is told, the minutes; null for nothing
     * @param due of a task; null for no time
     * @param people whom it concerns, by name
     * @param refused why it could not be done; null when it could
     */
    public record Planned(
            Definition.Does does, String field, String value, Instant due, List<String> people, Refusal refused) {

        static Planned of(Definition.Does does, String value) {
            return new Planned(does, null, value, null, List.of(), null);
        }

        Planned to(List<StaffMember> who) {
            return new Planned(
                    does, field, value, due, who.stream().map(StaffMember::name).toList(), refused);
        }

        Planned until(Instant time) {
            return new Planned(does, field, value, time, people, refused);
        }
    }
}
