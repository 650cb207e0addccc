package org.ringbook.deals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of deals and of their moves. */
final class DealRows {

    /** What a deal is read from. */
    static final String FROM = " from deal d join stage s on s.id = d.stage_id";

    static final String SELECT = "select d.*, s.kind as stage_kind" + FROM;

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    DealRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Deal> find(UUID id) {
        return jdbc.sql(SELECT + " where d.id = ?")
                .param(id)
                .query(DealRows::read)
                .optional();
    }

    /**
     * Nobody else changes it until the transaction ends. It is read after it is held: whoever waited for somebody who moved it would else
     * find no row, because the stage that was joined is not its stage any more.
     */
    Optional<Deal> findToChange(UUID id) {
        jdbc.sql("select 1 from deal where id = ? for update").param(id).query().listOfRows();
        return find(id);
    }

    Optional<UUID> ofExternal(String source, String id) {
        return jdbc.sql("select id from deal where external_source = ? and external_id = ?")
                .params(source, id)
                .query(UUID.class)
                .optional();
    }

    /** What is taken back at once takes no number: people would ask where the others are. */
    void insert(Deal deal, String rank) {
        jdbc.sql("""
                        insert into deal (id, number, title, type_id, pipeline_id, stage_id, stage_entered_at, party_id, entity_id, contact_id,
                            responsible_id, team, amount, currency, amount_from, probability, expected_close, lead_id, channel, source,
                            campaign, marks, competitor, rank, found, external_source, external_id, created_at, created_by, changed_at,
                            changed_by)
                        overriding system value
                        values (:id, case when current_setting('ringbook.dry_run', true) = 'on' then -(pg_current_xact_id()::text::bigint)
                                else nextval(pg_get_serial_sequence('deal', 'number')) end, :title, :type, :pipeline, :stage, :entered, :party, :entity, :contact, :responsible, :team, :amount,
                            :currency, :amountFrom, :probability, :expected, :lead, :channel, :source, :campaign, cast(:marks as jsonb),
                            :competitor, :rank, :found, :externalSource, :externalId, :created, :createdBy, :changed, :createdBy)""")
                .param("id", deal.id())
                .param("title", deal.title())
                .param("type", deal.typeId())
                .param("pipeline", deal.pipelineId())
                .param("stage", deal.stageId())
                .param("entered", Timestamp.from(deal.stageEnteredAt()))
                .param("party", deal.partyId())
                .param("entity", deal.entityId())
                .param("contact", deal.contactId())
                .param("responsible", deal.responsibleId())
                .param("team", deal.team())
                .param("amount", deal.amount())
                .param("currency", deal.currency())
                .param("amountFrom", deal.amountFrom().word())
                .param("probability", deal.probability())
                .param("expected", deal.expectedClose())
                .param("lead", deal.leadId())
                .param("channel", deal.channel())
                .param("source", deal.source())
                .param("campaign", deal.campaign())
                .param("marks", JSON.writeValueAsString(deal.marks()))
                .param("competitor", deal.competitor())
                .param("rank", rank)
                .param("found", DealTexts.found(deal.title()))
                .param("externalSource", deal.externalSource())
                .param("externalId", deal.externalId())
                .param("created", Timestamp.from(deal.createdAt()))
                .param("changed", Timestamp.from(deal.changedAt()))
                .param("createdBy", deal.createdBy())
                .update();
    }

    /** What is written by hand. */
    void update(UUID id, Deal.Content content, String team, Instant at, UUID by) {
        jdbc.sql("""
                        update deal set title = :title, found = :found, party_id = :party, entity_id = :entity, contact_id = :contact,
                            responsible_id = :responsible, team = :team, amount = :amount, currency = :currency,
                            amount_from = :amountFrom, probability = :probability, expected_close = :expected, competitor = :competitor,
                            changed_at = :at, changed_by = :by, version = version + 1
                        where id = :id""")
                .param("title", content.title())
                .param("found", DealTexts.found(content.title()))
                .param("party", content.partyId())
                .param("entity", content.entityId())
                .param("contact", content.contactId())
                .param("responsible", content.responsibleId())
                .param("team", team)
                .param("amount", content.amount())
                .param("currency", content.currency())
                .param("amountFrom", content.amountFrom().word())
                .param("probability", content.probability())
                .param("expected", content.expectedClose())
                .param("competitor", content.competitor())
                .param("at", Timestamp.from(at))
                .param("by", by)
                .param("id", id)
                .update();
    }

