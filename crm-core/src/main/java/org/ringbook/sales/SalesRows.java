package org.ringbook.sales;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.ringbook.deals.Probability.History;
import org.ringbook.rights.Action;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.SubjectColumns;
import org.ringbook.sales.EndToEnd.Cost;
import org.ringbook.sales.EndToEnd.LeadRow;
import org.ringbook.sales.EndToEnd.Sale;
import org.ringbook.sales.EndToEnd.Touch;
import org.ringbook.staff.StaffMember;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rows of deals, leads and costs, of whatever the viewer may see: one condition stands in every question. Deals are given one after the
 * other as they are read, so memory does not grow with their number. Any thread; every method waits for the database and throws {@link
 * DataAccessException} without it.
 */
final class SalesRows {

    private static final int FETCHED = 2_000;
    static final SubjectColumns DEALS = new SubjectColumns("d.responsible_id", false, null);
    private static final SubjectColumns LEADS = new SubjectColumns("l.responsible_id", false, null);

    private static final String DEAL =
            "d.id, d.pipeline_id, d.stage_id, d.party_id, d.responsible_id, d.amount, d.currency,"
                    + " d.probability, d.expected_close, d.created_at, d.closed_at, d.lost_reason_id, d.competitor";

    // What some parts cost is no cost of the deal: its card says no margin either.
    private static final String COST = ", (select case when bool_and(p.cost is not null) then sum(p.cost) end"
            + " from deal_part p where p.deal_id = d.id"
            + " and not exists (select from deal_type t cross join lateral jsonb_array_elements(t.part_states) s"
            + " where t.id = d.type_id and s ->> 'key' = p.state and s ->> 'kind' = 'cancelled')) as cost";

    private static final String NO_COST = ", null::numeric as cost";

    /** Moves of a year are put in order without a file, mostly. */
    private static final String ROOM_TO_SORT = "set local work_mem = '64MB'";

    private static final String FILTER = " and (cast(:type as uuid) is null or d.type_id = :type)"
            + " and (cast(:team as text) is null or d.team = :team)"
            + " and (cast(:channel as text) is null or d.channel = :channel)";

    /** Ids first: a condition of either or would walk all deals. */
    private static final String SETTLED =
            "d.id in (select c.id from deal c where c.closed_at >= :from and c.closed_at < :to"
                    + " union select m.deal_id from stage_move m where m.closed_at >= :from and m.closed_at < :to"
                    + " union select m.deal_id from stage_move m join stage s on s.id = m.to_stage and s.kind = 'won'"
                    + " where m.at >= :from and m.at < :to"
                    + " union select m.deal_id from stage_move m join stage s on s.id = m.from_stage and s.kind = 'won'"
                    + " where m.at >= :from and m.at < :to)";

    private static final String THEIRS =
            " and (cast(:person as uuid) is null or d.responsible_id = :person or exists (select from stage_move m"
                    + " where m.deal_id = d.id and m.responsible_id = :person))";

    private static final String OWNER = " and (cast(:person as uuid) is null or d.responsible_id = :person)";

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate reading;
    private final ZoneId zone;

    /** @param zone of the company */
    SalesRows(DataSource database, ZoneId zone) {
        var rows = new JdbcTemplate(database);
        rows.setFetchSize(FETCHED);
        this.jdbc = new NamedParameterJdbcTemplate(rows);
        // The driver reads row by row only within a transaction.
        this.reading = new TransactionTemplate(new JdbcTransactionManager(database));
        this.reading.setReadOnly(true);
        this.zone = zone;
    }

    /** A pipeline that is in use. */
    record Pipeline(UUID id, Named named) {}

    List<Pipeline> pipelines() {
        return jdbc.query(
                "select id, name, name_en from pipeline where not archived order by position, id",
                Map.of(),
                (row, number) -> new Pipeline(
                        row.getObject("id", UUID.class), new Named(row.getString("name"), row.getString("name_en"))));
    }

    Stages stages() {
        return new Stages(jdbc.query(
                "select * from stage",
                Map.of(),
                (row, number) -> new Stage(
                        row.getObject("id", UUID.class),
                        row.getObject("pipeline_id", UUID.class),
                        row.getString("name"),
                        row.getInt("position"),
                        Stage.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getDouble("probability") / 100,
                        row.getObject("rots_after_days", Integer.class),
                        row.getBoolean("archived"),
                        row.getString("name_en"))));
    }

