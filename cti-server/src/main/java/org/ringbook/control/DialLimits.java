package org.ringbook.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.ringbook.calls.log.CallLog;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Limits against toll fraud: how many calls may be begun, and where to. Asked before every call that anybody or anything begins.
 * From memory; changes are written first. Any thread.
 */
@Component
public class DialLimits {

    private static final Logger LOG = LoggerFactory.getLogger(DialLimits.class);
    private static final Duration CALLED_BEFORE = Duration.ofDays(90);
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int MOST_BEGINNINGS = 1000;

    private final LimitSettings table;
    private final NumberPlan plan;
    private final CallLog log;
    private final LimitAlarm alarm;
    private final DialCounts counts = new DialCounts();
    private volatile Map<String, Budget> budgets = Map.of();
    private volatile DialRules rules = new DialRules(Set.of(), false, false, List.of(), List.of());
    private volatile LimitSettings.Begun begun;

    DialLimits(LimitSettings table, NumberPlan plan, CallLog log, LimitAlarm alarm) {
        this.table = table;
        this.plan = plan;
        this.log = log;
        this.alarm = alarm;
    }

    /**
     * All limits as they are.
     *
     * @param budgets by subject: {@code person} is each of them, {@code all} all persons together
     * @param home ISO 3166 code of the country whose numbers are never abroad
     * @param countries abroad that are open
     * @param allowed beginnings of numbers that may be called anyway, digits with the country code
     * @param forbidden beginnings that may not; of two that fit, the longer one decides
     * @param carriedOver countries that stayed open at the introduction of limits because they had been called, while no
     *     administrator has taken note of it
     */
    public record View(
            Map<String, Budget> budgets,
            String home,
            Set<String> countries,
            boolean premium,
            boolean satellite,
            List<String> allowed,
            List<String> forbidden,
            List<String> carriedOver) {}

    /** Reads what is set, and what was begun in the last day. Before anything is asked. */
    void begin(List<CallRequest> taken) {
        budgets = table.budgets();
        rules = table.rules();
        begun = table.begun().orElseGet(this::introduce);
        synchronized (counts) {
            counts.clear();
            taken.stream()
                    .filter(request -> request.kind().calls() && isOutside(request.number()))
                    .forEach(request -> counts.remember(request.staffId(), request.entrance(), request.askedAt()));
        }
    }

    /** The first start with limits: whom the company calls anyway, it goes on calling. */
    private LimitSettings.Begun introduce() {
        Set<String> called = new TreeSet<>();
        for (PhoneNumber number : log.calledSince(Instant.now().minus(CALLED_BEFORE))) {
            String country = plan.destination(number).country();
            if (!country.equals(plan.region()) && COUNTRIES.contains(country)) {
                called.add(country);
            }
        }
        called.forEach(country -> table.add("country", country, null));
        table.begin(Instant.now(), called);
        rules = table.rules();
        if (!called.isEmpty()) {
            LOG.warn(
                    "Calls abroad are off from now on, but for countries that were called in the last 90 days: {}."
                            + " An administrator changes it on the page of limits",
                    String.join(", ", called));
        }
        return table.begun().orElseThrow();
    }

    /**
     * Counts a call that is about to begin, unless it may not.
     *
     * @param number as people dial
     * @throws CallRefused in words; nothing was counted then
     */
    void take(CallRequest request, String number) {
        Optional<DialRules.No> no = rules.refuse(plan, number);
        if (no.isPresent()) {
            throw alarm.met(request, no.get().code(), mayNot(no.get()));
        }
        if (!isOutside(number)) {
            return;
        }
        Optional<DialCounts.Over> over;
        synchronized (counts) {
            over = counts.take(request.staffId(), request.entrance(), budgets, request.askedAt());
        }
        if (over.isPresent()) {
            throw alarm.met(request, code(over.get()), tooMany(over.get()));
        }
    }

    /** Not inside, and no emergency. */
    private boolean isOutside(String number) {
        return number != null
                && !plan.isEmergency(number)
                && !(plan.read(number) instanceof org.ringbook.numbers.NumberReading.Short);
    }