    /**
     * Where a deal goes.
     *
     * @param entered since when it stands there
     * @param closedAt null for an open stage, as are reason and note
     */
    record Goes(
            UUID type, Stage to, String rank, Instant entered, Instant closedAt, UUID lostReason, String lostNote) {}

    void go(UUID id, Goes goes, Instant at, UUID by) {
        jdbc.sql("""
                        update deal set type_id = :type, pipeline_id = :pipeline, stage_id = :stage, stage_entered_at = :entered, rank = :rank,
                            closed_at = cast(:closed as timestamptz), lost_reason_id = :reason, lost_note = :note,
                            probability = case when :open then probability end, changed_at = :at, changed_by = :by, version = version + 1
                        where id = :id""")
                .param("type", goes.type())
                .param("pipeline", goes.to().pipelineId())
                .param("stage", goes.to().id())
                .param("at", Timestamp.from(at))
                .param("entered", Timestamp.from(goes.entered()))
                .param("rank", goes.rank())
                .param("closed", goes.closedAt() == null ? null : Timestamp.from(goes.closedAt()))
                .param("reason", goes.lostReason())
                .param("note", goes.lostNote())
                .param("open", goes.to().isOpen())
                .param("by", by)
                .param("id", id)
                .update();
    }

    void type(UUID id, UUID type, Instant at, UUID by) {
        jdbc.sql("update deal set type_id = ?, changed_at = ?, changed_by = ?, version = version + 1 where id = ?")
                .params(type, Timestamp.from(at), by, id)
                .update();
    }

    void lead(UUID deal, UUID lead) {
        jdbc.sql("update lead set deal_id = ? where id = ?").params(deal, lead).update();
    }

    Optional<UUID> ofLead(UUID lead) {
        return jdbc.sql("select deal_id from lead where id = ? and deal_id is not null")
                .param(lead)
                .query(UUID.class)
                .optional();
    }

    List<UUID> leadsOf(UUID deal) {
        return jdbc.sql("select id from lead where deal_id = ? order by created_at, id limit 100")
                .param(deal)
                .query(UUID.class)
                .list();
    }

    /** It is in no order yet, and changes nothing that anybody has seen. */
    void rank(UUID id, String rank) {
        jdbc.sql("update deal set rank = ? where id = ?").params(rank, id).update();
    }

    /** @return as it is written */
    StageMove move(StageMove move) {
        long id = jdbc.sql("""
                        insert into stage_move (deal_id, at, from_stage, to_stage, by, responsible_id, cause, kind, reason, lost_reason_id,
                            amount, seconds_in_from)
                        values (:deal, :at, :from, :to, :by, :responsible, :cause, :kind, :reason, :lost, :amount, :seconds)
                        returning id""")
                .param("deal", move.dealId())
                .param("at", Timestamp.from(move.at()))
                .param("from", move.from())
                .param("to", move.to())
                .param("by", move.by())
                .param("responsible", move.responsibleId())
                .param("cause", move.cause().word())
                .param("kind", move.kind().word())
                .param("reason", move.reason())
                .param("lost", move.lostReasonId())
                .param("amount", move.amount())
                .param("seconds", move.secondsInFrom())
                .query(Long.class)
                .single();
        return new StageMove(
                id,
                move.dealId(),
                move.at(),
                move.from(),
                move.to(),
                move.by(),
                move.responsibleId(),
                move.cause(),
                move.kind(),
                move.reason(),
                move.lostReasonId(),
                move.amount(),
                move.secondsInFrom());
    }

    /** In the order in which they were made. */
    List<StageMove> moves(UUID deal) {
        return jdbc.sql("select * from stage_move where deal_id = ? order by id")
                .param(deal)
                .query(DealRows::move)
                .list();
    }

    Optional<StageMove> lastMove(UUID deal) {
        return jdbc.sql("select * from stage_move where deal_id = ? order by id desc limit 1")
                .param(deal)
                .query(DealRows::move)
                .optional();
    }

    /** In the order of the board, the last first. */
    List<UUID> in(Stage stage, int most) {
        return jdbc.sql(
                        "select id from deal where pipeline_id = ? and stage_id = ? order by rank desc, id desc limit ?")
                .params(stage.pipelineId(), stage.id(), most)
                .query(UUID.class)
                .list();
    }

