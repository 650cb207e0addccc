package org.ringbook.segments;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.SubjectColumns;
import org.ringbook.staff.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Segments in the database. One condition says whose clients somebody sees, in members, counts, moves and files alike. */
final class SegmentRows {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SubjectColumns OWNER = new SubjectColumns(RuleQuery.RESPONSIBLE, false, null);
    private static final String NAME = "coalesce(c.name, o.name)";

    private final JdbcClient jdbc;

    SegmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** True of the clients that somebody may see; those of nobody are everybody's. */
    private static String seen(Permissions who, Map<String, Object> parameters) {
        if (who == null) {
            return "true";
        }
        Condition condition = who.condition(Action.SEE, OWNER);
        parameters.putAll(condition.parameters());
        return who.scope(Action.SEE) == Scope.NONE
                ? "false"
                : "(" + condition.sql() + " or " + RuleQuery.RESPONSIBLE + " is null)";
    }

    List<Segment> all() {
        return jdbc.sql("select * from segment order by name, id")
                .query(SegmentRows::read)
                .list();
    }

    List<UUID> notCountedSince(Instant moment) {
        return jdbc.sql("select id from segment where refreshed_at is null or refreshed_at < ? order by id")
                .param(Timestamp.from(moment))
                .query(UUID.class)
                .list();
    }

    Optional<Segment> find(UUID id) {
        return jdbc.sql("select * from segment where id = ?")
                .param(id)
                .query(SegmentRows::read)
                .optional();
    }

    /** Nobody else changes or counts it until the transaction ends. */
    Optional<Segment> findToChange(UUID id) {
        return jdbc.sql("select * from segment where id = ? for update")
                .param(id)
                .query(SegmentRows::read)
                .optional();
    }

    int count() {
        return jdbc.sql("select count(*) from segment").query(Integer.class).single();
    }

    boolean isTaken(String name, UUID but) {
        return jdbc.sql("select exists (select from segment where lower(name) = lower(?) and id <> ?)")
                .params(name, but)
                .query(Boolean.class)
                .single();
    }

    void insert(Segment one) {
        jdbc.sql("insert into segment (id, name, note, kind, rule, created_at, created_by, changed_at, changed_by)"
                        + " values (?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?)")
                .param(one.id())
                .param(one.name())
                .param(one.note())
                .param(one.kind().word())
                .param(one.rule() == null ? null : JSON.writeValueAsString(one.rule()))
                .param(Timestamp.from(one.createdAt()))
                .param(one.createdBy())
                .param(Timestamp.from(one.createdAt()))
                .param(one.createdBy())
                .update();
    }

    void update(UUID id, String name, String note, SegmentRule rule, UUID by, Instant at) {
        jdbc.sql("update segment set name = :name, note = :note, rule = cast(:rule as jsonb), changed_at = :at,"
                        + " changed_by = cast(:by as uuid), version = version + 1,"
                        // By another rule it was never counted: nothing happens to those whom it finds at first.
                        + " refreshed_at = case when rule is not distinct from cast(:rule as jsonb) then refreshed_at end"
                        + " where id = :id")
                .param("name", name)
                .param("note", note)
                .param("rule", rule == null ? null : JSON.writeValueAsString(rule))
                .param("at", Timestamp.from(at))
                .param("by", by)
                .param("id", id)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from segment where id = ?").param(id).update();
    }

    /** Terms that hold for all of a segment and are not over. */
    boolean hasTerms(UUID id) {
        return jdbc.sql("select exists (select from terms where segment_id = ? and state <> 'closed')")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** Who names a segment, or makes one, waits for whoever else does; nobody waits who counts or chooses. Until the transaction ends. */
    void oneNamesAtATime() {
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended('segment names', 66))")
                .query(Integer.class)
                .single();
    }

    /** Parties in the order of their ids. @param after null for from the first on @param last null for to the end */
    record Some(UUID after, UUID last) {

        private String sql(String column) {
            return (after == null ? "" : " and " + column + " > :after")
                    + (last == null ? "" : " and " + column + " <= :last");
        }
    }

    static final Some EVERYBODY = new Some(null, null);

    /** So many parties that follow, or all that are left. */
    Some after(UUID party, int batch) {
        UUID last = jdbc.sql("select id from party" + (party == null ? "" : " where id > :after")
                        + " order by id offset :rest limit 1")
                .params(party == null ? Map.of() : Map.of("after", party))
                .param("rest", batch - 1)
                .query(UUID.class)
                .optional()
                .orElse(null);
        return new Some(party, last);
    }

