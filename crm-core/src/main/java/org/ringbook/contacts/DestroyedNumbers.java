package org.ringbook.contacts;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Numbers of people whose data were destroyed. Files are asked of them, so that an old one brings nobody back; whoever calls again, or is
 * entered by hand, is somebody new. Any thread; every method waits for the database.
 */
@Component
public class DestroyedNumbers {

    private static final String HASH = "sha256((select salt from destroyed_number_salt) || int8send(n))";

    private final JdbcClient jdbc;

    DestroyedNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the transaction of whoever calls. @param numbers without the plus */
    public void add(Collection<Long> numbers) {
        jdbc.sql("insert into destroyed_number (hash) select " + HASH
                        + " from unnest(cast(? as bigint[])) n on conflict (hash) do update set at = now()")
                .param(numbers.toArray(Long[]::new))
                .update();
    }

    /** Those of them that are. */
    Set<Long> among(long[] numbers) {
        Long[] asked = java.util.Arrays.stream(numbers).boxed().toArray(Long[]::new);
        return new HashSet<>(
                jdbc.sql("select n from unnest(cast(? as bigint[])) n where exists (select from destroyed_number)"
                                + " and exists (select from destroyed_number d where d.hash = " + HASH + ")")
                        .param(asked)
                        .query(Long.class)
                        .list());
    }
}