    /** A reason why deals are lost. */
    record Reason(UUID id, Named named, boolean isDemand) {}

    List<Reason> reasons() {
        return jdbc.query(
                "select * from lost_reason order by position, id",
                Map.of(),
                (row, number) -> new Reason(
                        row.getObject("id", UUID.class),
                        new Named(row.getString("name"), row.getString("name_en")),
                        row.getBoolean("is_demand")));
    }

    Set<UUID> noDemand() {
        var none = new HashSet<UUID>();
        reasons().stream().filter(reason -> !reason.isDemand()).forEach(reason -> none.add(reason.id()));
        return none;
    }

    /**
     * Deals that belong to the period, of whichever pipeline they are now, for the funnel. Of their moves only the stages are told, and no
     * times: a year of them comes as one line a deal.
     */
    void cohort(SalesQuery query, Consumer<DealHistory> each) {
        String column = query.basis() == Basis.CREATED ? "d.created_at" : "d.closed_at";
        Map<String, Object> parameters = parameters(query);
        String sql = "select " + DEAL + ", (select string_agg(m.to_stage::text, ',' order by m.id) from stage_move m"
                + " where m.deal_id = d.id) as way from deal d where " + column + " >= :from and " + column + " < :to"
                + OWNER
                + FILTER + " and " + seen(query.permissions(), DEALS, parameters);
        var stages = new HashMap<String, UUID>();
        reading.executeWithoutResult(status -> jdbc.query(sql, parameters, row -> {
            each.accept(new DealHistory(deal(row, null), way(row.getString("way"), stages)));
        }));
    }

    private static List<Move> way(String stages, Map<String, UUID> known) {
        if (stages == null) {
            return List.of();
        }
        var moves = new ArrayList<Move>();
        for (String stage : stages.split(",")) {
            moves.add(new Move(null, null, known.computeIfAbsent(stage, UUID::fromString), null, null));
        }
        return moves;
    }

    /** Deals that were or may have been open at a moment between two, these included. */
    void openBetween(SalesQuery query, Instant first, Instant last, Consumer<DealHistory> each) {
        stories(
                "d.created_at <= :last and (d.closed_at is null or d.closed_at > :first)" + OWNER,
                query,
                Map.of("first", Timestamp.from(first), "last", Timestamp.from(last)),
                each);
    }

    /**
     * Deals that were closed in the period, whoever answers for them today.
     *
     * @param withCost whether it is asked what they cost
     */
    void closed(SalesQuery query, boolean withCost, Consumer<DealHistory> each) {
        histories("d.closed_at >= :from and d.closed_at < :to", query, withCost, story -> {
            if (query.person() == null || query.person().equals(story.closedBy())) {
                each.accept(story);
            }
        });
    }

    /**
     * Deals that were closed in the period, were won in it though they are open again, or were reopened in it; of a person those for which
     * they ever answered.
     *
     * @param withCost whether it is asked what they cost
     */
    void settled(SalesQuery query, boolean withCost, Consumer<DealHistory> each) {
        histories(SETTLED + THEIRS, query, withCost, each);
    }

    private void histories(String where, SalesQuery query, boolean withCost, Consumer<DealHistory> each) {
        Map<String, Object> parameters = parameters(query);
        String sql = "select " + DEAL + (withCost ? COST : NO_COST) + ", (select string_agg(concat_ws(',', m.to_stage,"
                + " coalesce(m.from_stage::text, ''), coalesce(m.responsible_id::text, ''), " + micros("m.at") + ","
                + " coalesce(m.amount::text, ''), coalesce(" + micros("m.closed_at")
                + "::text, '')), ';' order by m.id)"
                + " from stage_move m where m.deal_id = d.id) as way from deal d where " + where
                + " and (cast(:pipeline as uuid) is null or d.pipeline_id = :pipeline)" + FILTER + " and "
                + seen(query.permissions(), DEALS, parameters);
        var ids = new HashMap<String, UUID>();
        reading.executeWithoutResult(status -> jdbc.query(sql, parameters, row -> {
            each.accept(new DealHistory(deal(row, row.getBigDecimal("cost")), told(row.getString("way"), ids)));
        }));
    }

