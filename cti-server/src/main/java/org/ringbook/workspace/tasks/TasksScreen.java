package org.ringbook.workspace.tasks;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.bulk.BulkSubject;
import org.ringbook.claims.Claims;
import org.ringbook.fields.FieldSubject;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Recurrence;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.TaskFilter;
import org.ringbook.tasks.TaskStates;
import org.ringbook.tasks.Tasks;
import org.ringbook.workspace.BulkBar;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.PartyLinks;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is to be done, by whom, until when. */
@Controller
class TasksScreen {

    private static final int PAGE = 50;

    private final Tasks tasks;
    private final Staff staff;
    private final Rights rights;
    private final PartyLinks parties;
    private final OwnFields fields;
    private final BulkBar bar;
    private final Bin bin;
    private final Claims claims;

    TasksScreen(
            Tasks tasks,
            Staff staff,
            Rights rights,
            PartyLinks parties,
            OwnFields fields,
            BulkBar bar,
            Bin bin,
            Claims claims) {
        this.claims = claims;
        this.bar = bar;
        this.bin = bin;
        this.fields = fields;
        this.tasks = tasks;
        this.staff = staff;
        this.rights = rights;
        this.parties = parties;
    }

    /** @param person whose to do, for who may look at others'; null for everybody's that may be seen */
    @GetMapping("/tasks")
    String list(
            @RequestParam(defaultValue = "MINE") TaskLists.Show show,
            @RequestParam(required = false) UUID person,
            @RequestParam(required = false) String after,
            TypedFields asked,
            Viewer viewer,
            Model model) {
        UUID me = viewer.member().id();
        Print print = (Print) model.getAttribute("print");
        TaskFilter filter = TaskLists.of(show, me, person).with(fields.filter(FieldSubject.TASK, asked, print, model));
        Tasks.Page page = tasks.list(filter, who(viewer), after, PAGE);
        fields.columns(FieldSubject.TASK, page.items().stream().map(Task::id).toList(), print, model);
        model.addAttribute("show", show);
        model.addAttribute(
                "shows",
                viewer.seesOthers()
                        ? TaskLists.Show.values()
                        : new TaskLists.Show[] {
                            TaskLists.Show.MINE, TaskLists.Show.CHECK, TaskLists.Show.GIVEN, TaskLists.Show.DONE
                        });
        model.addAttribute("person", person);
        model.addAttribute("tasks", page.items());
        model.addAttribute(
                "parties", parties.of(page.items().stream().map(Task::partyId).toList()));
        model.addAttribute("next", page.next());
        if (after != null) {
            return "tasks/index :: rows";
        }
        bar.of(BulkSubject.TASK, tasks.count(filter, who(viewer), BulkBar.COUNTED), model);
        model.addAttribute("people", activePeople());
        model.addAttribute("toCheck", tasks.count(TaskFilter.toCheck(me), null, 100));
        return "tasks/index";
    }

    private Permissions who(Viewer viewer) {
        return rights.of(viewer.member());
    }

    private List<StaffMember> activePeople() {
        return staff.all().stream().filter(StaffMember::active).toList();
    }

    @GetMapping("/tasks/{id}")
    String show(@PathVariable UUID id, Viewer viewer, Model model) {
        Task task = tasks.find(id, who(viewer)).orElseThrow(NoSuchPage::new);
        model.addAttribute("task", task);
        model.addAttribute(
                "party", parties.of(Collections.singletonList(task.partyId())).get(task.partyId()));
        model.addAttribute("moves", tasks.moves(id));
        model.addAttribute(
                "claim",
                claims.ofTask(id).flatMap(of -> claims.find(of, who(viewer))).orElse(null));
        Recurrence repeat = tasks.repeat(id).orElse(null);
        model.addAttribute("repeat", repeat);
        model.addAttribute("mayEndRepeat", repeat != null && mayEndRepeat(task, viewer));
        model.addAttribute("shownFields", fields.shown(FieldSubject.TASK, id, (Print) model.getAttribute("print")));
        model.addAttribute("actions", TaskStates.actions(task, viewer.member()));
        model.addAttribute("mayChange", mayChange(task, viewer));
        model.addAttribute("mayDelete", mayDelete(task, viewer));
        return "tasks/one";
    }

    private static boolean mayEndRepeat(Task task, Viewer viewer) {
        UUID me = viewer.member().id();
        return viewer.isSupervisor()
                || task.authorId().equals(me)
                || task.doerId().equals(me);
    }

