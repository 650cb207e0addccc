package org.ringbook.deals;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Rights;
import org.ringbook.rights.SubjectColumns;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deals as somebody may see them: their own, a supervisor's team's, or all. List, counts, sums and board ask by the same rule. Any thread;
 * every method waits for the database.
 */
@Component
public class DealList {

    public static final int LONGEST_PAGE = 500;
    /** Cards of a column that are shown at once. */
    public static final int COLUMN = 50;

    /** Whose it is by the people of today; the team of then is for reports. */
    static final SubjectColumns OWNER = new SubjectColumns("d.responsible_id", false, null);

    private static final String NO_BOARD = "d.type_id in (select t.id from deal_type t where t.control <> 'none')";
    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);
    private static final BigDecimal NOTHING = new BigDecimal(-1);

    private final JdbcClient jdbc;
    private final Rights rights;
    private final StageRows stages;

    DealList(JdbcClient jdbc, Rights rights) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.stages = new StageRows(jdbc);
    }

    /** How a list is sorted; of equal ones the newer stands first. */
    public enum Order {
        NEWEST("d.created_at", true),
        CHANGED("d.changed_at", true),
        LONGEST_IN_STAGE("d.stage_entered_at", false),
        /** Those without one stand last. */
        EXPECTED_CLOSE("coalesce(d.expected_close, date '9999-12-31')", false),
        /** The largest first; those without one stand last. */
        AMOUNT("coalesce(d.amount, -1)", true);

        private final String key;
        private final boolean falling;

        Order(String key, boolean falling) {
            this.key = key;
            this.falling = falling;
        }

        private String of(Deal deal) {
            return switch (this) {
                case NEWEST -> deal.createdAt().toString();
                case CHANGED -> deal.changedAt().toString();
                case LONGEST_IN_STAGE -> deal.stageEnteredAt().toString();
                case EXPECTED_CLOSE -> (deal.expectedClose() == null ? NEVER : deal.expectedClose()).toString();
                case AMOUNT -> (deal.amount() == null ? NOTHING : deal.amount()).toString();
            };
        }

        private Object read(String text) {
            return switch (this) {
                case NEWEST, CHANGED, LONGEST_IN_STAGE -> Timestamp.from(kept(Instant.parse(text)));
                case EXPECTED_CLOSE -> Date.valueOf(kept(LocalDate.parse(text)));
                case AMOUNT -> new BigDecimal(text);
            };
        }
    }

    /** The database knows no time as far away as Java does. */
    private static Instant kept(Instant at) {
        kept(LocalDate.ofInstant(at, ZoneOffset.UTC));
        return at;
    }

    private static LocalDate kept(LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > NEVER.getYear()) {
            throw new DateTimeException("No such day is kept: " + day);
        }
        return day;
    }

    /** @param next cursor of the page that follows; null when this is the last */
    public record Page(List<Deal> items, String next) {}

    /**
     * @param who null for the program itself
     * @param after cursor of the page before, of the same order; null for the first
     * @param limit rows on a page, 1 to {@link #LONGEST_PAGE}
     * @throws Refused if the cursor is none of ours
     */
    public Page find(DealFilter filter, Order order, StaffMember who, String after, int limit) {
        var question = new Question(filter, who);
        if (after != null) {
            Cursor cursor = Cursor.read(after);
            question.params.put("afterKey", key(order, cursor.key()));
            question.params.put("afterId", cursor.id());
            question.conditions.add(
                    "(" + order.key + ", d.id) " + (order.falling ? "<" : ">") + " (:afterKey, :afterId)");
        }
        String way = order.falling ? " desc" : "";
        List<Deal> found = jdbc.sql(DealRows.SELECT + question.where() + " order by " + order.key + way + ", d.id" + way
                        + " limit :limit")
                .params(question.params)
                .param("limit", limit + 1)
                .query(DealRows::read)
                .list();
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        Deal last = found.get(limit - 1);
        return new Page(List.copyOf(found.subList(0, limit)), new Cursor(order.of(last), last.id()).print());
    }

    private static Object key(Order order, String text) {
        try {
            Object key = order.read(text);
            if (key instanceof BigDecimal number && !DealNumbers.isReckonable(number)) {
                throw Refused.because("after", "deals.cursor");
            }
            return key;
        } catch (DateTimeException | IllegalArgumentException another) {
            throw Refused.because("after", "deals.cursor");
        }
    }

    /** How many of these there are, at most so many. @param who null for the program itself */
    public int count(DealFilter filter, StaffMember who, int most) {
        var question = new Question(filter, who);
        return jdbc.sql("select count(*) from (select 1" + DealRows.FROM + question.where() + " limit :most) few")
                .params(question.params)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /**
     * How many deals, and what they come to: each currency by itself.
     *
     * @param sums by currency; deals without an amount are in none
     */
    public record Totals(long count, Map<String, BigDecimal> sums) {

        static final Totals NONE = new Totals(0, Map.of());
    }

    /** Of all of these, however many. */
    public Totals totals(DealFilter filter, StaffMember who) {
        return totals(new Question(filter, who), "null::uuid").getOrDefault(null, Totals.NONE);
    }

    private Map<UUID, Totals> totals(Question question, String by) {
        var counts = new HashMap<UUID, Long>();
        var sums = new HashMap<UUID, Map<String, BigDecimal>>();
        jdbc.sql("select " + by + " as of, d.currency, count(*) as deals, sum(d.amount) as sum" + DealRows.FROM
                        + question.where() + " group by 1, 2")
                .params(question.params)
                .query(row -> {
                    UUID of = row.getObject("of", UUID.class);
                    counts.merge(of, row.getLong("deals"), Long::sum);
                    BigDecimal sum = row.getBigDecimal("sum");
                    if (sum != null) {
                        sums.computeIfAbsent(of, any -> new LinkedHashMap<>()).put(row.getString("currency"), sum);
                    }
                });
        var all = new HashMap<UUID, Totals>();
        counts.forEach((of, count) -> all.put(of, new Totals(count, Map.copyOf(sums.getOrDefault(of, Map.of())))));
        return all;
    }

    /**
     * A card of the board.
     *
     * @param partyName of the client; null when there is none
     * @param nextStep when the first open task is due, in the year 9999 for a task without a time; null when there is no next step
     * @param nextStepTitle of that task; null when there is none
     * @param rotten whether it stands there for too long
     */
    public record Card(Deal deal, String partyName, Instant nextStep, String nextStepTitle, boolean rotten) {}

    /**
     * @param totals of the whole column, whatever of it is shown
     * @param next cursor of the cards that follow; null when these are the last
     */
    public record Column(Stage stage, Totals totals, List<Card> cards, String next) {}

    /**
     * The columns of a pipeline with their first cards: of its stages that are kept, and of archived ones in which a deal is left. Of closed
     * stages only if the filter asks for them. Types that are led without stages are not there.
     *
     * @param filter its pipeline is not asked; of its state null, as open, means the open stages
     * @param who null for the program itself
     */
    public List<Column> board(UUID pipeline, DealFilter filter, StaffMember who) {
        DealFilter asked = filter.with(draft -> {
            draft.pipeline = pipeline;
            draft.state = draft.state == null ? Stage.Kind.OPEN : draft.state;
        });
        var question = new Question(asked, who);
        question.conditions.add(NO_BOARD);
        Map<UUID, Totals> totals = totals(question, "d.stage_id");
        List<Stage> shown = stages.stages(pipeline).stream()
                .filter(stage -> stage.kind() == asked.state())
                .filter(stage -> asked.stages() == null || asked.stages().contains(stage.id()))
                .filter(stage -> !stage.archived() || totals.containsKey(stage.id()))
                .toList();
        return shown.stream()
                .map(stage -> totals.containsKey(stage.id())
                        ? column(stage, totals.get(stage.id()), question, null)
                        : new Column(stage, Totals.NONE, List.of(), null))
                .toList();
    }

    /**
     * More cards of one column; its totals are not counted again.
     *
     * @param after cursor of the cards before
     */
    public Column more(UUID stage, DealFilter filter, StaffMember who, String after) {
        Stage of = stages.stage(stage).orElseThrow(() -> Refused.because("stageId", "deals.stage.unknown"));
        var question = new Question(
                filter.with(draft -> {
                    draft.pipeline = of.pipelineId();
                    draft.state = of.kind();
                }),
                who);
        question.conditions.add(NO_BOARD);
        return column(of, null, question, after == null ? null : Cursor.read(after));
    }

    private Column column(Stage stage, Totals totals, Question question, Cursor after) {
        var params = new HashMap<>(question.params);
        params.put("stage", stage.id());
        params.put("limit", COLUMN + 1);
        params.put("column", stage.pipelineId());
        if (after != null) {
            params.put("afterRank", after.key());
            params.put("afterId", after.id());
        }
        record Ranked(Card card, String rank) {}
        List<Ranked> found = jdbc.sql(
                        "select d.*, s.kind as stage_kind, coalesce(c.name, o.name) as party_name, n.due_sort, n.title as task_title"
                                + DealRows.FROM
                                + " left join contact c on c.id = d.party_id left join company o on o.id = d.party_id"
                                + " left join lateral (select t.due_sort, t.title from task t where t.deal_id = d.id and t.closed_at is null"
                                + " order by t.due_sort, t.id limit 1) n on true"
                                + question.where() + " and d.pipeline_id = :column and d.stage_id = :stage"
                                + (after == null ? "" : " and (d.rank, d.id) > (:afterRank, :afterId)")
                                + " order by d.rank, d.id limit :limit")
                .params(params)
                .query((row, n) -> {
                    Deal deal = DealRows.read(row, n);
                    return new Ranked(
                            new Card(
                                    deal,
                                    row.getString("party_name"),
                                    DealRows.time(row, "due_sort"),
                                    row.getString("task_title"),
                                    deal.isRotten(stage, Instant.now())),
                            row.getString("rank"));
                })
                .list();
        boolean more = found.size() > COLUMN;
        List<Ranked> kept = more ? found.subList(0, COLUMN) : found;
        Ranked last = more ? kept.get(COLUMN - 1) : null;
        return new Column(
                stage,
                totals,
                kept.stream().map(Ranked::card).toList(),
                last == null ? null : new Cursor(last.rank(), last.card().deal().id()).print());
    }

    /** Names of clients and contacts, by id; nothing for who is gone. */
    public Map<UUID, String> names(Collection<UUID> parties) {
        var names = new HashMap<UUID, String>();
        if (!parties.isEmpty()) {
            jdbc.sql(
                            "select id, name from contact where id = any(:ids) union all select id, name from company where id = any(:ids)")
                    .param("ids", parties.toArray(UUID[]::new))
                    .query(row -> {
                        names.put(row.getObject(1, UUID.class), row.getString(2));
                    });
        }
        return names;
    }

    /** Of each of these when the first open task is due; nothing for those without a next step. */
    public Map<UUID, Instant> nextSteps(Collection<UUID> deals) {
        var steps = new HashMap<UUID, Instant>();
        if (!deals.isEmpty()) {
            jdbc.sql(
                            "select deal_id, min(due_sort) as due from task where deal_id = any(?) and closed_at is null group by deal_id")
                    .param(deals.toArray(UUID[]::new))
                    .query(row -> {
                        steps.put(row.getObject(1, UUID.class), DealRows.time(row, "due"));
                    });
        }
        return steps;
    }

    /** Of all open deals of these parties, the newest first, as far as they may be seen; at most {@link #LONGEST_PAGE}. */
    public List<Deal> openOf(Collection<UUID> parties, StaffMember who) {
        return find(
                        DealFilter.of(asked -> {
                            asked.state = Stage.Kind.OPEN;
                            asked.parties = parties;
                        }),
                        Order.NEWEST,
                        who,
                        null,
                        LONGEST_PAGE)
                .items();
    }

    private final class Question {

        private final List<String> conditions = new ArrayList<>();
        private final HashMap<String, Object> params = new HashMap<>();

        Question(DealFilter filter, StaffMember who) {
            Condition seen = who == null ? null : rights.of(who).condition(Action.SEE, OWNER);
            conditions.add(seen == null ? "true" : seen.sql());
            if (seen != null) {
                params.putAll(seen.parameters());
            }
            filter.ask(conditions, params);
        }

        String where() {
            return " where " + String.join(" and ", conditions);
        }
    }

    /** @param key as the order prints it */
    private record Cursor(String key, UUID id) {

        String print() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((id + " " + key).getBytes(StandardCharsets.UTF_8));
        }

        static Cursor read(String text) {
            try {
                String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                int gap = plain.indexOf(' ');
                if (gap > 0 && plain.indexOf('\0') < 0) {
                    return new Cursor(plain.substring(gap + 1), UUID.fromString(plain.substring(0, gap)));
                }
            } catch (IllegalArgumentException notOurs) {
                // The words below say so.
            }
            throw Refused.because("after", "deals.cursor");
        }
    }
}
