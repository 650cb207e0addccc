package org.ringbook.reports;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.function.Function;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.reports.ReportTable.DataState;
import org.ringbook.reports.ReportTable.Label;
import org.ringbook.reports.ReportTable.Note;

/**
 * What stands in a report, in the reader's language: on the page, in files and in what is sent. What it gives is plain text. Any thread.
 *
 * @param zone in which moments are told
 * @param nameOf a person of the staff by id; null when there is none any more
 * @param own texts of reports that are not of calls, asked first; null for none
 */
public record ReportWords(Locale locale, ZoneId zone, NumberPlan plan, Function<UUID, String> nameOf, String own) {

    private static final String BUNDLE = "org.ringbook.reports.words";
    private static final String NOTHING = "–";
    /** Length of a day as it is written: 2026-11-23. */
    private static final int DAY = 10;

    public ReportWords(Locale locale, ZoneId zone, NumberPlan plan, Function<UUID, String> nameOf) {
        this(locale, zone, plan, nameOf, null);
    }

    /** The same with texts of other reports. @param bundle of the class path */
    public ReportWords with(String bundle) {
        return new ReportWords(locale, zone, plan, nameOf, bundle);
    }

    /** The text of a key; the key itself where it has none. */
    public String say(String key, Object... values) {
        Locale spoken = "ru".equals(locale.getLanguage()) ? Locale.forLanguageTag("ru") : Locale.ENGLISH;
        String pattern = own == null ? null : text(own, key, spoken);
        if (pattern == null) {
            pattern = text(BUNDLE, key, spoken);
        }
        return pattern == null ? key : new MessageFormat(pattern, spoken).format(values);
    }

    private static String text(String bundle, String key, Locale spoken) {
        try {
            return ResourceBundle.getBundle(bundle, spoken).getString(key);
        } catch (MissingResourceException unwritten) {
            return null;
        }
    }

    public String report(String name) {
        return say("report." + name);
    }

    public String column(String name) {
        return name.startsWith(ReportTable.OWN) ? name.substring(ReportTable.OWN.length()) : say("column." + name);
    }

    /** How it is counted. */
    public String formula(String name) {
        return name.startsWith(ReportTable.OWN)
                ? say("column.own.what", column(name))
                : say("column." + name + ".what");
    }

    /** What a group is. */
    public String label(Label label) {
        String text = label.text();
        return switch (label.kind()) {
            case "all" -> say("label.all");
            case "say" -> say(text);
            case "hour" -> say("label.hour", text, Integer.toString(Integer.parseInt(text) + 1));
            case "hour-alone" -> text;
            case "weekday" -> DayOfWeek.of(Integer.parseInt(text)).getDisplayName(TextStyle.SHORT, locale);
            case "week-hour" -> weekHour(Integer.parseInt(text));
            case "day" -> LocalDate.parse(text).format(DateTimeFormatter.ofPattern("EE dd.MM.yyyy", locale));
            case "month" -> LocalDate.parse(text).format(DateTimeFormatter.ofPattern("LLLL yyyy", locale));
            case "month-of" -> monthOf(text);
            case "claims-reopened" -> say("label.claims-reopened");
            case "interval" -> clock(Integer.parseInt(text));
            case "wait" -> say("label.wait." + text);
            case "result" -> result(Integer.parseInt(text));
            case "named" -> named(text);
            case "person" -> person(text);
            case "pause" -> pause(text);
            case "transfer" -> transfer(text);
            case "line", "party" -> text.isEmpty() ? say("label.none") : number(text);
            default -> text.isEmpty() ? say("label.none") : text;
        };
    }

    /** The same where there is little room: below the columns of a chart. */
    public String shortLabel(Label label) {
        return switch (label.kind()) {
            case "hour" -> label.text();
            case "day" -> LocalDate.parse(label.text()).format(DateTimeFormatter.ofPattern("dd.MM", locale));
            case "month" -> LocalDate.parse(label.text()).format(DateTimeFormatter.ofPattern("LLL yy", locale));
            case "month-of" ->
                LocalDate.parse(label.text().substring(0, DAY)).format(DateTimeFormatter.ofPattern("LLL yy", locale));
            default -> cut(label(label));
        };
    }

    private static String cut(String text) {
        return text.length() > 30 ? text.substring(0, 29) + "…" : text;
    }

    private String weekHour(int key) {
        String day = DayOfWeek.of(key / 24 + 1).getDisplayName(TextStyle.SHORT, locale);
        return day + " " + say("label.hour", Integer.toString(key % 24), Integer.toString(key % 24 + 1));
    }

    private String monthOf(String text) {
        String month = LocalDate.parse(text.substring(0, DAY)).format(DateTimeFormatter.ofPattern("LLLL yyyy", locale));
        String of = text.substring(DAY).strip();
        return month + " · " + (of.isEmpty() ? say("label.no-team") : of);
    }

