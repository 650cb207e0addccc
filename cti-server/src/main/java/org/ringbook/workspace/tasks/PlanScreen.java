package org.ringbook.workspace.tasks;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Recurrence;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.Tasks;
import org.ringbook.workspace.PartyLinks;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Somebody's tasks by day: one, or a week. */
@Controller
class PlanScreen {

    /** A day without a time is over where the doer is, which may be elsewhere than who looks. */
    private static final Duration FARTHEST_ZONE = Duration.ofHours(26);

    private static final int WEEK = 7;

    private final Tasks tasks;
    private final Staff staff;
    private final PartyLinks parties;

    PlanScreen(Tasks tasks, Staff staff, PartyLinks parties) {
        this.tasks = tasks;
        this.staff = staff;
        this.parties = parties;
    }

    /**
     * What stands on a day.
     *
     * @param at null for the whole day
     * @param comes one that comes again, and is not made before the one before it is over
     */
    record Entry(Task task, Instant at, boolean comes) {}

    record Day(LocalDate date, List<Entry> entries) {}

    /**
     * @param days 1 or 7; a week begins on Monday
     * @param day of what is looked at; empty for today
     * @param person whose; for who may look at others'
     */
    @GetMapping("/tasks/plan")
    String show(
            @RequestParam(defaultValue = "7") int days,
            @RequestParam(required = false) String day,
            @RequestParam(required = false) UUID person,
            Viewer viewer,
            Model model) {
        LocalDate asked = read(day, viewer.today());
        boolean week = days != 1;
        LocalDate first = week ? asked.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : asked;
        UUID me = viewer.member().id();
        UUID whose = person != null && viewer.seesCallsOf(person) ? person : me;
        List<Day> plan = plan(whose, first, week ? WEEK : 1, viewer.zone());
        model.addAttribute("days", plan);
        model.addAttribute("week", week);
        model.addAttribute("asked", asked);
        model.addAttribute("before", first.minusDays(week ? WEEK : 1));
        model.addAttribute("after", first.plusDays(week ? WEEK : 1));
        model.addAttribute("person", whose);
        model.addAttribute(
                "people",
                staff.all().stream()
                        .filter(StaffMember::active)
                        .filter(one -> one.id().equals(me) || viewer.seesCallsOf(one.id()))
                        .toList());
        model.addAttribute(
                "parties",
                parties.of(plan.stream()
                        .flatMap(one -> one.entries().stream())
                        .map(entry -> entry.task().partyId())
                        .toList()));
        return "tasks/plan";
    }

    private static LocalDate read(String day, LocalDate today) {
        try {
            LocalDate read = day == null || day.isBlank() ? today : LocalDate.parse(day);
            return read.isBefore(today.minusYears(10)) || read.isAfter(today.plusYears(10)) ? today : read;
        } catch (DateTimeException none) {
            return today;
        }
    }

    private List<Day> plan(UUID person, LocalDate first, int days, ZoneId zone) {
        Instant from = first.atStartOfDay(zone).toInstant();
        Instant to = first.plusDays(days).atStartOfDay(zone).toInstant();
        List<Task> found = tasks.between(person, from.minus(FARTHEST_ZONE), to.plus(FARTHEST_ZONE));
        var entries = new ArrayList<Map.Entry<LocalDate, Entry>>();
        found.forEach(task -> entries.add(Map.entry(dayOf(task, zone), new Entry(task, task.dueAt(), false))));
        Map<UUID, Recurrence> repeats = tasks.repeatsOf(person);
        repeats.forEach((id, repeat) -> tasks.find(id, null)
                .ifPresent(task -> entries.addAll(toCome(task, repeat, first, first.plusDays(days), zone))));
        return first.datesUntil(first.plusDays(days))
                .map(date -> new Day(
                        date,
                        entries.stream()
                                .filter(entry -> entry.getKey().equals(date))
                                .map(Map.Entry::getValue)
                                .sorted(Comparator.comparing(
                                        Entry::at, Comparator.nullsFirst(Comparator.naturalOrder())))
                                .toList()))
                .toList();
    }

    private static LocalDate dayOf(Task task, ZoneId zone) {
        return task.dueAt() == null ? task.dueOn() : task.dueAt().atZone(zone).toLocalDate();
    }

    /** After the one that is there. */
    private static List<Map.Entry<LocalDate, Entry>> toCome(
            Task task, Recurrence repeat, LocalDate from, LocalDate to, ZoneId zone) {
        LocalDate there = dayOf(task, repeat.zone());
        LocalDate begin = there != null && !there.isBefore(from) ? there.plusDays(1) : from;
        return repeat.between(begin, to, WEEK).stream()
                .map(date -> Map.entry(
                        repeat.time() == null
                                ? date
                                : repeat.dueAt(date).atZone(zone).toLocalDate(),
                        new Entry(task, repeat.dueAt(date), true)))
                .toList();
    }
}
