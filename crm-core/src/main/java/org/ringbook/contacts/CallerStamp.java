package org.ringbook.contacts;

/**
 * Which state of which database something was read from.
 *
 * @param database no two databases have the same
 * @param token what the database was given when the last file was made from it: one that was put back to an earlier state,
 *     or emptied, has another
 * @param snapshot which transactions were over by then, as PostgreSQL writes it
 */
record CallerStamp(String database, String token, String snapshot) {

    /** Whether what was read then need only be brought up to date. */
    boolean isOf(CallerStamp now) {
        return database.equals(now.database) && token.equals(now.token);
    }

    CallerStamp withToken(String another) {
        return new CallerStamp(database, another, snapshot);
    }
}