    private static String micros(String column) {
        return "(extract(epoch from " + column + ") * 1000000)::bigint";
    }

    private static List<Move> told(String way, Map<String, UUID> known) {
        if (way == null) {
            return List.of();
        }
        var moves = new ArrayList<Move>();
        for (String move : way.split(";")) {
            String[] parts = move.split(",", -1);
            moves.add(new Move(
                    moment(parts[3]),
                    id(parts[1], known),
                    id(parts[0], known),
                    id(parts[2], known),
                    parts[4].isEmpty() ? null : new BigDecimal(parts[4]),
                    parts[5].isEmpty() ? null : moment(parts[5])));
        }
        return moves;
    }

    private static Instant moment(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }

    private static UUID id(String text, Map<String, UUID> known) {
        return text.isEmpty() ? null : known.computeIfAbsent(text, UUID::fromString);
    }

    private void stories(String where, SalesQuery query, Map<String, Object> more, Consumer<DealHistory> each) {
        Map<String, Object> parameters = parameters(query);
        parameters.putAll(more);
        String sql = "select " + DEAL + ", m.at as m_at, m.from_stage as m_from, m.to_stage as m_to,"
                + " m.responsible_id as m_person, m.amount as m_amount, m.closed_at as m_closed"
                + " from deal d left join stage_move m on m.deal_id = d.id where " + where + FILTER
                + " and " + seen(query.permissions(), DEALS, parameters) + " order by d.id, m.id";
        var open = new Story();
        reading.executeWithoutResult(status -> {
            jdbc.getJdbcOperations().execute(ROOM_TO_SORT);
            jdbc.query(sql, parameters, row -> {
                UUID id = row.getObject("id", UUID.class);
                if (open.deal == null || !open.deal.id().equals(id)) {
                    open.give(each);
                    open.deal = deal(row, null);
                }
                open.add(row);
            });
            open.give(each);
        });
    }

    /** The one whose rows are being read. */
    private static final class Story {
        private DealRow deal;
        private final List<Move> moves = new ArrayList<>();

        void add(ResultSet row) throws SQLException {
            Timestamp at = row.getTimestamp("m_at");
            Timestamp closed = row.getTimestamp("m_closed");
            if (at != null) {
                moves.add(new Move(
                        at.toInstant(),
                        row.getObject("m_from", UUID.class),
                        row.getObject("m_to", UUID.class),
                        row.getObject("m_person", UUID.class),
                        row.getBigDecimal("m_amount"),
                        closed == null ? null : closed.toInstant()));
            }
        }

        void give(Consumer<DealHistory> each) {
            if (deal != null) {
                each.accept(new DealHistory(deal, moves));
            }
            moves.clear();
        }
    }

    private static DealRow deal(ResultSet row, BigDecimal cost) throws SQLException {
        Date expected = row.getDate("expected_close");
        Timestamp closed = row.getTimestamp("closed_at");
        BigDecimal probability = row.getBigDecimal("probability");
        return new DealRow(
                row.getObject("id", UUID.class),
                row.getObject("pipeline_id", UUID.class),
                row.getObject("stage_id", UUID.class),
                row.getObject("party_id", UUID.class),
                row.getObject("responsible_id", UUID.class),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                probability == null ? null : probability.doubleValue() / 100,
                expected == null ? null : expected.toLocalDate(),
                row.getTimestamp("created_at").toInstant(),
                closed == null ? null : closed.toInstant(),
                row.getObject("lost_reason_id", UUID.class),
                row.getString("competitor"),
                cost);
    }

    /** Deals that are open now. */
    void open(SalesQuery query, Consumer<DealRow> each) {
        plain("d.closed_at is null and (cast(:pipeline as uuid) is null or d.pipeline_id = :pipeline)", query, each);
    }

    /** A deal, and who answered for it at first. @param person today's owner where nobody did; may be null */
    record Made(DealRow deal, UUID person) {}

