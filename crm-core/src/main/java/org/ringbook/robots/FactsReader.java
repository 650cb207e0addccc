package org.ringbook.robots;

import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what robots look at. Any thread; every method waits for the database. */
@Component
class FactsReader {

    private final Map<RecordKind, FactsOf> kinds;
    private final JdbcClient jdbc;

    FactsReader(List<FactsOf> kinds, JdbcClient jdbc) {
        this.kinds = kinds.stream().collect(Collectors.toMap(FactsOf::kind, Function.identity()));
        this.jdbc = jdbc;
    }

    /** Empty when it is gone. */
    Optional<RecordFacts> read(RecordKind kind, UUID id) {
        return kinds.get(kind).read(id);
    }

    /** Whether something is to be done with it already; what somebody was only told is not to be done. */
    boolean hasOpenTask(RecordFacts facts) {
        return jdbc.sql("""
                        select exists (select from task where closed_at is null and id <> :id
                            and (deal_id = :deal or call_id = :call or number = :number or (:client and party_id = :party))
                            and not exists (select from robot_told t where t.task_id = task.id))""")
                .param("id", facts.id())
                .param("deal", facts.deal() == null ? null : facts.deal().id(), Types.OTHER)
                .param("call", facts.callId(), Types.OTHER)
                .param("number", Objects.toString(facts.number(), null), Types.VARCHAR)
                // Of a deal its own tasks count, not those of other deals of the client.
                .param("client", facts.kind() != RecordKind.DEAL && facts.kind() != RecordKind.PART)
                .param("party", facts.partyId(), Types.OTHER)
                .query(Boolean.class)
                .single();
    }

    /** The last ones to which a trigger may have happened, the newest first. */
    List<UUID> last(Definition.Trigger trigger, int most) {
        TriggerKind kind = TriggerKind.of(trigger.when());
        return jdbc.sql(kind.newest())
                .param("stage", trigger.stageId(), Types.OTHER)
                .param("detail", kind.detail().apply(trigger), Types.VARCHAR)
                .param("most", most)
                .query(UUID.class)
                .list();
    }
}
