package org.ringbook.contacts;

/** What becomes of a row whose person is likely known already under another name. Who is as good as certain is never added twice. */
public enum LikelyRows {
    /** They are added, and told. */
    ADD,
    /** What the row says is filled in with who is known. */
    MERGE,
    /** They are left out, and told. */
    LEAVE_OUT
}
