package org.ringbook.staff;

/**
 * Published as a Spring event, after the change is written, on the thread that made it.
 *
 * @param before null for a new person
 * @param passwordChanged sign-ins made with the old one are no longer good
 */
public record StaffChanged(StaffMember before, StaffMember now, boolean passwordChanged) {}