    private String named(String text) {
        int between = text.indexOf(Label.BETWEEN);
        if (between < 0) {
            return text;
        }
        return locale.getLanguage().equals("ru") ? text.substring(0, between) : text.substring(between + 1);
    }

    private static String clock(int seconds) {
        return String.format(Locale.ROOT, "%02d:%02d", seconds / 3600, seconds / 60 % 60);
    }

    private String result(int key) {
        String reason = key % 10 == 0 ? "" : ", " + say("reason." + key % 10);
        return say("direction." + key / 100) + ": " + say("result." + key / 10 % 10) + reason;
    }

    private String person(String name) {
        if (name.startsWith("tel:")) {
            return number(name.substring("tel:".length()));
        }
        String known = nameOf.apply(UUID.fromString(name));
        return known == null ? say("label.person.gone") : known;
    }

    private String pause(String text) {
        int between = text.indexOf(' ');
        String reason = text.substring(between + 1);
        return person(text.substring(0, between)) + " · " + (reason.isEmpty() ? say("label.pause.none") : reason);
    }

    private String transfer(String text) {
        return text;
    }

    /** An outside number as numbers are written; anything else as it is. */
    private String number(String text) {
        String digits = text.startsWith("+") ? text : "+" + text;
        boolean outside = digits.matches("\\+[1-9][0-9]{6,14}");
        return outside ? plan.print(PhoneNumber.of(digits)) : text;
    }

    /** A value of a column; "–" for none. */
    public String value(Unit unit, Double value) {
        if (value == null) {
            return NOTHING;
        }
        return switch (unit) {
            case COUNT -> NumberFormat.getIntegerInstance(locale).format(value);
            case DECIMAL -> decimal(value);
            case MONEY -> NumberFormat.getIntegerInstance(locale).format(value);
            case SHARE -> decimal(value * 100) + (locale.getLanguage().equals("ru") ? "\u00a0%" : "%");
            case DURATION -> duration(Math.round(value));
            case MOMENT -> moment(Instant.ofEpochMilli(value.longValue()));
        };
    }

    /** How much more or less than before: {@code +12.5%}; "–" where there was nothing to compare with. */
    public String change(Double value, Double before) {
        if (value == null || before == null || before == 0) {
            return NOTHING;
        }
        double change = (value - before) / Math.abs(before);
        return (change > 0 ? "+" : "") + value(Unit.SHARE, change);
    }

    private String decimal(double value) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return format.format(value);
    }

    /** m:ss, or h:mm:ss. */
    public String duration(long millis) {
        Duration time = Duration.ofMillis(millis);
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%02d:%02d", time.toMinutesPart(), time.toSecondsPart());
    }

    public String moment(Instant at) {
        return at == null
                ? NOTHING
                : DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(zone).format(at);
    }

    /** The period of a report, as dates. */
    public String period(Period period) {
        var format = DateTimeFormatter.ofPattern("dd.MM.yyyy");
        return period.first().format(format) + " – " + period.last().format(format);
    }

    /** What stands under a report: its rules, and what its figures rest on. */
    public List<String> foot(ReportTable table) {
        var foot = new ArrayList<String>();
        for (Note note : table.foot()) {
            foot.add(say("foot." + note.key(), note.values().toArray()));
        }
        DataState state = table.state();
        foot.add(say("foot.zone", table.query().period().zone().getId()));
        if (state == null) {
            return foot;
        }
        foot.add(say("foot.healed", state.calls(), state.healed(), state.seenAgain(), state.excluded()));
        if (state.dirty() > 0) {
            foot.add(say("foot.dirty", state.dirty()));
        }
        if (state.corrected() > 0) {
            foot.add(say("foot.corrected", state.corrected()));
        }
        if (state.countedUpTo() != null) {
            foot.add(say("foot.counting", moment(state.countedUpTo())));
        }
        foot.add(say("foot.as-of", moment(state.asOf())));
        return foot;
    }

    /** By what the calls were chosen, a line for each; empty for all. */
    public List<String> filters(ReportQuery query) {
        var filters = new ArrayList<String>();
        add(
                filters,
                "direction",
                query.direction() == null
                        ? null
                        : say("direction." + query.direction().ordinal()));
        add(
                filters,
                "result",
                query.result() == null ? null : say("result." + (query.result().ordinal() + 1)));
        add(filters, "line", query.line() == null ? null : number(query.line()));
        add(filters, "queue", query.queue());
        add(
                filters,
                "person",
                query.person() == null ? null : person(query.person().toString()));
        add(filters, "team", query.team());
        return filters;
    }

    private void add(List<String> filters, String name, String value) {
        if (value != null) {
            filters.add(say("filter." + name) + ": " + value);
        }
    }
}
