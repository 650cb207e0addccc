package org.ringbook.workspace;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPeople;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.notices.Notice;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Recurrence;
import org.ringbook.tasks.Task;
import org.springframework.context.MessageSource;

/**
 * How things are written for one viewer: in their language, zone and habits. Made for one request; templates know it as
 * {@code print}. Whatever it gives is plain text and must be escaped where it is shown. Null gives an empty text.
 */
public final class Print {

    /** In place of a number of somebody whose data were destroyed. */
    private static final String DESTROYED = "+999";

    private static final String NO_BREAK = "\u00a0";
    private static final Map<String, String> SIGNS = Map.of("RUB", "₽", "USD", "$", "EUR", "€");

    private final Viewer viewer;
    private final MessageSource messages;
    private final Staff staff;
    private final CallerDirectory directory;
    private final NumberPlan plan;

    Print(Viewer viewer, MessageSource messages, Staff staff, CallerDirectory directory, NumberPlan plan) {
        this.viewer = viewer;
        this.messages = messages;
        this.staff = staff;
        this.directory = directory;
        this.plan = plan;
    }

    /** The text of a key in the viewer's language; the key itself when it has none. */
    public String say(String key, Object... values) {
        return messages.getMessage(key, values, key, viewer.locale());
    }

    /** @return null when there is no text of that key */
    public String sayIfKnown(String key, Object... values) {
        return messages.getMessage(key, values, null, viewer.locale());
    }

    /** The words of a refusal, in the viewer's language. */
    public String why(IllegalArgumentException refused) {
        return refused instanceof Refused spoken ? spoken.words(viewer.locale()) : refused.getMessage();
    }

    /** What a telephone source says, with its times written like all others. */
    public String notice(Notice notice) {
        return notice == null ? "" : notice.in(viewer.locale(), this::moment);
    }

    /** How often a task comes again: "every 2 weeks: Mon, Thu, until 31 December". */
    public String repeat(Recurrence repeat) {
        String every = repeat.every().name().toLowerCase(Locale.ROOT);
        String days = repeat.weekdays().stream()
                .sorted()
                .map(day -> day.getDisplayName(TextStyle.SHORT, viewer.locale()))
                .collect(Collectors.joining(", "));
        String often = repeat.step() == 1 ? say("tasks.every." + every) : say("tasks.every-n." + every, repeat.step());
        String until = repeat.until() == null ? "" : " · " + say("tasks.repeat.until") + ": " + day(repeat.until());
        return often + (days.isEmpty() ? "" : ": " + days) + until;
    }

    /** The language that the viewer reads. */
    public Locale locale() {
        return viewer.locale();
    }

    /** Hours and minutes. */
    public String time(Instant at) {
        return format("HH:mm", at);
    }

    public String timeWithSeconds(Instant at) {
        return format("HH:mm:ss", at);
    }

    /** "today", "yesterday", or the date; the year only when it is another. */
    public String day(Instant at) {
        return at == null ? "" : day(at.atZone(viewer.zone()).toLocalDate());
    }

    public String day(LocalDate day) {
        LocalDate today = viewer.today();
        if (day.equals(today)) {
            return say("day.today");
        }
        if (day.equals(today.minusDays(1))) {
            return say("day.yesterday");
        }
        if (day.equals(today.plusDays(1))) {
            return say("day.tomorrow");
        }
        String pattern = day.getYear() == today.getYear() ? "day.pattern" : "day.pattern.year";
        return DateTimeFormatter.ofPattern(say(pattern), viewer.locale()).format(day);
    }

    /** "Mon, 7 December". */
    public String weekdayAndDate(LocalDate day) {
        return day == null
                ? ""
                : DateTimeFormatter.ofPattern(say("day.short"), viewer.locale()).format(day);
    }

    /** "30 November – 6 December". */
    public String dates(LocalDate first, LocalDate last) {
        var date = DateTimeFormatter.ofPattern(say("day.date"), viewer.locale());
        return date.format(first) + " – " + date.format(last);
    }

    /** Until when, as a change of many rows keeps it: a day, or a moment. */
    public String dueOf(String value) {
        return value.indexOf('T') > 0 ? dayAndTime(Instant.parse(value)) : day(LocalDate.parse(value));
    }

