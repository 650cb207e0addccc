package org.ringbook.audit;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who changes rows in the transaction that is open, and by which way: the database notes it beside each field that is changed. Who is
 * signed in on the thread is said by {@link AuthorOfTransactions}; this is for work that others started, and for ways that are to be told.
 */
public final class ChangeAuthor {

    private ChangeAuthor() {}

    /** @param by id of our person; null for the program. @param cause bulk, hand_over, import, merge, restored, put_back */
    public static void says(JdbcClient jdbc, UUID by, String cause) {
        jdbc.sql("select set_config('ringbook.by', ?, true), set_config('ringbook.cause', ?, true)")
                .params(by == null ? "" : by.toString(), cause)
                .query((row, n) -> row.getString(1))
                .single();
    }

    /** By whoever is at work already. */
    public static void through(JdbcClient jdbc, String cause) {
        jdbc.sql("select set_config('ringbook.cause', ?, true)")
                .param(cause)
                .query(String.class)
                .single();
    }
}