    /** Deals that were made in the period, whatever became of them, and whoever has them now. */
    void made(SalesQuery query, Consumer<Made> each) {
        Map<String, Object> parameters = parameters(query);
        String sql = "select d.* from (select " + DEAL + ", coalesce((select m.responsible_id from stage_move m"
                + " where m.deal_id = d.id and m.responsible_id is not null order by m.id limit 1), d.responsible_id) as person"
                + " from deal d where d.created_at >= :from and d.created_at < :to" + FILTER + " and "
                + seen(query.permissions(), DEALS, parameters)
                + ") d where cast(:person as uuid) is null or d.person = :person order by d.id";
        reading.executeWithoutResult(status -> jdbc.query(sql, parameters, row -> {
            each.accept(new Made(deal(row, null), row.getObject("person", UUID.class)));
        }));
    }

    /** Deals that were won in the period. */
    void won(SalesQuery query, Consumer<DealRow> each) {
        plain(
                "d.closed_at >= :from and d.closed_at < :to and (cast(:pipeline as uuid) is null or d.pipeline_id = :pipeline)"
                        + " and exists (select from stage s where s.id = d.stage_id and s.kind = 'won')",
                query,
                each);
    }

    private void plain(String where, SalesQuery query, Consumer<DealRow> each) {
        Map<String, Object> parameters = parameters(query);
        String sql = "select " + DEAL + " from deal d where " + where + OWNER + FILTER + " and "
                + seen(query.permissions(), DEALS, parameters) + " order by d.id";
        reading.executeWithoutResult(status -> jdbc.query(sql, parameters, row -> {
            each.accept(deal(row, null));
        }));
    }

    /** How deals went that were closed in twelve months until today, by each stage that they ever reached: of all, whoever looks. */
    Chance chance(Instant now) {
        var history = new HashMap<UUID, History>();
        jdbc.query(
                "select to_stage, count(*) filter (where kind = 'won') as won, count(*) filter (where kind = 'lost') as lost"
                        + " from (select distinct m.to_stage, d.id, s.kind from deal d join stage s on s.id = d.stage_id join stage_move m on m.deal_id = d.id"
                        + " left join lost_reason r on r.id = d.lost_reason_id"
                        + " where d.closed_at >= :from and d.closed_at <= :to and coalesce(r.is_demand, true)) r"
                        + " group by to_stage",
                Map.of(
                        "from", Timestamp.from(now.atZone(zone).minusMonths(12).toInstant()),
                        "to", Timestamp.from(now)),
                row -> {
                    history.put(row.getObject(1, UUID.class), new History(row.getInt("won"), row.getInt("lost")));
                });
        return new Chance(history);
    }

    /** Open deals for which somebody has something to do. */
    Set<UUID> withNextStep() {
        // Tasks know their deals since deals have pages; without it nothing can be said.
        Boolean known = jdbc.queryForObject(
                "select exists (select from information_schema.columns where table_schema = current_schema()"
                        + " and table_name = 'task' and column_name = 'deal_id')",
                Map.of(),
                Boolean.class);
        return Boolean.TRUE.equals(known)
                ? new HashSet<>(jdbc.queryForList(
                        "select distinct deal_id from task where deal_id is not null"
                                + " and state not in ('done', 'closed', 'cancelled')",
                        Map.of(),
                        UUID.class))
                : null;
    }

    // Where somebody came from: what the address said, else in which channel our number stood that day, else the
    // source.
    private static String channel(String row) {
        return " coalesce(nullif(btrim(" + row + ".marks ->> 'utm_source'), ''), (select c.name from report_channel c"
                + " where c.line = " + row + ".source and c.first_day <= (" + row
                + ".created_at at time zone :zone)::date"
                + " and (c.last_day is null or c.last_day >= (" + row + ".created_at at time zone :zone)::date)"
                + " order by c.first_day desc limit 1), nullif(btrim(" + row + ".source), '')) ";
    }

    private static String campaign(String row) {
        return " nullif(btrim(" + row + ".marks ->> 'utm_campaign'), '') ";
    }

