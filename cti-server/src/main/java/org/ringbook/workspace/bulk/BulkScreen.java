package org.ringbook.workspace.bulk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.ringbook.bulk.BulkChange;
import org.ringbook.bulk.BulkChange.Action;
import org.ringbook.bulk.BulkChanges;
import org.ringbook.bulk.BulkCounts;
import org.ringbook.bulk.BulkSubject;
import org.ringbook.bulk.HandOver;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.workspace.DealChoices;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changes of many rows: looked through, done, undone. The lists begin them; see {@link BulkLists}. */
@Controller
class BulkScreen {

    private static final int SHOWN = 100;
    /** Small ones are done when the page comes. */
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final BulkChanges changes;
    private final HandOver handOver;
    private final BulkLists lists;
    private final Staff staff;
    private final DealChoices deals;

    BulkScreen(BulkChanges changes, HandOver handOver, BulkLists lists, Staff staff, DealChoices deals) {
        this.deals = deals;
        this.handOver = handOver;
        this.changes = changes;
        this.lists = lists;
        this.staff = staff;
    }

    /**
     * What is done with the rows, as the bar of a list sends it: by names that no filter in an address has.
     *
     * @param note of deals: why, where none has to be said
     */
    record Wanted(
            String action,
            @BindParam("to-person") String person,
            @BindParam("to-tag") String tag,
            @BindParam("to-day") String day,
            @BindParam("to-time") String time,
            @BindParam("to-reason") String reason,
            @BindParam("to-stage") String stage,
            @BindParam("to-type") String type,
            @BindParam("to-lost") String lost,
            @BindParam("to-team") String team,
            @BindParam("to-field") String field,
            @BindParam("to-filled") String filled,
            @BindParam("to-note") String note) {

        String value(Action what, Viewer viewer) {
            return switch (what) {
                case GIVE -> person;
                case TAG, UNTAG -> tag;
                case DUE -> due(viewer);
                case EXPECT -> day;
                case STAGE -> stage;
                case TYPE -> type;
                case LOSE -> lost;
                case TEAM -> team;
                case FIELD -> field == null ? null : field + "=" + (filled == null ? "" : filled);
                default -> null;
            };
        }

        String why() {
            return reason == null ? note : reason;
        }

        private String due(Viewer viewer) {
            if (time == null || time.isBlank() || day == null || day.isBlank()) {
                return day;
            }
            try {
                return LocalDate.parse(day)
                        .atTime(LocalTime.parse(time))
                        .atZone(viewer.zone())
                        .toInstant()
                        .toString();
            } catch (DateTimeException unreadable) {
                throw Refused.because("value", "bulk.due");
            }
        }
    }

    /** @param all whether all are meant that the filter in the address finds, else those of {@code id} */
    @PostMapping("/bulk/{subject}")
    String look(
            @PathVariable String subject,
            @RequestParam(required = false) List<UUID> id,
            @RequestParam(required = false) boolean all,
            Wanted wanted,
            TypedFields asked,
            HttpServletRequest request,
            Viewer viewer,
            Model model,
            RedirectAttributes after)
            throws InterruptedException {
        BulkSubject kind = BulkSubject.of(subject).orElseThrow(NoSuchPage::new);
        Print print = (Print) model.getAttribute("print");
        try {
            Action action = Action.of(wanted.action()).orElseThrow(() -> Refused.because("action", "bulk.action"));
            List<UUID> records = all
                    ? all(kind, new BulkLists.Asking(viewer, request.getQueryString(), asked), print, model)
                    : id == null ? new ArrayList<>() : id;
            UUID made =
                    changes.look(kind, action, wanted.value(action, viewer), wanted.why(), records, viewer.member());
            changes.await(made, PATIENCE);
            return "redirect:/bulk/" + made;
        } catch (Refused why) {
            after.addFlashAttribute("bulkRefused", print.why(why));
            return "redirect:" + list(kind);
        }
    }

    private List<UUID> all(BulkSubject kind, BulkLists.Asking asking, Print print, Model model) {
        try {
            return lists.all(kind, asking, print, model);
        } catch (IllegalArgumentException none) {
            throw none instanceof Refused known ? known : new NoSuchPage();
        }
    }

