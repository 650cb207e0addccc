package org.ringbook.alarms;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.refusals.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * By which limits alarms begin: as the page of rules says, where the settings file says nothing; else as the file says. Looked at from
 * memory; what is changed is written first. Any thread.
 */
public final class AlarmLimits {

    private static final long LONGEST_SECONDS = Duration.ofDays(7).toSeconds();
    private static final int MOST_CALLS = 100_000;

    private final AlarmSettings settings;
    private final Predicate<String> isInTheFile;
    private final AlarmLimitTable table;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Map<AlarmRule, Rule> chosen = new EnumMap<>(AlarmRule.class);
    private volatile AlarmSettings now;
    private volatile boolean isRead;

    /** @param isInTheFile whether somebody has written a setting of {@code ringbook.alarms}, by its name */
    AlarmLimits(
            AlarmSettings settings,
            Predicate<String> isInTheFile,
            AlarmLimitTable table,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.settings = settings;
        this.isInTheFile = isInTheFile;
        this.table = table;
        this.transaction = transaction;
        this.events = events;
        this.now = settings;
    }

    /** In what the limit of a rule is said. */
    public enum Unit {
        SECONDS(1),
        MINUTES(60),
        PERCENT(0),
        NONE(0);

        private final int seconds;

        Unit(int seconds) {
            this.seconds = seconds;
        }

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isTime() {
            return seconds > 0;
        }
    }

    /**
     * One rule as it is used.
     *
     * @param limit beyond which it is an alarm, in its unit; null for a rule without one
     * @param fromCalls from how many calls on the service level of a queue says anything; null for other rules
     * @param usedInTheFile whether the settings file says which rules are used: then nothing else does
     * @param limitInTheFile whether the settings file says the limit
     */
    public record Rule(
            AlarmRule rule,
            boolean used,
            Unit unit,
            Integer limit,
            Integer fromCalls,
            boolean usedInTheFile,
            boolean limitInTheFile) {}

    /** Waits for the database. */
    void read() {
        Map<AlarmRule, AlarmLimitTable.Row> rows = table.all();
        synchronized (chosen) {
            chosen.clear();
            rows.forEach((rule, row) -> chosen.put(
                    rule, new Rule(rule, row.used(), unit(rule), row.limit(), row.fromCalls(), false, false)));
            now = together();
            isRead = true;
        }
    }

    /** By what is to be looked now. */
    AlarmSettings now() {
        return now;
    }

    /** All rules, in their order. The first time waits for the database. */
    public List<Rule> all() {
        if (!isRead) {
            read();
        }
        AlarmSettings known = now;
        var all = new ArrayList<Rule>();
        for (AlarmRule rule : AlarmRule.values()) {
            all.add(new Rule(
                    rule,
                    !known.off().contains(rule),
                    unit(rule),
                    limit(known, rule),
                    rule == AlarmRule.SERVICE_LEVEL ? known.serviceLevelFrom() : null,
                    isInTheFile.test("off"),
                    isLimitInTheFile(rule)));
        }
        return all;
    }

    /** @throws Refused if there is none of that name */
    public Rule of(String code) {
        return all().stream()
                .filter(one -> one.rule().code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refused.because("rule", "alarms.rule.unknown"));
    }

    /**
     * Says how a rule is used from now on.
     *
     * @param limit in its unit; null to leave it as it is
     * @param fromCalls of the service level; null to leave it as it is
     * @throws Refused if there is none of that name, the limit is out of bounds, or the settings file says it; nothing is changed then
     */
    public Rule change(String code, boolean used, Integer limit, Integer fromCalls, UUID by) {
        Rule was = of(code);
        Integer most = limit == null || was.unit() == Unit.NONE ? was.limit() : limit;
        Integer from = fromCalls == null || was.fromCalls() == null ? was.fromCalls() : fromCalls;
        boolean sameLimit = Objects.equals(most, was.limit()) && Objects.equals(from, was.fromCalls());
        if (!sameLimit && was.limitInTheFile()) {
            throw Refused.because("limit", "alarms.rule.in-the-file", key(was.rule()));
        }
        if (used != was.used() && was.usedInTheFile()) {
            throw Refused.because("used", "alarms.rule.in-the-file", "off");
        }
        check(was, most, from);
        if (sameLimit && used == was.used()) {
            return was;
        }
        transaction.executeWithoutResult(status -> {
            table.put(was.rule(), new AlarmLimitTable.Row(used, most, from), by);
            events.publishEvent(AuditEntry.of(AuditKind.LIMIT, "changed")
                    .on(was.rule().code(), null)
                    .with("used", was.used(), used)
                    .with("limit", was.limit(), most)
                    .with("fromCalls", was.fromCalls(), from));
        });
        read();
        return of(code);
    }

