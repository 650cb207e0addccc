package org.ringbook.segments;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldFilter;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;
import org.ringbook.refusals.Refused;
import org.ringbook.sales.BuyingClasses;
import org.ringbook.segments.SegmentCondition.Is;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A rule as a condition over clients: {@code p} is the party, {@code c} its person, {@code o} its company. Names are ours alone, whatever
 * people typed is a parameter. Case of letters is decided here and not by the database's locale.
 */
final class RuleQuery {

    /** The tables that the condition is over. */
    static final String CLIENTS = "party p left join contact c on c.id = p.id left join company o on o.id = p.id";

    static final String RESPONSIBLE = "coalesce(c.responsible_id, o.responsible_id)";

    private static final String WON =
            " from deal d join stage s on s.id = d.stage_id and s.kind = 'won' where d.party_id = p.id and d.closed_at is not null";

    private static final String LAST_CONTACT = "(select max(t.at) from event_party t join event e on e.id = t.event_id"
            + " and e.deleted_at is null and e.kind in ('call', 'meeting', 'mail', 'sms', 'message')"
            + " where t.party_id = any(array(select x.id from contact x where x.company_id = p.id) || p.id))";

    private final JdbcClient jdbc;
    private final Fields fields;
    private final FieldValues values;
    private final Staff staff;
    private final ZoneId zone;
    private final LocalDate today;
    private final Supplier<Map<UUID, BuyingClasses.Of>> classes;
    private final Where where = new Where();

    /**
     * @param jdbc null to look at names alone
     * @param classes of clients today; asked only by a rule that looks at them
     */
    RuleQuery(
            JdbcClient jdbc,
            Fields fields,
            FieldValues values,
            Staff staff,
            ZoneId zone,
            LocalDate today,
            Supplier<Map<UUID, BuyingClasses.Of>> classes) {
        this.jdbc = jdbc;
        this.fields = fields;
        this.values = values;
        this.staff = staff;
        this.zone = zone;
        this.today = today;
        this.classes = classes;
    }

    /** Finds nobody: sees only whether what a rule names is there, and reads no client for it. */
    static RuleQuery ofNames(Fields fields, FieldValues values, Staff staff, ZoneId zone, LocalDate today) {
        return new RuleQuery(null, fields, values, staff, zone, today, Map::of);
    }

    /** @throws Refused beside {@code rule} when it names what is gone, or cannot be looked for */
    String sql(SegmentRule rule) {
        RuleCheck.check(rule);
        return joined(
                rule.match(),
                rule.groups().stream()
                        .map(group -> joined(
                                group.match(),
                                group.conditions().stream().map(this::sql).toList()))
                        .toList());
    }

    Map<String, Object> parameters() {
        return where.parameters();
    }

    private static String joined(SegmentRule.Match match, List<String> parts) {
        return "(" + String.join(match == SegmentRule.Match.ALL ? " and " : " or ", parts) + ")";
    }

    private String sql(SegmentCondition one) {
        return switch (one.what()) {
            case KIND -> "p.kind = any(" + texts(one.values()) + ")";
            case REGION -> text(one, "p.region");
            case SOURCE -> text(one, "p.source");
            case TAG -> tag(one);
            case RESPONSIBLE -> person(one, ids(one));
            case TEAM -> person(one, ofTeams(one.values()));
            case FIELD -> field(one);
            case WON_SUM -> figure(one, "coalesce(sum(d.amount) filter (where d.currency = 'RUB'), 0)");
            case WON_COUNT -> figure(one, "count(*)");
            case LAST_CONTACT -> moment(one, LAST_CONTACT);
            case LAST_PURCHASE -> moment(one, "(select max(d.closed_at)" + WON + ")");
            case FIRST_PURCHASE -> moment(one, "(select min(d.closed_at)" + WON + ")");
            case ABC -> ofClass(one, "N", (known, value) -> known.abc().equals(value));
            case XYZ -> ofClass(one, "NONE", (known, value) -> known.xyz().equals(value));
        };
    }