    int countIn(Stage stage) {
        return jdbc.sql("select count(*) from deal where pipeline_id = ? and stage_id = ?")
                .params(stage.pipelineId(), stage.id())
                .query(Integer.class)
                .single();
    }

    /** The stages in which it ever stood. */
    Set<UUID> been(UUID deal) {
        return Set.copyOf(jdbc.sql("select distinct to_stage from stage_move where deal_id = ?")
                .param(deal)
                .query(UUID.class)
                .list());
    }

    /** What another program told of it last: of each name the mark of what was said. */
    Map<String, String> told(UUID deal) {
        return JSON.readValue(
                jdbc.sql("select told from deal where id = ?")
                        .param(deal)
                        .query(String.class)
                        .single(),
                TEXTS);
    }

    /** It is nothing that anybody sees: neither version nor history know of it. */
    void told(UUID deal, Map<String, String> marks) {
        jdbc.sql("update deal set told = cast(? as jsonb) where id = ?")
                .params(JSON.writeValueAsString(marks), deal)
                .update();
    }

    /** What is said of the end of a closed deal is put right. */
    void closing(UUID id, Instant closedAt, UUID reason, String note, Instant at, UUID by) {
        jdbc.sql(
                        "update deal set closed_at = ?, lost_reason_id = ?, lost_note = ?, changed_at = ?, changed_by = ?, version = version + 1"
                                + " where id = ?")
                .params(Timestamp.from(closedAt), reason, note, Timestamp.from(at), by, id)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from deal where id = ?").param(id).update();
    }

    List<Participant> participants(UUID deal) {
        return jdbc.sql("select party_id, role from deal_participant where deal_id = ? order by role, party_id")
                .param(deal)
                .query((row, n) -> new Participant(
                        row.getObject(1, UUID.class),
                        Participant.Role.of(row.getString(2)).orElseThrow()))
                .list();
    }

    void participants(UUID deal, List<Participant> all) {
        jdbc.sql("delete from deal_participant where deal_id = ?").param(deal).update();
        all.forEach(one -> jdbc.sql("insert into deal_participant (deal_id, party_id, role) values (?, ?, ?)")
                .params(deal, one.partyId(), one.role().word())
                .update());
    }

    void touch(UUID id, Instant at, UUID by) {
        jdbc.sql("update deal set changed_at = ?, changed_by = ?, version = version + 1 where id = ?")
                .params(Timestamp.from(at), by, id)
                .update();
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static StageMove move(ResultSet row, int n) throws SQLException {
        long seconds = row.getLong("seconds_in_from");
        Long stayed = row.wasNull() ? null : seconds;
        return new StageMove(
                row.getLong("id"),
                row.getObject("deal_id", UUID.class),
                time(row, "at"),
                row.getObject("from_stage", UUID.class),
                row.getObject("to_stage", UUID.class),
                row.getObject("by", UUID.class),
                row.getObject("responsible_id", UUID.class),
                StageMove.Cause.of(row.getString("cause")).orElseThrow(),
                StageMove.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getObject("lost_reason_id", UUID.class),
                row.getBigDecimal("amount"),
                stayed);
    }

    static Deal read(ResultSet row, int n) throws SQLException {
        return new Deal(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("title"),
                row.getObject("type_id", UUID.class),
                row.getObject("pipeline_id", UUID.class),
                row.getObject("stage_id", UUID.class),
                Stage.Kind.valueOf(row.getString("stage_kind").toUpperCase(Locale.ROOT)),
                time(row, "stage_entered_at"),
                row.getObject("party_id", UUID.class),
                row.getObject("entity_id", UUID.class),
                row.getObject("contact_id", UUID.class),
                row.getObject("responsible_id", UUID.class),
                row.getString("team"),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                Deal.AmountFrom.valueOf(row.getString("amount_from").toUpperCase(Locale.ROOT)),
                row.getBigDecimal("probability"),
                row.getObject("expected_close", LocalDate.class),
                row.getObject("lead_id", UUID.class),
                row.getString("channel"),
                row.getString("source"),
                row.getString("campaign"),
                JSON.readValue(row.getString("marks"), TEXTS),
                time(row, "closed_at"),
                row.getObject("lost_reason_id", UUID.class),
                row.getString("lost_note"),
                row.getString("competitor"),
                row.getString("external_source"),
                row.getString("external_id"),
                time(row, "created_at"),
                row.getObject("created_by", UUID.class),
                time(row, "changed_at"),
                row.getObject("changed_by", UUID.class),
                row.getInt("version"));
    }
}
