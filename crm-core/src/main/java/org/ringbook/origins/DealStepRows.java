package org.ringbook.origins;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.origins.DealTimeline.Step;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of a deal and of its orders, documents and payments, each read where it is kept. */
final class DealStepRows {

    private static final String STEPS = """
            select 'move' as what, deal_id as id, at, by, cast(null as text) as name, from_stage::text as before, to_stage::text as after,
                    amount, reason as text from stage_move where deal_id = :deal
            union all
            select 'order', p.id, m.at, m.by, p.title, m.before, m.after, p.amount, null
                from part_move m join deal_part p on p.id = m.part_id where p.deal_id = :deal
            union all
            select 'document', o.id, m.at, m.by, o.kind, m.before, m.after, o.amount, o.number
                from document_move m join document o on o.id = m.document_id where o.deal_id = :deal
            union all
            select 'payment', id, created_at, created_by, null, null, paid_on::text, amount, note from payment where deal_id = :deal""";

    private final JdbcClient jdbc;

    DealStepRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. @param before null for the newest */
    List<Step> steps(UUID deal, Instant before, int limit) {
        return jdbc.sql("select * from (" + STEPS + ") steps where cast(:before as timestamptz) is null or at < :before"
                        + " order by at desc, what, id limit :limit")
                .param("deal", deal)
                .param("before", before == null ? null : Timestamp.from(before))
                .param("limit", limit)
                .query((row, n) -> new Step(
                        Step.What.valueOf(row.getString("what").toUpperCase(Locale.ROOT)),
                        row.getObject("id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getObject("by", UUID.class),
                        row.getString("name"),
                        row.getString("before"),
                        row.getString("after"),
                        row.getBigDecimal("amount"),
                        row.getString("text")))
                .list();
    }
}
