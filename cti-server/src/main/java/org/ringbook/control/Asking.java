package org.ringbook.control;

import org.ringbook.staff.StaffMember;

/**
 * Who asks for something, and which way.
 *
 * @param by the person; for what the server begins by itself, whoever set it up
 * @param key what the asking side calls this request, at most 100 characters: the same key of the same person is the same request,
 *     however often it comes; null for none
 * @param override why a number of the do-not-call list is called all the same, for whoever has the right to; null for never
 */
public record Asking(StaffMember by, Entrance entrance, String key, String override) {

    public Asking(StaffMember by, Entrance entrance, String key) {
        this(by, entrance, key, null);
    }
}