    /** Of some, who fits now and was not in it comes in, who was in it and does not fit goes. */
    void recount(UUID segment, Some some, String condition, Map<String, Object> parameters, Instant at, UUID by) {
        var all = new HashMap<>(parameters);
        if (some.after() != null) {
            all.put("after", some.after());
        }
        if (some.last() != null) {
            all.put("last", some.last());
        }
        jdbc.sql(
                        "with found as materialized (select p.id from " + RuleQuery.CLIENTS + " where "
                                + NAME + " is not null" + some.sql("p.id") + " and " + condition
                                + "), gone as (delete from segment_member m where m.segment_id = :segment"
                                + some.sql("m.party_id")
                                + " and not exists (select from found f where f.id = m.party_id) returning m.party_id),"
                                + " came as (insert into segment_member (segment_id, party_id, since)"
                                + " select :segment, f.id, :at from found f on conflict do nothing returning party_id),"
                                + " turns as (select party_id, true as entered from came union all select party_id, false from gone)"
                                + " insert into segment_move (segment_id, party_id, at, entered, by)"
                                + " select :segment, party_id, :at, entered, cast(:by as uuid) from turns order by entered, party_id")
                .params(all)
                .param("segment", segment)
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }

    void counted(UUID segment, Instant at) {
        jdbc.sql(
                        "update segment set refreshed_at = ?,"
                                + " members = (select count(*) from segment_member m where m.segment_id = segment.id) where id = ?")
                .params(Timestamp.from(at), segment)
                .update();
    }

    /** How many fit whom somebody may see. */
    int countOf(String condition, Map<String, Object> parameters, Permissions who) {
        var all = new HashMap<>(parameters);
        String seen = seen(who, all);
        return jdbc.sql("select count(*) from " + RuleQuery.CLIENTS + " where " + NAME + " is not null and " + seen
                        + " and " + condition)
                .params(all)
                .query(Integer.class)
                .single();
    }

    List<SegmentMember> firstOf(String condition, Map<String, Object> parameters, Permissions who, int limit) {
        var all = new HashMap<>(parameters);
        String seen = seen(who, all);
        return jdbc.sql("select p.id, p.kind, " + NAME + " as name, " + RuleQuery.RESPONSIBLE
                        + " as responsible, null::timestamptz as since from " + RuleQuery.CLIENTS + " where " + NAME
                        + " is not null and " + seen + " and " + condition
                        + " order by coalesce(c.name_key, o.name_key), p.id limit :limit")
                .params(all)
                .param("limit", limit)
                .query(SegmentRows::member)
                .list();
    }

    /** @return how many of them there are and may be seen */
    int known(Collection<UUID> parties, Permissions who) {
        var all = new HashMap<String, Object>();
        String seen = seen(who, all);
        return jdbc.sql("select count(*) from " + RuleQuery.CLIENTS + " where p.id = any(:ids) and " + seen)
                .params(all)
                .param("ids", parties.toArray(UUID[]::new))
                .query(Integer.class)
                .single();
    }

    void pick(UUID segment, Collection<UUID> parties, Instant at, UUID by) {
        jdbc.sql("insert into segment_pick (segment_id, party_id, at, by)"
                        + " select ?, id, ?, cast(? as uuid) from unnest(?) id on conflict do nothing")
                .param(segment)
                .param(Timestamp.from(at))
                .param(by)
                .param(parties.toArray(UUID[]::new))
                .update();
    }

    void unpick(UUID segment, Collection<UUID> parties) {
        jdbc.sql("delete from segment_pick where segment_id = ? and party_id = any(?)")
                .params(segment, parties.toArray(UUID[]::new))
                .update();
    }

    /** Of each segment: who is in it, who came and went since a moment; only whom somebody may see. */
    Map<UUID, Segments.Counts> counts(Collection<UUID> segments, Instant since, Permissions who) {
        var all = new HashMap<String, Object>();
        String seen = seen(who, all);
        var counts = new HashMap<UUID, Segments.Counts>();
        jdbc.sql("select i.id, (select count(*) from segment_member m join " + RuleQuery.CLIENTS
                        + " on p.id = m.party_id where m.segment_id = i.id and " + seen + ") as members, n.came, n.went"
                        + " from unnest(:ids::uuid[]) i(id) cross join lateral (select count(*) filter (where m.entered) as came,"
                        + " count(*) filter (where not m.entered) as went from segment_move m join " + RuleQuery.CLIENTS
                        + " on p.id = m.party_id where m.segment_id = i.id and m.at >= :since and " + seen + ") n")
                .params(all)
                .param("ids", segments.toArray(UUID[]::new))
                .param("since", Timestamp.from(since))
                .query(row -> {
                    counts.put(
                            row.getObject("id", UUID.class),
                            new Segments.Counts(row.getInt("members"), row.getInt("came"), row.getInt("went")));
                });
        return counts;
    }