    private static CallRefused mayNot(DialRules.No no) {
        return new CallRefused("limit." + no.code(), Notice.of("control.limit." + no.code(), no.value()));
    }

    private static String code(DialCounts.Over over) {
        return over.subject() + (over.day() ? ".day" : ".minute");
    }

    private static CallRefused tooMany(DialCounts.Over over) {
        return new CallRefused(
                "limit." + code(over), Notice.of("control.limit." + code(over), over.limit(), over.again()));
    }

    /**
     * What call lists may begin now, by their budgets.
     *
     * @param inMinute calls in this minute
     * @param inDay calls in these 24 hours
     */
    public record Left(int inMinute, int inDay) {}

    public Left leftOfCampaigns(Instant now) {
        synchronized (counts) {
            return counts.leftOfCampaigns(budgets, now);
        }
    }

    public View view() {
        DialRules now = rules;
        LimitSettings.Begun introduced = begun;
        boolean news = introduced != null && introduced.seenAt() == null;
        return new View(
                budgets,
                plan.region(),
                new TreeSet<>(now.countries()),
                now.premium(),
                now.satellite(),
                now.allowed(),
                now.forbidden(),
                news ? introduced.countries() : List.of());
    }

    /**
     * @param subject one of {@link View#budgets}
     * @throws Refused with the field at fault: {@code subject}, {@code perMinute}, {@code perDay}
     */
    public synchronized void set(String subject, Budget budget) {
        if (!budgets.containsKey(subject)) {
            throw Refused.because("subject", "telephony.limits.subject");
        }
        within("perMinute", budget.perMinute(), Budget.MOST_PER_MINUTE);
        within("perDay", budget.perDay(), Budget.MOST_PER_DAY);
        table.set(subject, budget);
        budgets = table.budgets();
    }

    private static void within(String field, int value, int most) {
        if (value < 0 || value > most) {
            throw Refused.because(field, "telephony.limits.range", most);
        }
    }

    /**
     * Opens or closes a country abroad.
     *
     * @param country ISO 3166, "DE"
     * @throws Refused if there is no such country, or it is the home country
     */
    public void country(String country, boolean open, UUID by) {
        String code = country == null ? "" : country.strip().toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(code) || code.equals(plan.region())) {
            throw Refused.because("country", "telephony.limits.country");
        }
        change("country", code, open, by);
    }

    /** @param what {@code premium} or {@code satellite} */
    public void numbers(String what, boolean open, UUID by) {
        if (!List.of("premium", "satellite").contains(what)) {
            throw Refused.because("numbers", "telephony.limits.numbers");
        }
        change(what, "", open, by);
    }

    /**
     * Allows or forbids numbers by their beginning, or forgets that.
     *
     * @param beginning digits with the country code, with a plus or not
     * @param allowed null to forget what was said of it
     */
    public void beginning(String beginning, Boolean allowed, UUID by) {
        String digits = beginning == null ? "" : beginning.strip().replaceAll("[+\\s().-]", "");
        if (!digits.matches("[0-9]{1,15}")) {
            throw Refused.because("beginning", "telephony.limits.beginning");
        }
        if (allowed != null && rules.allowed().size() + rules.forbidden().size() >= MOST_BEGINNINGS) {
            throw Refused.because("beginning", "telephony.limits.beginnings", MOST_BEGINNINGS);
        }
        change("allowed", digits, Boolean.TRUE.equals(allowed), by);
        change("forbidden", digits, Boolean.FALSE.equals(allowed), by);
    }

    private synchronized void change(String kind, String value, boolean there, UUID by) {
        if (there) {
            table.add(kind, value, by);
        } else {
            table.remove(kind, value);
        }
        rules = table.rules();
    }

    /** An administrator has taken note of what stayed open. */
    public synchronized void seen() {
        table.seen();
        begun = table.begun().orElse(begun);
    }

    /** Countries by their codes, for who chooses one. */
    public static List<String> countries() {
        List<String> codes = Arrays.asList(Locale.getISOCountries());
        Collections.sort(codes);
        return codes;
    }
}