    /** How large a file is. */
    public String bytes(long bytes) {
        double kilo = bytes / 1024.0;
        return kilo < 1000 ? say("size.kilobytes", Math.max(1, Math.round(kilo))) : say("size.megabytes", kilo / 1024);
    }

    public String dayAndTime(Instant at) {
        return at == null ? "" : day(at) + ", " + time(at);
    }

    public String dayAndSeconds(Instant at) {
        return at == null ? "" : day(at) + ", " + timeWithSeconds(at);
    }

    /** To stand after "since": the time, with the day when it is not today. */
    public String since(Instant at) {
        return at != null && isToday(at) ? time(at) : format(say("since.pattern"), at);
    }

    private String moment(Instant at) {
        return isToday(at) ? timeWithSeconds(at) : dayAndSeconds(at);
    }

    private boolean isToday(Instant at) {
        return at.atZone(viewer.zone()).toLocalDate().equals(viewer.today());
    }

    private String format(String pattern, Instant at) {
        return at == null
                ? ""
                : DateTimeFormatter.ofPattern(pattern, viewer.locale())
                        .withZone(viewer.zone())
                        .format(at);
    }

    /** mm:ss, or h:mm:ss. */
    public String duration(BigDecimal seconds) {
        return seconds == null ? "" : duration(Duration.ofSeconds(seconds.longValue()));
    }

    public String duration(Instant from, Instant to) {
        return from == null || to == null ? "" : duration(Duration.between(from, to));
    }

    /** What a clock shows that runs since then. */
    public String runningSince(Instant from) {
        return duration(from, Instant.now());
    }

