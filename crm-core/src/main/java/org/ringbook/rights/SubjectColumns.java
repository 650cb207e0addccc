package org.ringbook.rights;

/**
 * Where a table says whose its rows are.
 *
 * @param owners column with the owner's id, or with all owners' ids
 * @param several whether it is an array
 * @param teamKey column with {@link org.ringbook.staff.StaffMember#teamKey}; null when rows are no team's
 */
public record SubjectColumns(String owners, boolean several, String teamKey) {

    public static SubjectColumns several(String owners) {
        return new SubjectColumns(owners, true, null);
    }
}
