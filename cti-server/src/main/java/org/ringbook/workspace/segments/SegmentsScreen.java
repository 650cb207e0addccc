package org.ringbook.workspace.segments;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.campaigns.ListsFromFilters;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.Fields;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.segments.Segment;
import org.ringbook.segments.SegmentCondition.Is;
import org.ringbook.segments.SegmentCondition.What;
import org.ringbook.segments.SegmentExport;
import org.ringbook.segments.SegmentRule;
import org.ringbook.segments.Segments;
import org.ringbook.segments.Segments.Counts;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Groups of clients: the list, each with its members and their coming and going, and the form of its rule. */
@Controller
class SegmentsScreen {

    private static final int PAGE = 50;

    private final Segments segments;
    private final SegmentExport export;
    private final ListsFromFilters lists;
    private final Campaigns campaigns;
    private final Fields fields;
    private final Staff staff;
    private final Rights rights;
    private final Bin bin;

    SegmentsScreen(
            Segments segments,
            SegmentExport export,
            ListsFromFilters lists,
            Campaigns campaigns,
            Fields fields,
            Staff staff,
            Rights rights,
            Bin bin) {
        this.segments = segments;
        this.export = export;
        this.lists = lists;
        this.campaigns = campaigns;
        this.fields = fields;
        this.staff = staff;
        this.rights = rights;
        this.bin = bin;
    }

    /**
     * @param counts null in a list for who may not see all clients
     * @param fault why its rule cannot be looked for any more; null when it can
     */
    record Row(Segment segment, Counts counts, String fault) {}

    private Permissions who(Viewer viewer) {
        return rights.of(viewer.member());
    }

    private Segment existing(UUID id) {
        return segments.find(id).orElseThrow(NoSuchPage::new);
    }

    private String fault(Segment segment, Viewer viewer) {
        return segments.fault(segment).map(why -> why.words(viewer.locale())).orElse(null);
    }

    @GetMapping("/segments")
    String list(Viewer viewer, Model model) {
        List<Segment> all = segments.all();
        Map<UUID, Counts> counts = segments.kept(who(viewer));
        model.addAttribute(
                "rows",
                all.stream()
                        .map(one -> new Row(one, counts.get(one.id()), fault(one, viewer)))
                        .toList());
        return "segments/index";
    }

    @GetMapping("/segments/new")
    String blank(@RequestParam(required = false) boolean hand, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        return form(null, SegmentForm.blank(hand), model);
    }

    @GetMapping("/segments/{id}/edit")
    String edit(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        return form(id, SegmentForm.of(existing(id), staff.all()), model);
    }

    private String form(UUID id, SegmentForm form, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        model.addAttribute(
                "whats",
                List.of(What.values()).stream()
                        .filter(one -> one != What.FIELD && one != What.KIND)
                        .toList());
        model.addAttribute("ways", Is.values());
        model.addAttribute("personFields", fields.active(FieldSubject.PERSON));
        model.addAttribute("companyFields", fields.active(FieldSubject.COMPANY));
        return "segments/form";
    }

    /** Counts what is typed; nothing is written. A form that changes one sends all its buttons as PUT. @param id of the one that is changed; left out of a new one */
    @RequestMapping(
            path = "/segments/try",
            method = {RequestMethod.POST, RequestMethod.PUT})
    String tryOut(
            @RequestParam(required = false) UUID id,
            HttpServletRequest request,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        SegmentForm form = SegmentForm.typed(request.getParameterMap());
        try {
            count(form.rule(staff.all()), viewer, model);
            return form(id, form, model);
        } catch (Refused refused) {
            return again(id, form, refused, response, model);
        }
    }

    private void count(SegmentRule rule, Viewer viewer, Model model) {
        model.addAttribute("tried", segments.tryOut(rule, who(viewer)));
        model.addAttribute("counted", SegmentForm.mark(rule));
    }

    private String again(UUID id, SegmentForm form, Refused refused, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        return form(id, form, model);
    }

    @PostMapping("/segments")
    String add(
            HttpServletRequest request,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return save(null, request, viewer, response, model, after);
    }

    @PutMapping("/segments/{id}")
    String change(
            @PathVariable UUID id,
            HttpServletRequest request,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        existing(id);
        return save(id, request, viewer, response, model, after);
    }