    /** Of all: who was in it at its last count, who came and went since a moment. */
    Map<UUID, Segments.Counts> kept(Instant since) {
        var counts = new HashMap<UUID, Segments.Counts>();
        jdbc.sql("select g.id, g.members, n.came, n.went from segment g cross join lateral"
                        + " (select count(*) filter (where m.entered) as came, count(*) filter (where not m.entered) as went"
                        + " from segment_move m where m.segment_id = g.id and m.at >= :since) n")
                .param("since", Timestamp.from(since))
                .query(row -> {
                    counts.put(
                            row.getObject("id", UUID.class),
                            new Segments.Counts(row.getInt("members"), row.getInt("came"), row.getInt("went")));
                });
        return counts;
    }

    /** Where a page of members goes on. */
    record After(Instant since, UUID party) {

        String print() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((party + " " + since).getBytes(StandardCharsets.UTF_8));
        }

        static After read(String text) {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
                return new After(Instant.parse(parts[1]), UUID.fromString(parts[0]));
            } catch (RuntimeException notOurs) {
                throw Refused.because("after", "segments.cursor");
            }
        }
    }

    /** Who came last first. */
    List<SegmentMember> members(UUID segment, Permissions who, After after, int limit) {
        var all = new HashMap<String, Object>();
        String seen = seen(who, all);
        if (after != null) {
            all.put("since", Timestamp.from(after.since()));
            all.put("party", after.party());
        }
        return jdbc.sql("select p.id, p.kind, " + NAME + " as name, " + RuleQuery.RESPONSIBLE
                        + " as responsible, m.since from segment_member m join " + RuleQuery.CLIENTS
                        + " on p.id = m.party_id where m.segment_id = :segment and " + seen
                        + (after == null ? "" : " and (m.since, m.party_id) < (:since, :party)")
                        + " order by m.since desc, m.party_id desc limit :limit")
                .params(all)
                .param("segment", segment)
                .param("limit", limit)
                .query(SegmentRows::member)
                .list();
    }

    /** All of them that somebody may see, by name. */
    List<UUID> ids(UUID segment, Permissions who) {
        var all = new HashMap<String, Object>();
        String seen = seen(who, all);
        return jdbc.sql("select p.id from segment_member m join " + RuleQuery.CLIENTS
                        + " on p.id = m.party_id where m.segment_id = :segment and " + seen
                        + " order by coalesce(c.name_key, o.name_key), p.id")
                .params(all)
                .param("segment", segment)
                .query(UUID.class)
                .list();
    }

    List<SegmentMove> moves(UUID segment, Permissions who, Long before, int limit) {
        var all = new HashMap<String, Object>();
        String seen = seen(who, all);
        if (before != null) {
            all.put("before", before);
        }
        return jdbc.sql("select m.*, p.kind, " + NAME + " as name from segment_move m join " + RuleQuery.CLIENTS
                        + " on p.id = m.party_id where m.segment_id = :segment and " + seen
                        + (before == null ? "" : " and m.id < :before") + " order by m.id desc limit :limit")
                .params(all)
                .param("segment", segment)
                .param("limit", limit)
                .query((row, number) -> new SegmentMove(
                        row.getLong("id"),
                        row.getObject("party_id", UUID.class),
                        row.getString("name"),
                        row.getString("kind").equals("person"),
                        row.getTimestamp("at").toInstant(),
                        row.getBoolean("entered"),
                        row.getObject("by", UUID.class)))
                .list();
    }

    /** Those that a client is in; none when the client is not theirs to see. */
    List<Segment> of(UUID party, Permissions who) {
        var all = new HashMap<String, Object>();
        String seen = seen(who, all);
        return jdbc.sql("select g.* from segment g join segment_member m on m.segment_id = g.id join "
                        + RuleQuery.CLIENTS + " on p.id = m.party_id where m.party_id = :party and " + seen
                        + " order by g.name, g.id")
                .params(all)
                .param("party", party)
                .query(SegmentRows::read)
                .list();
    }

    private static SegmentMember member(ResultSet row, int number) throws SQLException {
        Timestamp since = row.getTimestamp("since");
        return new SegmentMember(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("kind").equals("person"),
                row.getObject("responsible", UUID.class),
                since == null ? null : since.toInstant());
    }

    private static Segment read(ResultSet row, int number) throws SQLException {
        String rule = row.getString("rule");
        Timestamp refreshed = row.getTimestamp("refreshed_at");
        return new Segment(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("note"),
                row.getString("kind").equals("hand") ? Segment.Kind.HAND : Segment.Kind.RULE,
                rule == null ? null : JSON.readValue(rule, SegmentRule.class),
                refreshed == null ? null : refreshed.toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getObject("created_by", UUID.class),
                row.getTimestamp("changed_at").toInstant(),
                row.getObject("changed_by", UUID.class),
                row.getInt("version"));
    }
}
