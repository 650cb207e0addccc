package org.ringbook.workspace.reports;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.Period;
import org.ringbook.reports.PersonDays;
import org.ringbook.reports.Reports;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The day of one person as lanes: states below, calls above. */
@Controller
class PersonDayScreen {

    private static final int WIDTH = 960;
    private static final int NAMES = 84;
    private static final int MARGIN = 20;

    private final PersonDays days;
    private final Staff staff;
    private final Reports reports;
    private final ReportReader reader;

    PersonDayScreen(PersonDays days, Staff staff, Reports reports, ReportReader reader) {
        this.days = days;
        this.staff = staff;
        this.reports = reports;
        this.reader = reader;
    }

    /** A rectangle of a lane. @param kind the class of its colour and pattern */
    record Piece(double x, double width, String kind, String title, UUID call) {}

    /** An hour of the scale. */
    record Hour(double x, String text) {}

    record Line(String name, Duration time) {}

    @GetMapping("/reports/day")
    String show(
            @RequestParam(required = false) UUID person,
            @RequestParam(required = false) String day,
            Viewer viewer,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        List<StaffMember> people = staff.all().stream()
                .filter(one -> viewer.seesCallsOf(one.id())
                        && !one.telephones().toList().isEmpty())
                .toList();
        ZoneId zone = reports.company();
        LocalDate asked = asked(day, zone);
        StaffMember who = people.stream()
                .filter(one -> person == null || one.id().equals(person))
                .findFirst()
                .orElse(null);
        if (person != null && who == null) {
            throw new NoSuchPage();
        }
        model.addAttribute("people", people);
        model.addAttribute("who", who);
        model.addAttribute("day", asked);
        model.addAttribute("before", asked.minusDays(1));
        model.addAttribute("after", asked.plusDays(1));
        if (who != null) {
            draw(days.of(who.id(), asked, zone), viewer, zone, model);
        }
        return "reports/day";
    }

    private static LocalDate asked(String day, ZoneId zone) {
        try {
            String asked = day == null || day.isBlank() ? LocalDate.now(zone).toString() : day;
            return Period.of(asked, asked, "", zone).first();
        } catch (Refused noDayOfOurs) {
            return LocalDate.now(zone);
        }
    }

    private void draw(PersonDays.Day day, Viewer viewer, ZoneId zone, Model model) {
        Print print = (Print) model.getAttribute("print");
        var scale = Scale.of(day, zone);
        var states = new ArrayList<Piece>();
        day.states()
                .forEach(one -> states.add(scale.piece(
                        one.since(),
                        one.until(),
                        "lane-" + one.state(),
                        name(print, one.state(), one.reason()) + ", " + clock(one.since(), zone) + "–"
                                + clock(one.until(), zone),
                        null)));
        var calls = new ArrayList<Piece>();
        Instant end = day.to().isAfter(Instant.now()) ? Instant.now() : day.to();
        for (PersonDays.Part call : day.calls()) {
            Instant until = call.until() == null ? end : call.until();
            Instant spoke = call.answered() == null ? until : call.answered();
            if (spoke.isAfter(call.since())) {
                calls.add(scale.piece(
                        call.since(),
                        spoke,
                        "lane-ring",
                        print.say("reports.day.rang") + " " + clock(call.since(), zone),
                        call.call()));
            }
            if (call.answered() != null) {
                calls.add(scale.piece(
                        call.answered(),
                        until,
                        "lane-talk-" + call.direction(),
                        party(print, call) + " " + clock(call.answered(), zone) + "–" + clock(until, zone),
                        call.call()));
            }
        }
        model.addAttribute("words", reader.words(viewer, null));
        model.addAttribute("states", states);
        model.addAttribute("calls", calls);
        model.addAttribute("hours", scale.hours());
        model.addAttribute("width", WIDTH);
        model.addAttribute("left", NAMES);
        model.addAttribute("lanes", day);
        model.addAttribute(
                "sums",
                day.sums().entrySet().stream()
                        .map(sum -> new Line(name(print, sum.getKey()), sum.getValue()))
                        .toList());
    }

    private static String name(Print print, String stateAndReason) {
        int between = stateAndReason.indexOf(' ');
        return between < 0
                ? name(print, stateAndReason, null)
                : name(print, stateAndReason.substring(0, between), stateAndReason.substring(between + 1));
    }

    private static String name(Print print, String state, String reason) {
        String known = print.sayIfKnown("reports.state." + state);
        String why = reason == null ? "" : print.sayIfKnown("presence.reason." + reason);
        String name = known == null ? state : known;
        return reason == null ? name : name + " · " + (why == null ? reason : why);
    }

    private static String party(Print print, PersonDays.Part call) {
        return call.party() == null ? print.say("caller.withheld") : print.party("+" + call.party());
    }

    private static String clock(Instant at, ZoneId zone) {
        return at.atZone(zone)
                .toLocalTime()
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .toString();
    }

    /** Where a moment of the day lies: from the hour before anything happened to the one after. */
    record Scale(Instant from, Instant to, ZoneId zone) {

        static Scale of(PersonDays.Day day, ZoneId zone) {
            Instant first = day.to();
            Instant last = day.from();
            for (PersonDays.Part call : day.calls()) {
                first = call.since().isBefore(first) ? call.since() : first;
                last = call.since().isAfter(last) ? call.since() : last;
            }
            for (PersonDays.State state : day.states()) {
                if (!state.state().equals("unknown") && !state.state().equals("offline")) {
                    first = state.since().isBefore(first) ? state.since() : first;
                    last = state.until().isAfter(last) ? state.until() : last;
                }
            }
            if (!last.isAfter(first)) {
                return new Scale(day.from(), day.to(), zone);
            }
            Instant from = first.atZone(zone)
                    .truncatedTo(java.time.temporal.ChronoUnit.HOURS)
                    .toInstant();
            Instant to = last.atZone(zone)
                    .truncatedTo(java.time.temporal.ChronoUnit.HOURS)
                    .plusHours(2)
                    .toInstant();
            return new Scale(from.isBefore(day.from()) ? day.from() : from, to.isAfter(day.to()) ? day.to() : to, zone);
        }

        private double x(Instant at) {
            double part = (double) Duration.between(from, at).toMillis()
                    / Duration.between(from, to).toMillis();
            return Math.round((NAMES + Math.max(0, Math.min(1, part)) * (WIDTH - NAMES - MARGIN)) * 10) / 10.0;
        }

        Piece piece(Instant since, Instant until, String kind, String title, UUID call) {
            double x = x(since);
            return new Piece(x, Math.max(1, Math.round((x(until) - x) * 10) / 10.0), kind, title, call);
        }

        List<Hour> hours() {
            var hours = new ArrayList<Hour>();
            for (Instant at = from; !at.isAfter(to); at = at.plus(Duration.ofHours(1))) {
                hours.add(new Hour(x(at), at.atZone(zone).getHour() + ":00"));
            }
            int each = (int) Math.ceil(hours.size() / 14.0);
            return java.util.stream.IntStream.range(0, hours.size())
                    .filter(i -> i % each == 0)
                    .mapToObj(hours::get)
                    .toList();
        }
    }
}
