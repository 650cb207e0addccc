package org.ringbook.faults;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The call log as it is, and when each record became what it is, which a trigger of the run's own writes down. */
final class CallLogWatch {

    /** @param settledAt when its state or result last changed in the log */
    record Logged(
            UUID id,
            String sourceId,
            String direction,
            String state,
            String result,
            String external,
            Instant startedAt,
            Instant settledAt) {
        boolean answered() {
            return "answered".equals(result);
        }

        boolean ended() {
            return "ended".equals(state);
        }
    }

    private static final String TRIGGER = """
            create table fault_run (source_id text, state text, result text, at timestamptz default clock_timestamp());
            create index fault_run_by_call on fault_run (source_id, at);
            create function fault_run() returns trigger language plpgsql as $$
            declare
              last fault_run;
            begin
              select * into last from fault_run where source_id = new.source_id order by at desc limit 1;
              if last.source_id is null or (last.state, last.result) is distinct from (new.state, new.result) then
                insert into fault_run (source_id, state, result) values (new.source_id, new.state, new.result);
              end if;
              return new;
            end $$;
            create trigger fault_run after insert or update on call for each row execute function fault_run()
            """;

    private final JdbcClient database;

    CallLogWatch(JdbcClient database) {
        this.database = database;
        database.sql(TRIGGER).update();
    }

    List<Logged> calls() {
        return database.sql("""
                        select call.*, (select max(at) from fault_run where fault_run.source_id = call.source_id) as settled_at
                        from call order by started_at""").query((row, number) -> logged(row)).list();
    }

    private static Logged logged(ResultSet row) throws SQLException {
        return new Logged(
                row.getObject("id", UUID.class),
                row.getString("source_id"),
                row.getString("direction"),
                row.getString("state"),
                row.getString("result"),
                row.getString("external"),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("settled_at").toInstant());
    }

    /** How many records are in each state. */
    Map<String, Long> states() {
        return calls().stream().collect(Collectors.groupingBy(Logged::state, Collectors.counting()));
    }
}
