package org.ringbook.claims;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ringbook.claims.ClaimCause.Step;
import org.ringbook.contacts.NewId;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Why clients complain: the company's own tree. Any thread; every method waits for the database. */
@Component
public class ClaimCauses {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<Step>> STEPS = new TypeReference<>() {};
    private static final int DEEPEST = 4;
    private static final int MOST_STEPS = 20;
    private static final int MOST_HOURS = 2_000;

    private final JdbcClient jdbc;
    private final Staff staff;
    private final TransactionTemplate transaction;

    ClaimCauses(JdbcClient jdbc, Staff staff, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.staff = staff;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A cause where it stands in the tree. @param depth 0 at the top */
    public record Placed(ClaimCause cause, int depth) {}

    /** All of them, also those that are not offered any more, each behind the one that it stands below. */
    public List<Placed> tree() {
        Map<UUID, List<ClaimCause>> below = all().stream()
                .filter(cause -> cause.parentId() != null)
                .collect(Collectors.groupingBy(ClaimCause::parentId));
        var tree = new ArrayList<Placed>();
        all().stream().filter(cause -> cause.parentId() == null).forEach(top -> place(top, 0, below, tree));
        return tree;
    }

    private static void place(ClaimCause cause, int depth, Map<UUID, List<ClaimCause>> below, List<Placed> tree) {
        tree.add(new Placed(cause, depth));
        below.getOrDefault(cause.id(), List.of()).forEach(one -> place(one, depth + 1, below, tree));
    }

    public List<ClaimCause> all() {
        return jdbc.sql("select * from claim_cause order by place, id")
                .query(ClaimCauses::read)
                .list();
    }

    public Map<UUID, ClaimCause> byId() {
        return all().stream().collect(Collectors.toMap(ClaimCause::id, Function.identity()));
    }

    public Optional<ClaimCause> find(UUID id) {
        return id == null
                ? Optional.empty()
                : jdbc.sql("select * from claim_cause where id = ?")
                        .param(id)
                        .query(ClaimCauses::read)
                        .optional();
    }

    /** It and all that stand below it. */
    public Set<UUID> withBelow(UUID cause) {
        return Set.copyOf(jdbc.sql("""
                        with recursive tree as (
                            select id from claim_cause where id = ?
                            union select c.id from claim_cause c join tree t on c.parent_id = t.id)
                        select id from tree""").param(cause).query(UUID.class).list());
    }

    /** As it is called with those above it: "Goods / Broken". */
    public static String path(UUID cause, Map<UUID, ClaimCause> causes, Locale locale) {
        var names = new ArrayList<String>();
        ClaimCause one = causes.get(cause);
        while (one != null && names.size() <= DEEPEST) {
            names.add(0, one.name(locale));
            one = one.parentId() == null ? null : causes.get(one.parentId());
        }
        return String.join(" / ", names);
    }

    /**
     * Adds one (id null) at the end, or changes it; nothing is deleted, what is not wanted any more is not offered.
     *
     * @throws Refused if a field does not fit, it would stand below itself, or was changed meanwhile
     */
    public ClaimCause save(ClaimCause cause) {
        ClaimCause tidy = tidied(cause);
        return transaction.execute(status -> {
            // Two who move causes below each other at once would make a ring.
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended('claim causes', 63))")
                    .query()
                    .listOfRows();
            refuseRing(tidy);
            return tidy.id() == null ? added(tidy) : changed(tidy);
        });
    }

    private ClaimCause added(ClaimCause cause) {
        UUID id = NewId.next();
        jdbc.sql("""
                        insert into claim_cause (id, parent_id, name, name_en, place, team, responsible_id, due_hours, plan, active)
                        values (:id, :parent, :name, :nameEn, (select coalesce(max(place), 0) + 1 from claim_cause), :team, :responsible,
                            :hours, cast(:plan as jsonb), :active)""").param("id", id).params(values(cause)).update();
        return find(id).orElseThrow();
    }