    /**
     * Leads that came in the period: what is junk, or looks like it and was not looked at, is none.
     *
     * @param people who answer for them; null for anybody
     */
    List<LeadRow> leads(SalesQuery query, Collection<UUID> people) {
        Map<String, Object> parameters = parameters(query);
        parameters.put("people", people == null ? null : people.toArray(UUID[]::new));
        return jdbc.query(
                "select l.id, " + channel("l") + " as last_channel, " + campaign("l") + " as last_campaign, "
                        + channel("f") + " as first_channel, " + campaign("f") + " as first_campaign"
                        + " from lead l cross join lateral (select * from"
                        + " (select * from lead e where e.id = l.id"
                        + " union all (select * from lead e where e.party_id = l.party_id and e.state <> 'junk'"
                        + " and e.created_at < l.created_at order by e.created_at, e.id limit 1)"
                        + " union all (select * from lead e where e.key = l.key and e.state <> 'junk'"
                        + " and e.created_at < l.created_at order by e.created_at, e.id limit 1)) e"
                        + " order by e.created_at, e.id limit 1) f"
                        + " where l.created_at >= :from and l.created_at < :to and l.state <> 'junk' and l.doubtful is null"
                        + " and (cast(:person as uuid) is null or l.responsible_id = :person)"
                        + " and (cast(:people as uuid[]) is null or l.responsible_id = any(cast(:people as uuid[])))"
                        + " and (cast(:channel as text) is null or l.channel = :channel) and "
                        + seen(query.permissions(), LEADS, parameters) + " order by l.created_at, l.id",
                parameters,
                (row, number) -> new LeadRow(row.getObject("id", UUID.class), touch(row, "first"), touch(row, "last")));
    }

    private static Touch touch(ResultSet row, String which) throws SQLException {
        return new Touch(row.getString(which + "_channel"), row.getString(which + "_campaign"));
    }

    /** Won deals: those of the leads of the period, or of no lead and made in it; by closing, those that were won in it. */
    List<Sale> sales(SalesQuery query) {
        Map<String, Object> parameters = parameters(query);
        String when = query.basis() == Basis.CREATED
                ? "coalesce(l.created_at, d.created_at) >= :from and coalesce(l.created_at, d.created_at) < :to"
                : "d.closed_at >= :from and d.closed_at < :to";
        return jdbc.query(
                "select " + DEAL + COST + ", " + channel("d") + " as last_channel, " + campaign("d")
                        + " as last_campaign, case when f.id is null then " + channel("d") + " else " + channel("f")
                        + " end as first_channel, case when f.id is null then " + campaign("d") + " else "
                        + campaign("f") + " end as first_campaign,"
                        + " not exists (select from deal e join stage w on w.id = e.stage_id and w.kind = 'won'"
                        + " where e.party_id = d.party_id and e.id <> d.id"
                        + " and (e.closed_at, e.id) < (d.closed_at, d.id)) as new_client"
                        + " from deal d join stage s on s.id = d.stage_id and s.kind = 'won'"
                        + " left join lead l on l.id = d.lead_id"
                        + " left join lateral (select e.* from (select e.* from lead e where e.id = d.lead_id"
                        + " union all (select e.* from lead e where e.party_id = d.party_id and e.state <> 'junk'"
                        + " and e.created_at <= d.created_at order by e.created_at, e.id limit 1)"
                        + " union all (select e.* from lead e where e.key = l.key and e.state <> 'junk'"
                        + " and e.created_at <= l.created_at order by e.created_at, e.id limit 1)) e"
                        + " order by e.created_at, e.id limit 1) f on true"
                        + " where d.closed_at is not null and " + when + OWNER + FILTER + " and "
                        + seen(query.permissions(), DEALS, parameters) + " order by d.closed_at, d.id",
                parameters,
                (row, number) -> new Sale(
                        deal(row, row.getBigDecimal("cost")),
                        row.getObject("party_id", UUID.class),
                        row.getBoolean("new_client"),
                        touch(row, "first"),
                        touch(row, "last")));
    }

    /** What advertising cost on days of the period. */
    List<Cost> costs(LocalDate first, LocalDate last) {
        return jdbc.query(
                "select day, channel, campaign, amount from ad_cost where replaced_at is null and day between :first and :last",
                Map.of("first", Date.valueOf(first), "last", Date.valueOf(last)),
                (row, number) -> new Cost(
                        row.getDate("day").toLocalDate(),
                        new Touch(row.getString("channel"), row.getString("campaign")),
                        row.getBigDecimal("amount")));
    }

