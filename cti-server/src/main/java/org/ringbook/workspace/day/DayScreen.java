package org.ringbook.workspace.day;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.agents.RingsShown;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallFigures;
import org.ringbook.calls.log.CallLog;
import org.ringbook.calls.log.CallReader;
import org.ringbook.events.Drafts;
import org.ringbook.events.Events;
import org.ringbook.followups.FollowUps;
import org.ringbook.followups.Obligation;
import org.ringbook.followups.Obligation.Outcome;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.sales.SalesNow;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskFilter;
import org.ringbook.tasks.Tasks;
import org.ringbook.workspace.PartyLinks;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** A person's day: what is overdue and due, who is to be called back, what waits to be saved, and today's figures; of a supervisor, the team's. */
@Controller
class DayScreen {

    private static final int MOST_TASKS = 50;
    private static final Duration FARTHEST_ZONE = Duration.ofHours(26);
    private static final int MOST_MISSED = 10;
    private static final int MOST_UNPROCESSED = 100;

    private final Tasks tasks;
    private final FollowUps followUps;
    private final Drafts drafts;
    private final CallReader calls;
    private final Staff staff;
    private final PartyLinks parties;
    private final Rights rights;
    private final RingsShown rings;
    private final Events events;
    private final SalesNow salesNow;

    DayScreen(
            Tasks tasks,
            FollowUps followUps,
            Drafts drafts,
            CallReader calls,
            Staff staff,
            PartyLinks parties,
            Rights rights,
            RingsShown rings,
            Events events,
            SalesNow salesNow) {
        this.salesNow = salesNow;
        this.events = events;
        this.rings = rings;
        this.tasks = tasks;
        this.followUps = followUps;
        this.drafts = drafts;
        this.calls = calls;
        this.staff = staff;
        this.parties = parties;
        this.rights = rights;
    }

    /** @param call null when it is gone */
    record Unsaved(Drafts.Draft draft, Call call) {}

    /** The part of the first page. */
    @GetMapping("/day")
    String show(Viewer viewer, Model model) {
        StaffMember me = viewer.member();
        Permissions who = rights.of(me);
        List<Task> due = dueToday(viewer);
        List<Obligation> missed =
                followUps.list(true, null, null, who, null, MOST_MISSED).items();
        var ids = new ArrayList<UUID>();
        due.forEach(task -> ids.add(task.partyId()));
        missed.forEach(one -> ids.add(one.partyId()));
        model.addAttribute("due", due);
        model.addAttribute("missed", missed);
        model.addAttribute("waiting", followUps.waiting(who, 100));
        model.addAttribute("parties", parties.of(ids));
        model.addAttribute(
                "toCheck",
                tasks.list(TaskFilter.toCheck(me.id()), null, null, MOST_TASKS).items());
        model.addAttribute("unsaved", unsaved(me));
        model.addAttribute(
                "unprocessed", events.unprocessed(who, MOST_UNPROCESSED).size());
        model.addAttribute("at", Instant.now());
        figures(viewer, model);
        return "day/index :: day";
    }

    /** How sales stand, of the deals that a supervisor sees; each figure opens its report. */
    @GetMapping("/day/sales")
    String sales(Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        try {
            SalesNow.Figures figures = salesNow.of(null, rights.of(viewer.member()));
            model.addAttribute("sales", figures);
            model.addAttribute(
                    "month",
                    "from=" + figures.month().atDay(1) + "&to="
                            + figures.month().atEndOfMonth());
        } catch (Refused busy) {
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(busy));
        }
        return "day/sales :: sales";
    }

    /** By the day that it is for the viewer: a day has no zone, and the company's may be another. */
    private List<Task> dueToday(Viewer viewer) {
        Instant tomorrow = viewer.startOf(viewer.today().plusDays(1));
        UUID me = viewer.member().id();
        TaskFilter filter = TaskFilter.of(asked -> asked.toDo(me).dueBefore = tomorrow.plus(FARTHEST_ZONE));
        return tasks.list(filter, null, null, MOST_TASKS).items().stream()
                .filter(task -> task.dueAt() == null
                        ? !task.dueOn().isAfter(viewer.today())
                        : task.dueAt().isBefore(tomorrow))
                .toList();
    }

    private List<Unsaved> unsaved(StaffMember me) {
        return drafts.open(me.id()).stream()
                .map(draft -> new Unsaved(draft, calls.find(draft.call()).orElse(null)))
                .filter(one -> one.call() != null && one.call().ended())
                .toList();
    }

    private void figures(Viewer viewer, Model model) {
        Instant start = viewer.startOf(viewer.today());
        UUID me = viewer.member().id();
        var filter = new CallLog.CallFilter(
                start, null, null, null, null, viewer.seesOthers() ? null : List.of(me), null, null, null);
        CallFigures today = calls.figures(filter, viewer.permissions());
        model.addAttribute("own", today.of(me));
        Map<Outcome, Integer> closed = followUps.closedSince(start, me);
        model.addAttribute("calledBack", closed.getOrDefault(Outcome.CALLED_BACK, 0));
        if (viewer.isSupervisor() && viewer.seesOthers()) {
            model.addAttribute("team", team(viewer, today));
            model.addAttribute("unseen", rings.unseen(start, Instant.now()));
            model.addAttribute("all", today.all());
        }
    }

    /** @param open tasks to do, of which some are overdue */
    record Member(StaffMember member, CallFigures.Figures figures, int open, int overdue) {}

    private List<Member> team(Viewer viewer, CallFigures today) {
        Instant now = Instant.now();
        return staff.all().stream()
                .filter(StaffMember::active)
                .filter(member ->
                        !member.extensions().isEmpty() || today.people().containsKey(member.id()))
                .filter(member -> viewer.seesCallsOf(member.id()))
                .map(member -> new Member(
                        member,
                        today.of(member.id()),
                        tasks.count(TaskFilter.toDo(member.id()), null, 1000),
                        tasks.count(TaskFilter.of(asked -> asked.toDo(member.id()).dueBefore = now), null, 1000)))
                .toList();
    }
}