    private ClaimCause changed(ClaimCause cause) {
        int changed = jdbc.sql("""
                        update claim_cause set parent_id = :parent, name = :name, name_en = :nameEn, team = :team,
                            responsible_id = :responsible, due_hours = :hours, plan = cast(:plan as jsonb), active = :active,
                            version = version + 1
                        where id = :id and version = :version""")
                .param("id", cause.id())
                .param("version", cause.version())
                .params(values(cause))
                .update();
        if (changed == 0) {
            throw Refused.because(
                    "version", find(cause.id()).isPresent() ? "claims.cause.changed" : "claims.cause.unknown");
        }
        return find(cause.id()).orElseThrow();
    }

    private static Map<String, Object> values(ClaimCause cause) {
        var values = new java.util.HashMap<String, Object>();
        values.put("parent", cause.parentId());
        values.put("name", cause.name());
        values.put("nameEn", cause.nameEn());
        values.put("team", cause.team());
        values.put("responsible", cause.responsibleId());
        values.put("hours", cause.dueHours());
        values.put("plan", JSON.writeValueAsString(cause.plan()));
        values.put("active", cause.active());
        return values;
    }

    private ClaimCause tidied(ClaimCause cause) {
        String name = ClaimRules.line("name", cause.name());
        if (name == null) {
            throw Refused.because("name", "claims.cause.name");
        }
        if (cause.dueHours() < 1 || cause.dueHours() > MOST_HOURS) {
            throw Refused.because("dueHours", "claims.cause.hours", MOST_HOURS);
        }
        if (cause.plan().size() > MOST_STEPS) {
            throw Refused.because("plan", "claims.cause.steps", MOST_STEPS);
        }
        person("responsibleId", cause.responsibleId());
        return new ClaimCause(
                cause.id(),
                cause.parentId(),
                name,
                ClaimRules.line("nameEn", cause.nameEn()),
                cause.place(),
                ClaimRules.line("team", cause.team()),
                cause.responsibleId(),
                cause.dueHours(),
                cause.plan().stream().map(this::tidied).toList(),
                cause.active(),
                cause.version());
    }

    private Step tidied(Step step) {
        String title = ClaimRules.line("plan", step.title());
        if (title == null) {
            throw Refused.because("plan", "claims.cause.step");
        }
        if (step.hours() < 1 || step.hours() > MOST_HOURS) {
            throw Refused.because("plan", "claims.cause.hours", MOST_HOURS);
        }
        person("plan", step.staffId());
        return new Step(
                Objects.requireNonNullElse(step.what(), Task.What.OTHER),
                title,
                ClaimRules.line("plan", step.titleEn()),
                step.staffId(),
                ClaimRules.line("plan", step.team()),
                step.hours());
    }

    private void person(String field, UUID person) {
        if (person != null && staff.find(person).filter(StaffMember::active).isEmpty()) {
            throw Refused.because(field, "claims.person");
        }
    }

    private void refuseRing(ClaimCause cause) {
        var seen = new HashSet<UUID>();
        UUID above = cause.parentId();
        while (above != null) {
            if (above.equals(cause.id()) || !seen.add(above)) {
                throw Refused.because("parentId", "claims.cause.ring");
            }
            ClaimCause next = find(above).orElseThrow(() -> Refused.because("parentId", "claims.cause.unknown"));
            above = next.parentId();
        }
        if (seen.size() + heightBelow(cause.id()) >= DEEPEST) {
            throw Refused.because("parentId", "claims.cause.deep", DEEPEST);
        }
    }

    private int heightBelow(UUID cause) {
        return cause == null
                ? 0
                : jdbc.sql("""
                        with recursive tree as (
                            select id, 0 as depth from claim_cause where id = ?
                            union all select c.id, t.depth + 1 from claim_cause c join tree t on c.parent_id = t.id)
                        select coalesce(max(depth), 0) from tree""").param(cause).query(Integer.class).single();
    }

    private static ClaimCause read(ResultSet row, int number) throws SQLException {
        return new ClaimCause(
                row.getObject("id", UUID.class),
                row.getObject("parent_id", UUID.class),
                row.getString("name"),
                row.getString("name_en"),
                row.getInt("place"),
                row.getString("team"),
                row.getObject("responsible_id", UUID.class),
                row.getInt("due_hours"),
                JSON.readValue(row.getString("plan"), STEPS),
                row.getBoolean("active"),
                row.getInt("version"));
    }
}