    private String texts(List<String> some) {
        return "cast(" + where.put(some.toArray(String[]::new)) + " as text[])";
    }

    private String uuids(Set<UUID> some) {
        return "cast(" + where.put(some.toArray(UUID[]::new)) + " as uuid[])";
    }

    /** @param column one of ours */
    private String text(SegmentCondition one, String column) {
        return switch (one.is()) {
            case FILLED -> "coalesce(btrim(" + column + "), '') <> ''";
            case EMPTY -> "coalesce(btrim(" + column + "), '') = ''";
            default -> {
                String all = "select distinct " + column + " from party p where " + column + " is not null";
                yield not(one, "coalesce(" + column + " = any(" + texts(spelled(all, one.values())) + "), false)");
            }
        };
    }

    private String tag(SegmentCondition one) {
        return switch (one.is()) {
            case FILLED -> "p.tags <> '{}'";
            case EMPTY -> "p.tags = '{}'";
            default ->
                not(
                        one,
                        "p.tags && "
                                + texts(spelled(
                                        "select distinct unnest(p.tags) from party p where p.tags <> '{}'",
                                        one.values())));
        };
    }

    private static String not(SegmentCondition one, String sql) {
        return one.is() == Is.NONE ? "not (" + sql + ")" : sql;
    }

    /** What stands there and is written so, but for case, ё and blanks. */
    private List<String> spelled(String all, List<String> typed) {
        if (jdbc == null) {
            return List.of();
        }
        Set<String> wanted = typed.stream().map(RuleQuery::fold).collect(Collectors.toSet());
        return jdbc.sql(all).query(String.class).list().stream()
                .filter(there -> wanted.contains(fold(there)))
                .toList();
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replace('ё', 'е').replaceAll("\\s+", " ");
    }

    private Set<UUID> ids(SegmentCondition one) {
        return one.values().stream().map(this::member).collect(Collectors.toSet());
    }

    private UUID member(String text) {
        try {
            return staff.find(UUID.fromString(text.strip()))
                    .map(StaffMember::id)
                    .orElseThrow(() -> RuleCheck.refused("segments.rule.person", text));
        } catch (IllegalArgumentException noId) {
            throw noId instanceof Refused ? noId : RuleCheck.refused("segments.rule.person", text);
        }
    }

    private Set<UUID> ofTeams(List<String> teams) {
        Set<String> keys = teams.stream().map(StaffMember::teamKey).collect(Collectors.toSet());
        for (String team : teams) {
            boolean known = staff.all().stream()
                    .anyMatch(one -> StaffMember.teamKey(team).equals(StaffMember.teamKey(one.team())));
            if (!known) {
                throw RuleCheck.refused("segments.rule.team", team);
            }
        }
        return staff.all().stream()
                .filter(one -> one.team() != null && keys.contains(StaffMember.teamKey(one.team())))
                .map(StaffMember::id)
                .collect(Collectors.toSet());
    }

    private String person(SegmentCondition one, Set<UUID> people) {
        return switch (one.is()) {
            case FILLED -> RESPONSIBLE + " is not null";
            case EMPTY -> RESPONSIBLE + " is null";
            default -> not(one, "coalesce(" + RESPONSIBLE + " = any(" + uuids(people) + "), false)");
        };
    }

