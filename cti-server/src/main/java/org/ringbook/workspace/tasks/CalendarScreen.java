package org.ringbook.workspace.tasks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.TaskCalendar;
import org.ringbook.tasks.TaskFeeds;
import org.ringbook.tasks.TaskFilter;
import org.ringbook.tasks.Tasks;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** A person's tasks in the calendar program that they use anyway, by an address that only they know. */
@Controller
class CalendarScreen {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final TaskFeeds feeds;
    private final Tasks tasks;
    private final Staff staff;

    CalendarScreen(TaskFeeds feeds, Tasks tasks, Staff staff) {
        this.feeds = feeds;
        this.tasks = tasks;
        this.staff = staff;
    }

    /** Nobody is signed in here: whoever has the address may read, as long as its person is on the staff. */
    @GetMapping("/calendar/{secret}.ics")
    ResponseEntity<byte[]> read(@PathVariable String secret) {
        StaffMember whose = feeds.read(secret)
                .flatMap(staff::find)
                .filter(StaffMember::active)
                .orElseThrow(NoSuchPage::new);
        var open = tasks.list(TaskFilter.toDo(whose.id()), null, null, Tasks.LONGEST_PAGE)
                .items();
        String calendar = TaskCalendar.of(open, whose.name() + " · Ringbook", Instant.now());
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer")
                .body(calendar.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/tasks/calendar")
    String list(Viewer viewer, Model model) {
        model.addAttribute("feeds", feeds.of(viewer.member().id()));
        return "tasks/calendar";
    }

    @PostMapping("/tasks/calendar")
    String make(Viewer viewer, Model model, RedirectAttributes after) {
        try {
            String secret = feeds.make(viewer.member().id());
            after.addFlashAttribute(
                    "address",
                    ServletUriComponentsBuilder.fromCurrentContextPath()
                            .path("/calendar/" + secret + ".ics")
                            .toUriString());
        } catch (Refused refused) {
            after.addFlashAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return "redirect:/tasks/calendar";
    }

    @DeleteMapping("/tasks/calendar/{id}")
    String revoke(@PathVariable UUID id, Viewer viewer) {
        feeds.revoke(id, viewer.member().id());
        return "redirect:/tasks/calendar";
    }
}
