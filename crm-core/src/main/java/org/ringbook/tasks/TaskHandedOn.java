package org.ringbook.tasks;

import java.util.UUID;
import org.ringbook.staff.StaffMember;

/**
 * Somebody else is to do a task. Announced before it is kept, in the same transaction: whoever hears it may refuse.
 *
 * @param from who had to do it
 * @param to who has to now
 */
public record TaskHandedOn(UUID task, UUID from, UUID to, StaffMember by) {}
