package org.ringbook.workspace.deals;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.UUID;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealTasks;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Participant;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.Tasks;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.ringbook.workspace.tasks.DueTimes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is done with a deal on its card: opened again, led as another type, who else is in it, its next step. */
@Controller
class DealStepsScreen {

    private final DealCardPage page;
    private final Deals deals;
    private final DealTasks dealTasks;
    private final Tasks tasks;
    private final PartyByName byName;

    DealStepsScreen(DealCardPage page, Deals deals, DealTasks dealTasks, Tasks tasks, PartyByName byName) {
        this.page = page;
        this.deals = deals;
        this.dealTasks = dealTasks;
        this.tasks = tasks;
        this.byName = byName;
    }

    @PostMapping("/deals/{id}/reopen")
    String reopen(
            @PathVariable UUID id,
            @RequestParam(required = false) Integer version,
            @RequestParam(required = false) String reason,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Deal deal = page.existing(id, viewer);
        return page.done(
                deal, viewer, response, model, () -> deals.reopen(id, version, reason, By.user(viewer.member())));
    }

    @PostMapping("/deals/{id}/type")
    String type(
            @PathVariable UUID id,
            @RequestParam UUID type,
            @RequestParam(required = false) Integer version,
            @RequestParam(required = false) String reason,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Deal deal = page.existing(id, viewer);
        return page.done(
                deal,
                viewer,
                response,
                model,
                () -> deals.changeType(id, version, type, null, reason, By.user(viewer.member())));
    }

    /** Who else is in it. */
    @PostMapping("/deals/{id}/participants")
    String joins(
            @PathVariable UUID id,
            @RequestParam(required = false) String party,
            @RequestParam Participant.Role role,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Deal deal = page.existing(id, viewer);
        Print print = (Print) model.getAttribute("print");
        return page.done(deal, viewer, response, model, () -> {
            UUID who = byName.find(party, null, viewer.member().id(), print);
            if (who == null) {
                throw new IllegalArgumentException(print.say("deals.participant.nobody"));
            }
            deals.joins(id, new Participant(who, role), By.user(viewer.member()));
        });
    }

    @DeleteMapping("/deals/{id}/participants/{party}/{role}")
    String leaves(
            @PathVariable UUID id,
            @PathVariable UUID party,
            @PathVariable Participant.Role role,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Deal deal = page.existing(id, viewer);
        return page.done(
                deal,
                viewer,
                response,
                model,
                () -> deals.leaves(id, new Participant(party, role), By.user(viewer.member())));
    }

    /** The next step. @param when one of {@link DueTimes#QUICK}; anything else means {@code at} */
    @PostMapping("/deals/{id}/tasks")
    String plan(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "CALL") Task.What what,
            @RequestParam(required = false) String title,
            @RequestParam(required = false) String when,
            @RequestParam(required = false) String at,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Deal deal = page.existing(id, viewer);
        Print print = (Print) model.getAttribute("print");
        String named = DealQuery.text(title) == null ? print.word("task-what", what) : title;
        UUID party = deal.contactId() == null ? deal.partyId() : deal.contactId();
        return page.done(
                deal,
                viewer,
                response,
                model,
                () -> dealTasks.add(
                        deal,
                        new NewTask(
                                what,
                                named,
                                null,
                                null,
                                null,
                                DueTimes.of(when, at, Instant.now(), viewer.zone()),
                                null,
                                null,
                                party,
                                null,
                                null),
                        viewer.member()));
    }

    @PostMapping("/deals/{id}/tasks/{task}/done")
    String stepDone(
            @PathVariable UUID id, @PathVariable UUID task, Viewer viewer, HttpServletResponse response, Model model) {
        Deal deal = page.existing(id, viewer);
        if (!dealTasks.dealOf(task).filter(id::equals).isPresent()) {
            throw new NoSuchPage();
        }
        return page.done(
                deal, viewer, response, model, () -> tasks.act(task, null, TaskAction.DONE, null, viewer.member()));
    }
}