    /** Deals have two views, and rows are chosen in one. */
    private static String list(BulkSubject kind) {
        return kind == BulkSubject.DEAL ? "/deals?view=list" : kind.address();
    }

    /** @param handOver only what was given when somebody left */
    @GetMapping("/bulk")
    String list(@RequestParam(required = false) UUID handOver, Viewer viewer, Model model) {
        List<BulkChange> latest =
                handOver == null ? changes.latest(viewer.member()) : changes.ofHandOver(handOver, viewer.member());
        model.addAttribute("handOver", handOver);
        model.addAttribute("going", latest.stream().anyMatch(one -> !one.state().rests()));
        model.addAttribute("undoable", handOver != null && HandOver.isUndoable(latest));
        Map<UUID, BulkCounts> counts = changes.counts(latest);
        model.addAttribute(
                "changes",
                latest.stream().map(one -> new Shown(one, counts.get(one.id()))).toList());
        model.addAttribute("names", new Names(staff, deals, viewer));
        return "bulk/index";
    }

    /** A change with how far it is. */
    record Shown(BulkChange change, BulkCounts counts) {}

    /** What was chosen, in words. */
    record Names(Staff staff, DealChoices deals, Viewer viewer) {

        /** Of a change that says more than what is done. */
        public String of(BulkChange change, Print print) {
            String value = change.value();
            Locale locale = viewer.locale();
            return switch (change.action()) {
                case GIVE -> person(value);
                case DUE, EXPECT -> print.dueOf(value);
                case STAGE -> deals.stage(value, locale);
                case TYPE -> deals.type(value, locale);
                case LOSE -> deals.reason(value, locale);
                case FIELD -> deals.field(value, locale);
                default -> value;
            };
        }

        private String person(String id) {
            try {
                return staff.find(UUID.fromString(id)).map(one -> one.name()).orElse("–");
            } catch (IllegalArgumentException none) {
                return "–";
            }
        }
    }

    private BulkChange existing(UUID id, Viewer viewer) {
        return changes.find(id, viewer.member()).orElseThrow(NoSuchPage::new);
    }

    @GetMapping("/bulk/{id}")
    String show(@PathVariable UUID id, Viewer viewer, Model model) {
        BulkChange change = existing(id, viewer);
        if (change.subject().isFile()) {
            return "redirect:/imports/" + change.value();
        }
        model.addAttribute("change", change);
        model.addAttribute("counts", changes.counts(change));
        model.addAttribute("refusedRows", changes.rows(change, "refused", SHOWN));
        model.addAttribute("keptRows", changes.rows(change, "kept", SHOWN));
        model.addAttribute(
                "rows", changes.rows(change, change.state() == BulkChange.State.LOOKED ? "change" : "changed", SHOWN));
        model.addAttribute("shown", SHOWN);
        model.addAttribute("undoable", change.isUndoable(Instant.now()));
        model.addAttribute("mine", change.by().equals(viewer.member().id()));
        model.addAttribute("list", list(change.subject()));
        model.addAttribute("names", new Names(staff, deals, viewer));
        return "bulk/one";
    }

    /** What the program or a person does next. */
    private interface Step {
        void run(BulkChange change) throws InterruptedException;
    }

    private String done(UUID id, Viewer viewer, Model model, RedirectAttributes after, Step step)
            throws InterruptedException {
        try {
            step.run(existing(id, viewer));
            changes.await(id, PATIENCE);
        } catch (Refused why) {
            after.addFlashAttribute("refused", ((Print) model.getAttribute("print")).why(why));
        }
        return "redirect:/bulk/" + id;
    }

    @PostMapping("/bulk/{id}/apply")
    String apply(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after)
            throws InterruptedException {
        return done(id, viewer, model, after, change -> changes.apply(change, viewer.member()));
    }

    /** What somebody who left had is theirs again, all of it that is still as it was given. */
    @PostMapping("/bulk/hand-overs/{id}/undo")
    String takeBack(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        try {
            handOver.undo(id, viewer.member());
        } catch (Refused why) {
            after.addFlashAttribute("refused", ((Print) model.getAttribute("print")).why(why));
        }
        return "redirect:/bulk?handOver=" + id;
    }

    @PostMapping("/bulk/{id}/undo")
    String undo(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after)
            throws InterruptedException {
        return done(id, viewer, model, after, change -> changes.undo(change, viewer.member()));
    }
}