    private String field(SegmentCondition one) {
        int dot = one.field().indexOf('.');
        FieldSubject subject = FieldSubject.of(dot < 0 ? "" : one.field().substring(0, dot))
                .filter(of -> of == FieldSubject.PERSON || of == FieldSubject.COMPANY)
                .orElseThrow(() -> RuleCheck.refused("segments.rule.field-gone", one.field()));
        Field field = fields.active(subject).stream()
                .filter(known -> known.key().equals(one.field().substring(dot + 1)))
                .findFirst()
                .orElseThrow(() -> RuleCheck.refused("segments.rule.field-gone", one.field()));
        if ((one.is() == Is.BETWEEN) != field.kind().isRange() && one.is() != Is.FILLED && one.is() != Is.EMPTY) {
            throw RuleCheck.refused(
                    field.kind().isRange() ? "segments.rule.field-range" : "segments.rule.field-value", field.name());
        }
        String kind = "p.kind = '" + subject.word() + "' and ";
        return switch (one.is()) {
            case FILLED -> "(" + kind + "jsonb_exists(p.fields, " + where.put(field.key()) + "))";
            case EMPTY -> "(" + kind + "not jsonb_exists(p.fields, " + where.put(field.key()) + "))";
            case BETWEEN ->
                "(" + kind + filter(subject, new FieldFilter.Asked(field.key(), null, one.from(), one.to())) + ")";
            default -> {
                List<String> each = one.values().stream()
                        .map(value -> filter(subject, new FieldFilter.Asked(field.key(), value, null, null)))
                        .toList();
                yield "(" + kind + not(one, "(" + String.join(" or ", each) + ")") + ")";
            }
        };
    }

    private String filter(FieldSubject subject, FieldFilter.Asked asked) {
        FieldFilter filter = Optional.ofNullable(filterOf(subject, asked))
                .orElseThrow(() -> RuleCheck.refused("segments.rule.value", asked.key()));
        return "coalesce((" + where.putAll(filter.sql("p"), filter.parameters()) + "), false)";
    }

    private FieldFilter filterOf(FieldSubject subject, FieldFilter.Asked asked) {
        try {
            return values.filter(subject, List.of(asked));
        } catch (Refused refused) {
            throw Refused.because("rule", refused.refusal());
        }
    }

    private String figure(SegmentCondition one, String counted) {
        var parts = new ArrayList<String>();
        String period = one.days() == null ? "" : " and d.closed_at >= " + startOf(today.minusDays(one.days() - 1L));
        String figure = "(select " + counted + WON + period + ")";
        if (RuleCheck.number(one.from()) != null) {
            parts.add(figure + " >= " + where.put(RuleCheck.number(one.from())));
        }
        if (RuleCheck.number(one.to()) != null) {
            parts.add(figure + " <= " + where.put(RuleCheck.number(one.to())));
        }
        return "(" + String.join(" and ", parts) + ")";
    }

    private String startOf(LocalDate day) {
        return where.put(Timestamp.from(day.atStartOfDay(zone).toInstant()));
    }

    private String moment(SegmentCondition one, String when) {
        return switch (one.is()) {
            case NEVER -> when + " is null";
            case WITHIN -> "coalesce(" + when + " >= " + startOf(today.minusDays(one.days() - 1L)) + ", false)";
            case BEFORE -> "coalesce(" + when + " < " + startOf(today.minusDays(one.days() - 1L)) + ", true)";
            default -> {
                LocalDate from = RuleCheck.day(one.from());
                LocalDate to = RuleCheck.day(one.to());
                var parts = new ArrayList<String>();
                if (from != null) {
                    parts.add("coalesce(" + when + " >= " + startOf(from) + ", false)");
                }
                if (to != null) {
                    parts.add("coalesce(" + when + " < " + startOf(to.plusDays(1)) + ", false)");
                }
                yield "(" + String.join(" and ", parts) + ")";
            }
        };
    }

    /** @param rest the class of whoever bought nothing in these months */
    private String ofClass(SegmentCondition one, String rest, BiPredicate<BuyingClasses.Of, String> is) {
        Map<UUID, BuyingClasses.Of> known = classes.get();
        boolean withRest = one.values().contains(rest);
        // Of two sides the one that can be listed: whoever bought nothing stands in no list.
        Set<UUID> listed = known.entrySet().stream()
                .filter(each -> one.values().stream().anyMatch(value -> is.test(each.getValue(), value)) != withRest)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        String inList = "p.id = any(" + uuids(listed) + ")";
        return not(one, withRest ? "not (" + inList + ")" : inList);
    }
}