    private static void check(Rule rule, Integer limit, Integer from) {
        if (rule.unit().isTime()) {
            long most = LONGEST_SECONDS / rule.unit().seconds;
            if (limit < 1 || limit > most) {
                throw Refused.because("limit", "alarms.rule.time", most);
            }
        }
        if (rule.unit() == Unit.PERCENT && (limit < 1 || limit > 100)) {
            throw Refused.because("limit", "alarms.rule.percent");
        }
        if (from != null && (from < 1 || from > MOST_CALLS)) {
            throw Refused.because("fromCalls", "alarms.rule.calls", MOST_CALLS);
        }
    }

    private static Unit unit(AlarmRule rule) {
        return switch (rule) {
            case CALLER_WAITS, SOURCE_SILENT -> Unit.SECONDS;
            case MISSED_CALL, LONG_PAUSE, LONG_WRAP_UP, LONG_TALK, NOBODY_HERE -> Unit.MINUTES;
            case SERVICE_LEVEL -> Unit.PERCENT;
            case NOBODY_FREE -> Unit.NONE;
        };
    }

    /** Its name in the settings file. */
    private static String key(AlarmRule rule) {
        return switch (rule) {
            case CALLER_WAITS -> "caller-waits";
            case SERVICE_LEVEL -> "service-level";
            case MISSED_CALL -> "missed-call";
            case LONG_PAUSE -> "pause";
            case LONG_WRAP_UP -> "wrap-up";
            case LONG_TALK -> "talk";
            case NOBODY_HERE -> "nobody-here";
            case SOURCE_SILENT -> "source-silent";
            case NOBODY_FREE -> null;
        };
    }

    private boolean isLimitInTheFile(AlarmRule rule) {
        String key = key(rule);
        return key != null
                && (isInTheFile.test(key) || rule == AlarmRule.SERVICE_LEVEL && isInTheFile.test("service-level-from"));
    }

    private static Integer limit(AlarmSettings known, AlarmRule rule) {
        return switch (rule) {
            case CALLER_WAITS -> in(Unit.SECONDS, known.callerWaits());
            case SOURCE_SILENT -> in(Unit.SECONDS, known.sourceSilent());
            case MISSED_CALL -> in(Unit.MINUTES, known.missedCall());
            case LONG_PAUSE -> in(Unit.MINUTES, known.pause());
            case LONG_WRAP_UP -> in(Unit.MINUTES, known.wrapUp());
            case LONG_TALK -> in(Unit.MINUTES, known.talk());
            case NOBODY_HERE -> in(Unit.MINUTES, known.nobodyHere());
            case SERVICE_LEVEL -> known.serviceLevel();
            case NOBODY_FREE -> null;
        };
    }

    /** What the file says in seconds is a whole minute at least. */
    private static Integer in(Unit unit, Duration limit) {
        return Math.toIntExact(Math.max(1, limit.toSeconds() / unit.seconds));
    }

    /** The settings, and over what nobody wrote there the choices of the page. */
    private AlarmSettings together() {
        Set<AlarmRule> off = EnumSet.noneOf(AlarmRule.class);
        off.addAll(settings.off());
        if (!isInTheFile.test("off")) {
            chosen.forEach((rule, choice) -> {
                if (choice.used()) {
                    off.remove(rule);
                } else {
                    off.add(rule);
                }
            });
        }
        Rule level = isLimitInTheFile(AlarmRule.SERVICE_LEVEL) ? null : chosen.get(AlarmRule.SERVICE_LEVEL);
        return new AlarmSettings(
                off,
                time(AlarmRule.CALLER_WAITS, settings.callerWaits()),
                level == null ? settings.serviceLevel() : level.limit(),
                level == null ? settings.serviceLevelFrom() : level.fromCalls(),
                time(AlarmRule.MISSED_CALL, settings.missedCall()),
                time(AlarmRule.LONG_PAUSE, settings.pause()),
                time(AlarmRule.LONG_WRAP_UP, settings.wrapUp()),
                time(AlarmRule.LONG_TALK, settings.talk()),
                time(AlarmRule.NOBODY_HERE, settings.nobodyHere()),
                time(AlarmRule.SOURCE_SILENT, settings.sourceSilent()),
                settings.keep());
    }

    private Duration time(AlarmRule rule, Duration otherwise) {
        Rule choice = chosen.get(rule);
        return choice == null || isLimitInTheFile(rule)
                ? otherwise
                : Duration.ofSeconds((long) choice.limit() * choice.unit().seconds);
    }
}