    /** A rule is counted before it is saved: nobody saves what they have not seen. */
    private String save(
            UUID id,
            HttpServletRequest request,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        SegmentForm form = SegmentForm.typed(request.getParameterMap());
        Print print = (Print) model.getAttribute("print");
        try {
            SegmentRule rule = form.rule(staff.all());
            if (rule != null && !SegmentForm.mark(rule).equals(request.getParameter("counted"))) {
                count(rule, viewer, model);
                model.addAttribute("lookFirst", true);
                return form(id, form, model);
            }
            Segment saved = id == null
                    ? segments.add(form.name(), form.note(), rule, viewer.member())
                    : segments.change(id, form.version(), form.name(), form.note(), rule, viewer.member());
            after.addFlashAttribute("done", print.say("segments.saved"));
            return "redirect:/segments/" + saved.id();
        } catch (Refused refused) {
            return again(id, form, refused, response, model);
        }
    }

    @GetMapping("/segments/{id}")
    String one(@PathVariable UUID id, @RequestParam(required = false) String after, Viewer viewer, Model model) {
        Segment segment = existing(id);
        var page = segments.members(id, who(viewer), after, PAGE);
        model.addAttribute("segment", segment);
        model.addAttribute("items", page.items());
        model.addAttribute("next", page.next());
        if (after != null) {
            return "segments/one :: rows";
        }
        model.addAttribute("row", new Row(segment, segments.counts(id, who(viewer)), fault(segment, viewer)));
        model.addAttribute("campaigns", viewer.isSupervisor() ? campaigns.list(false) : List.of());
        return "segments/one";
    }

    @GetMapping("/segments/{id}/history")
    String history(@PathVariable UUID id, @RequestParam(required = false) String after, Viewer viewer, Model model) {
        var page = segments.moves(existing(id).id(), who(viewer), after, PAGE);
        model.addAttribute("segment", existing(id));
        model.addAttribute("moves", page.items());
        model.addAttribute("next", page.next());
        return after == null ? "segments/history" : "segments/history :: rows";
    }

    private interface Work {
        String done();
    }

    private static String told(UUID id, Model model, RedirectAttributes after, Work work) {
        Print print = (Print) model.getAttribute("print");
        try {
            return work.done();
        } catch (Refused refused) {
            after.addFlashAttribute("refused", print.why(refused));
            return "redirect:/segments/" + id;
        }
    }

    @PostMapping("/segments/{id}/refresh")
    String refresh(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        existing(id);
        return told(id, model, after, () -> {
            segments.refresh(id, viewer.member());
            after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("segments.counted"));
            return "redirect:/segments/" + id;
        });
    }

    @PostMapping("/segments/{id}/members/{party}/remove")
    String remove(
            @PathVariable UUID id, @PathVariable UUID party, Viewer viewer, Model model, RedirectAttributes after) {
        existing(id);
        return told(id, model, after, () -> {
            segments.unpick(id, List.of(party), who(viewer), viewer.member());
            return "redirect:/segments/" + id;
        });
    }

    @PostMapping("/segments/{id}/list")
    String list(
            @PathVariable UUID id, @RequestParam UUID campaign, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        existing(id);
        return told(id, model, after, () -> {
            var asked = new ListsFromFilters.Asked(campaign, "/segments/" + id, viewer.member());
            List<UUID> members = new ArrayList<>(segments.ids(id, who(viewer)));
            return "redirect:/campaigns/lists/"
                    + lists.ofParties(members, asked).id();
        });
    }

    @GetMapping("/segments/{id}/members.csv")
    void write(@PathVariable UUID id, Viewer viewer, HttpServletResponse response) throws IOException {
        viewer.require(Role.SUPERVISOR);
        existing(id);
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"segment.csv\"");
        export.write(response.getOutputStream(), id, who(viewer), viewer.locale());
    }

    @DeleteMapping("/segments/{id}")
    String delete(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        existing(id);
        return told(id, model, after, () -> {
            BinItem item = bin.put(BinItem.Kind.SEGMENT, id, viewer.member());
            after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("bin.put", item.name()));
            return "redirect:/segments";
        });
    }
}