    private static String duration(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds < 3600
                ? String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** With the sign that parts the decimals in the viewer's language. */
    public String decimal(BigDecimal value) {
        return NumberFormat.getInstance(viewer.locale()).format(value);
    }

    /** With kopecks only where there are some: "12 500 ₽". */
    public String money(BigDecimal amount, String currency) {
        if (amount == null) {
            return "";
        }
        var format = NumberFormat.getInstance(viewer.locale());
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        format.setMinimumFractionDigits(whole ? 0 : 2);
        format.setMaximumFractionDigits(2);
        return format.format(amount) + NO_BREAK + currency(currency);
    }

    /** Its sign, or its letters where it has none of its own. */
    public String currency(String code) {
        return SIGNS.getOrDefault(code, code);
    }

    /** What is in several currencies is not added up. */
    public String sums(Map<String, BigDecimal> sums) {
        return sums.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(sum -> money(sum.getValue(), sum.getKey()))
                .collect(Collectors.joining(" · "));
    }

    public String number(PhoneNumber number) {
        if (number != null && number.toString().startsWith(DESTROYED)) {
            return say("number.destroyed");
        }
        return number == null ? "" : plan.print(number);
    }

    /** The word of a state, result, reason …: {@code word('result', MISSED)} is the text of {@code result.missed}. */
    public String word(String kind, Enum<?> value) {
        return value == null ? "" : say(kind + "." + value.name().toLowerCase(Locale.ROOT));
    }

    /** The name of our person who has the telephone; the outside number; or the text as it came. */
    public String party(String party) {
        return party == null ? "" : colleague(party).map(StaffMember::name).orElseGet(() -> outside(party));
    }

    /** Like {@link #party}, with the extension behind the name. */
    public String partyInFull(String party) {
        return party == null
                ? ""
                : colleague(party)
                        .map(person -> person.name() + " · " + telephone(party))
                        .orElseGet(() -> outside(party));
    }

    /** The name of whoever of us had the telephone at that moment of the call; else the same as {@link #party(String)}. */
    public String party(Call call, String party) {
        return party == null ? "" : person(call, party).map(StaffMember::name).orElseGet(() -> outside(party));
    }

    /** Like {@link #party(Call, String)}, with the extension behind the name. */
    public String partyInFull(Call call, String party) {
        return party == null
                ? ""
                : person(call, party)
                        .map(person -> person.name() + " · " + telephone(party))
                        .orElseGet(() -> outside(party));
    }

    public String parties(Call call, List<String> parties) {
        return parties.stream().map(party -> party(call, party)).distinct().collect(Collectors.joining(", "));
    }

    private Optional<StaffMember> person(Call call, String party) {
        return staff.find(CallPeople.of(call, staff.telephones()).of(party).staffId());
    }

    /** Whether it is only assumed whose telephone the agent's was. */
    public boolean agentIsAssumed(Call call) {
        CallPeople.Person agent = CallPeople.of(call, staff.telephones()).agent();
        return agent != null && agent.assumed();
    }

    /** The name of one of our people; empty for nobody. */
    public String person(UUID id) {
        return id == null ? "" : staff.find(id).map(StaffMember::name).orElse("");
    }

    /** When a task is due. */
    public String due(Task task) {
        return task.dueAt() != null
                ? dayAndTime(task.dueAt())
                : task.dueOn() == null ? say("due.none") : day(task.dueOn());
    }

    /** Whether the time of a task has passed for the viewer. */
    public boolean overdue(Task task) {
        return task.isOverdue(Instant.now(), viewer.zone());
    }

    /** Who of us looks after a client: by the person, or else by the extension that is written down. */
    public String responsible(UUID person, String extension) {
        return staff.find(person).map(StaffMember::name).orElseGet(() -> party(extension));
    }

    /** An extension as it is, an outside number as numbers are written. */
    public String telephone(String party) {
        return party == null ? "" : phone(party).map(this::number).orElse(party);
    }

    private Optional<StaffMember> colleague(String party) {
        return staff.byTelephone(party);
    }

    private String outside(String party) {
        return phone(party)
                .map(number -> whoIs(number).isEmpty() ? number(number) : names(whoIs(number)))
                .orElse(party);
    }

    private static Optional<PhoneNumber> phone(String party) {
        return party.matches("\\+[1-9]\\d{2,14}") ? Optional.of(PhoneNumber.of(party)) : Optional.empty();
    }

    /** Whom a number may mean; empty when unknown or withheld. */
    public List<Caller> whoIs(PhoneNumber number) {
        return number == null ? List.of() : directory.whoIs(number);
    }

    /** The other side of a call: a name, names, the number, or that it is hidden. */
    public String otherSide(Call call) {
        if (call.direction() == Call.Direction.INTERNAL) {
            return internalSides(call);
        }
        if (call.external() == null) {
            return call.dialled() == null ? say("caller.withheld") : call.dialled();
        }
        List<Caller> candidates = whoIs(call.external());
        return candidates.isEmpty() ? party(call.external().toString()) : names(candidates);
    }

    private String internalSides(Call call) {
        List<String> mine = viewer.telephones();
        return call.legs().stream()
                .filter(leg -> leg.kind() == Call.LegKind.AGENT)
                .map(Call.Leg::party)
                .filter(Objects::nonNull)
                .filter(party -> viewer.seesAll() || !mine.contains(party))
                .distinct()
                .map(party -> party(call, party))
                .collect(Collectors.joining(" → "));
    }

    /** Up to two names, and how many more there are; people go before the company that they share the number with. */
    public String names(List<Caller> candidates) {
        List<Caller> people =
                candidates.stream().filter(caller -> caller.contactId() != null).toList();
        List<Caller> named = people.isEmpty() ? candidates : people;
        String first = named.stream().limit(2).map(Print::name).collect(Collectors.joining(" / "));
        return named.size() > 2 ? first + " +" + (named.size() - 2) : first;
    }

    public String companies(List<Caller> candidates) {
        return candidates.stream()
                .filter(caller -> caller.contactId() != null)
                .map(Caller::company)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(" / "));
    }

    private static String name(Caller caller) {
        return caller.name() == null ? caller.company() : caller.name();
    }

    /** For a column: the result of an ended call, or the state of one that goes on, in a word or two. */
    public String shortOutcome(Call call) {
        return call.ended() && call.result() != null ? word("result", call.result()) : word("state", call.state());
    }

    /** The result of an ended call, or the state of one that goes on, with the finer word. */
    public String outcome(Call call) {
        if (!call.ended() || call.result() == null) {
            return word("state", call.state());
        }
        String finer = call.reason() == null
                ? null
                : sayIfKnown("outcome." + lower(call.result()) + "." + lower(call.reason()));
        return finer == null ? word("result", call.result()) : finer;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