    /** The task stays; it does not come again. */
    @DeleteMapping("/tasks/{id}/repeat")
    String noMore(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        tasks.find(id, who(viewer)).orElseThrow(NoSuchPage::new);
        tasks.repeat(id, null, viewer.member());
        after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("tasks.repeat.ended"));
        return "redirect:/tasks/" + id;
    }

    @DeleteMapping("/tasks/{id}")
    String delete(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        tasks.find(id, who(viewer)).orElseThrow(NoSuchPage::new);
        Print print = (Print) model.getAttribute("print");
        try {
            BinItem item = bin.put(BinItem.Kind.TASK, id, viewer.member());
            after.addFlashAttribute("done", print.say("bin.put", item.name()));
            return "redirect:/tasks";
        } catch (Refused why) {
            after.addFlashAttribute("refused", print.why(why));
            return "redirect:/tasks/" + id;
        }
    }

    private static boolean mayDelete(Task task, Viewer viewer) {
        return viewer.isSupervisor() || task.authorId().equals(viewer.member().id());
    }

    private static boolean mayChange(Task task, Viewer viewer) {
        return !task.state().isOver()
                && (viewer.isSupervisor()
                        || task.authorId().equals(viewer.member().id()));
    }

    @GetMapping("/tasks/new")
    String blank(
            @RequestParam(required = false) UUID party,
            @RequestParam(required = false) UUID call,
            @RequestParam(required = false) String day,
            @RequestParam(required = false) String time,
            Viewer viewer,
            Model model) {
        UUID me = viewer.member().id();
        return form(
                new TaskForm(
                        Task.What.CALL,
                        null,
                        null,
                        me,
                        null,
                        day,
                        time,
                        party,
                        null,
                        call,
                        null,
                        null,
                        null,
                        Set.of(),
                        null),
                null,
                null,
                model);
    }

    @GetMapping("/tasks/{id}/edit")
    String edit(@PathVariable UUID id, Viewer viewer, Model model) {
        Task task = tasks.find(id, who(viewer)).orElseThrow(NoSuchPage::new);
        return form(TaskForm.of(task, tasks.repeat(id).orElse(null), viewer.zone()), id, null, model);
    }

    private String form(TaskForm form, UUID id, TypedFields typed, Model model) {
        fields.form(FieldSubject.TASK, id, typed, (Print) model.getAttribute("print"), model);
        model.addAttribute("form", form);
        model.addAttribute("id", id);
        model.addAttribute("people", activePeople());
        model.addAttribute("whats", Task.What.values());
        model.addAttribute("everies", Recurrence.Every.values());
        model.addAttribute("weekdays", DayOfWeek.values());
        model.addAttribute(
                "party", parties.of(Collections.singletonList(form.party())).get(form.party()));
        return "tasks/form";
    }

    @PostMapping("/tasks")
    String create(
            @ModelAttribute("form") TaskForm form,
            TypedFields own,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return save(form, null, own, viewer, response, model, after);
    }

    @PutMapping("/tasks/{id}")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("form") TaskForm form,
            TypedFields own,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return save(form, id, own, viewer, response, model, after);
    }

    private String save(
            TaskForm form,
            UUID id,
            TypedFields own,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        try {
            Map<String, Object> values = fields.read(FieldSubject.TASK, id, own);
            Recurrence stored = id == null ? null : tasks.repeat(id).orElse(null);
            Recurrence repeat = form.repeat(shown(id, stored, viewer), stored, viewer.zone());
            Task saved = id == null
                    ? tasks.add(form.task(viewer.zone()), viewer.member())
                    : tasks.change(id, form.version(), form.task(viewer.zone()), viewer.member());
            if (!Objects.equals(repeat, stored)) {
                tasks.repeat(saved.id(), repeat, viewer.member());
            }
            fields.write(FieldSubject.TASK, saved.id(), values);
            after.addFlashAttribute("done", print.say("tasks.saved"));
            return "redirect:/tasks/" + saved.id();
        } catch (DateTimeException unreadable) {
            model.addAttribute("refused", print.say("tasks.date-unreadable"));
        } catch (Refused refused) {
            model.addAttribute("refused", print.why(refused));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, id, own, model);
    }

    /** The form as it stands before anything is typed; null for a new task. */
    private TaskForm shown(UUID id, Recurrence stored, Viewer viewer) {
        return id == null
                ? null
                : tasks.find(id, who(viewer))
                        .map(task -> TaskForm.of(task, stored, viewer.zone()))
                        .orElse(null);
    }

    /** On the page of a task. @param note what came of it, or why */
    @PostMapping("/tasks/{id}/{action:accept|done|return|close|cancel|reopen}")
    String act(
            @PathVariable UUID id,
            @PathVariable String action,
            @RequestParam(required = false) String note,
            @RequestParam(required = false) String back,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        tasks.find(id, who(viewer)).orElseThrow(NoSuchPage::new);
        try {
            tasks.act(id, null, TaskAction.of(action).orElseThrow(), note, viewer.member());
            return "redirect:" + (List.of("/", "/tasks", "/day").contains(back) ? back : "/tasks/" + id);
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
            return show(id, viewer, model);
        }
    }

    /** What the viewer is to be reminded of now. */
    @GetMapping("/tasks/reminders")
    String reminders(Viewer viewer, Model model) {
        List<Task> due = tasks.reminders(viewer.member().id(), Instant.now());
        model.addAttribute("reminders", due);
        model.addAttribute("parties", parties.of(due.stream().map(Task::partyId).toList()));
        return "tasks/reminders :: reminders";
    }

    /** @param minutes until the next reminder; 0 for none */
    @PostMapping("/tasks/{id}/remind")
    String remind(@PathVariable UUID id, @RequestParam int minutes, Viewer viewer, Model model) {
        boolean again = minutes > 0 && minutes <= 24 * 60;
        tasks.remind(id, viewer.member().id(), again ? Instant.now().plus(Duration.ofMinutes(minutes)) : null);
        return reminders(viewer, model);
    }

    @PostMapping("/tasks/{id}/reminded-done")
    String done(@PathVariable UUID id, Viewer viewer, HttpServletResponse response, Model model) {
        try {
            tasks.act(id, null, TaskAction.DONE, null, viewer.member());
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return reminders(viewer, model);
    }
}