    /** Offers that were sent since a moment, each once. */
    int offersSent(SalesQuery query, Instant since) {
        Map<String, Object> parameters = parameters(query);
        parameters.put("since", Timestamp.from(since));
        String sql = "select count(distinct m.document_id) from document_move m join document o on o.id = m.document_id"
                + " join deal d on d.id = o.deal_id where m.at >= :since and m.after = 'sent' and o.kind = 'offer'"
                + OWNER
                + FILTER + " and " + seen(query.permissions(), DEALS, parameters);
        Integer sent = jdbc.queryForObject(sql, parameters, Integer.class);
        return sent == null ? 0 : sent;
    }

    /** A won deal of a client. */
    record Purchase(UUID party, LocalDate on, DealRow deal, LocalDate first) {}

    /** What clients bought on days of a period, with the day of their first purchase ever. */
    List<Purchase> purchases(SalesQuery query) {
        Map<String, Object> parameters = parameters(query);
        return jdbc.query(
                "select " + DEAL + ", (d.closed_at at time zone :zone)::date as day,"
                        + " (select min((e.closed_at at time zone :zone)::date) from deal e join stage w on w.id = e.stage_id"
                        + " and w.kind = 'won' where e.party_id = d.party_id) as first"
                        + " from deal d join stage s on s.id = d.stage_id and s.kind = 'won'"
                        + " where d.party_id is not null and d.closed_at >= :from and d.closed_at < :to" + OWNER
                        + FILTER
                        + " and " + seen(query.permissions(), DEALS, parameters) + " order by d.closed_at, d.id",
                parameters,
                (row, number) -> new Purchase(
                        row.getObject("party_id", UUID.class),
                        row.getDate("day").toLocalDate(),
                        deal(row, null),
                        row.getDate("first").toLocalDate()));
    }

    /** Money that came. @param person who answered for the deal as it was entered */
    record Paid(UUID deal, UUID person, LocalDate on, BigDecimal amount, LocalDate created, String currency) {}

    /** Money that came on days of the period, whoever answers for its deals today. */
    List<Paid> paid(SalesQuery query) {
        Map<String, Object> parameters = parameters(query);
        parameters.put("first", Date.valueOf(query.period().first()));
        parameters.put("last", Date.valueOf(query.period().last()));
        return jdbc.query(
                "select p.deal_id, p.paid_on, p.amount, d.currency, (d.created_at at time zone :zone)::date as created,"
                        + " p.responsible_id as person from payment p join deal d on d.id = p.deal_id"
                        + " where p.paid_on between :first and :last"
                        + " and (cast(:person as uuid) is null or p.responsible_id = :person)"
                        + FILTER.replace("d.team", "p.team")
                        + " and " + seen(query.permissions(), DEALS, parameters) + " order by p.paid_on, p.id",
                parameters,
                (row, number) -> new Paid(
                        row.getObject("deal_id", UUID.class),
                        row.getObject("person", UUID.class),
                        row.getDate("paid_on").toLocalDate(),
                        row.getBigDecimal("amount"),
                        row.getDate("created").toLocalDate(),
                        row.getString("currency")));
    }

    private Map<String, Object> parameters(SalesQuery query) {
        var parameters = new HashMap<String, Object>();
        parameters.put("from", Timestamp.from(query.period().from()));
        parameters.put("to", Timestamp.from(query.period().to()));
        parameters.put("zone", query.period().zone().getId());
        parameters.put("pipeline", query.pipeline());
        parameters.put("type", query.type());
        parameters.put("person", query.person());
        // As deals have it: not as the database folds letters, which may know no Cyrillic.
        parameters.put("team", StaffMember.teamKey(query.team()));
        parameters.put("channel", query.channel());
        return parameters;
    }

    private static String seen(Permissions permissions, SubjectColumns columns, Map<String, Object> parameters) {
        if (permissions == null) {
            return "true";
        }
        Condition condition = permissions.condition(Action.SEE, columns);
        parameters.putAll(condition.parameters());
        return condition.sql();
    }
}
