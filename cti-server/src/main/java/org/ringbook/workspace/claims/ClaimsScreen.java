package org.ringbook.workspace.claims;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.ringbook.bin.Bin;
import org.ringbook.bin.BinItem;
import org.ringbook.bulk.BulkSubject;
import org.ringbook.claims.Claim;
import org.ringbook.claims.Claim.Channel;
import org.ringbook.claims.ClaimFilter;
import org.ringbook.claims.ClaimStates;
import org.ringbook.claims.ClaimStep;
import org.ringbook.claims.Claims;
import org.ringbook.claims.NewClaim;
import org.ringbook.contacts.Contacts;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Role;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.workspace.BulkBar;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
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
import org.springframework.web.util.UriComponentsBuilder;

/** What clients complain of: the list, each claim with its plan and what can be done, and its form. */
@Controller
class ClaimsScreen {

    private static final int PAGE = 50;
    private static final int COUNTED = 1_000;

    private final Claims claims;
    private final ClaimPages pages;
    private final Contacts contacts;
    private final Rights rights;
    private final NumberPlan plan;
    private final Bin bin;
    private final BulkBar bar;

    ClaimsScreen(
            Claims claims, ClaimPages pages, Contacts contacts, Rights rights, NumberPlan plan, Bin bin, BulkBar bar) {
        this.bar = bar;
        this.claims = claims;
        this.pages = pages;
        this.contacts = contacts;
        this.rights = rights;
        this.plan = plan;
        this.bin = bin;
    }

    /** What the list is asked for, as it stands in its address; empty for any. */
    record Asked(ClaimFilter.View view, Boolean mine, String team, UUID cause, UUID person, UUID party, String q) {

        ClaimFilter filter(UUID me) {
            return ClaimFilter.of(asked -> {
                asked.view = view == null ? ClaimFilter.View.OPEN : view;
                asked.responsible = Boolean.TRUE.equals(mine) ? me : person;
                asked.team = team;
                asked.cause = cause;
                asked.party = party;
                asked.text = q;
            });
        }
    }

    private Permissions who(Viewer viewer) {
        return rights.of(viewer.member());
    }

    @GetMapping("/claims")
    String list(
            @ModelAttribute("asked") Asked asked,
            @RequestParam(required = false) String after,
            HttpServletRequest request,
            Viewer viewer,
            Model model) {
        ClaimFilter filter = asked.filter(viewer.member().id());
        Claims.Page page = claims.list(filter, who(viewer), after == null || after.isEmpty() ? null : after, PAGE);
        model.addAttribute("rows", pages.rows(page.items(), viewer));
        model.addAttribute("next", page.next() == null ? null : next(request, page.next()));
        model.addAttribute("picks", true);
        if (after != null && !after.isEmpty()) {
            return "claims/index :: rows";
        }
        model.addAttribute("view", filter.view());
        model.addAttribute("views", ClaimFilter.View.values());
        bar.of(BulkSubject.CLAIM, claims.count(filter, who(viewer), COUNTED + 1), model);
        model.addAttribute("most", COUNTED);
        pages.choices(asked.cause(), viewer, model);
        return "claims/index";
    }

    private static String next(HttpServletRequest request, String after) {
        return UriComponentsBuilder.fromPath(request.getRequestURI())
                .query(request.getQueryString())
                .replaceQueryParam("after", after)
                .build(true)
                .toUriString();
    }

    @GetMapping("/claims/new")
    String blank(
            @RequestParam(required = false) UUID party,
            @RequestParam(required = false) String phone,
            @RequestParam(required = false) UUID call,
            @RequestParam(required = false) UUID deal,
            @RequestParam(required = false) UUID part,
            Viewer viewer,
            Model model) {
        return form(
                ClaimForm.blank(party, NumberPlan.ofQuery(phone == null ? "" : phone), call, deal, part),
                null,
                viewer,
                model);
    }

    private String form(ClaimForm form, UUID id, Viewer viewer, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("id", id);
        model.addAttribute("demands", Claim.Demand.values());
        model.addAttribute("severities", Claim.Severity.values());
        model.addAttribute("party", form.party() == null ? null : party(form.party()));
        pages.choices(form.cause(), viewer, model);
        model.addAttribute("blamable", pages.people(form.blamed()));
        return "claims/form";
    }

    private String party(UUID id) {
        return contacts.named(List.of(id)).stream()
                .map(Contacts.NamedParty::name)
                .findFirst()
                .orElse(null);
    }

    @PostMapping("/claims")
    String add(
            @ModelAttribute("form") ClaimForm form,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        try {
            Claim taken = claims.take(
                    new NewClaim(
                            null, Channel.HAND, form.fields(null, plan, viewer.zone()), form.responsible(), null, null),
                    viewer.member());
            after.addFlashAttribute("done", print.say("claims.taken", Long.toString(taken.number())));
            return "redirect:/claims/" + taken.id();
        } catch (Refused refused) {
            return again(form, null, refused, viewer, response, model);
        }
    }

    private String again(
            ClaimForm form, UUID id, Refused refused, Viewer viewer, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        return form(form, id, viewer, model);
    }

    @GetMapping("/claims/{id}")
    String show(@PathVariable UUID id, Viewer viewer, Model model) {
        return card(existing(id, viewer), viewer, model);
    }

    private Claim existing(UUID id, Viewer viewer) {
        return claims.find(id, who(viewer)).orElseThrow(NoSuchPage::new);
    }

    private String card(Claim claim, Viewer viewer, Model model) {
        model.addAttribute("claim", claim);
        model.addAttribute("row", pages.rows(List.of(claim), viewer).get(0));
        model.addAttribute("steps", ClaimStates.next(claim, viewer.member()));
        model.addAttribute("mine", ClaimStates.mayWorkOn(claim, viewer.member()));
        model.addAttribute("plan", claims.plan(claim.id()));
        model.addAttribute("moves", claims.moves(claim.id()));
        model.addAttribute("unplanned", claims.isUnplanned(claim));
        List<Claim> ofCall = claim.about().callId() == null
                ? List.of()
                : claims.ofCall(claim.about().callId(), who(viewer));
        boolean among = ofCall.stream().anyMatch(one -> one.id().equals(claim.id()));
        model.addAttribute(
                "same",
                ofCall.stream()
                        .filter(one -> among && !one.id().equals(claim.id()))
                        .toList());
        model.addAttribute("original", among && !ofCall.get(0).id().equals(claim.id()) ? ofCall.get(0) : null);
        model.addAttribute("results", Claim.Result.values());
        model.addAttribute("people", pages.people());
        model.addAttribute(
                "mayGive", viewer.isSupervisor() || viewer.member().id().equals(claim.responsibleId()));
        return "claims/one";
    }

    @GetMapping("/claims/{id}/edit")
    String edit(@PathVariable UUID id, Viewer viewer, Model model) {
        Claim claim = existing(id, viewer);
        return form(ClaimForm.of(claim, plan, viewer.zone()), id, viewer, model);
    }

    @PutMapping("/claims/{id}")
    String change(
            @PathVariable UUID id,
            @ModelAttribute("form") ClaimForm form,
            Viewer viewer,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        Claim claim = existing(id, viewer);
        try {
            claims.change(id, form.version(), form.fields(claim.about(), plan, viewer.zone()), viewer.member());
            after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("claims.saved"));
            return "redirect:/claims/" + id;
        } catch (Refused refused) {
            return again(form, id, refused, viewer, response, model);
        }
    }

    /** @param granted as it is typed */
    @PostMapping("/claims/{id}/move")
    String move(
            @PathVariable UUID id,
            @RequestParam Claim.State to,
            @RequestParam(required = false) Claim.Result result,
            @RequestParam(required = false) String decision,
            @RequestParam(required = false) String answer,
            @RequestParam(required = false) String granted,
            @RequestParam(required = false) Integer score,
            @RequestParam(required = false) String note,
            @RequestParam(required = false) Integer version,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        return done(existing(id, viewer), viewer, response, model, () -> {
            var step = new ClaimStep(to, result, decision, answer, ClaimForm.amount("granted", granted), score, note);
            return claims.move(id, version, step, viewer.member());
        });
    }

    @PostMapping("/claims/{id}/give")
    String give(
            @PathVariable UUID id,
            @RequestParam(required = false) UUID person,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        UUID whom = person == null ? viewer.member().id() : person;
        return done(existing(id, viewer), viewer, response, model, () -> claims.give(id, null, whom, viewer.member()));
    }

    @PostMapping("/claims/{id}/score")
    String rate(
            @PathVariable UUID id,
            @RequestParam(required = false) Integer score,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        return done(existing(id, viewer), viewer, response, model, () -> claims.rate(id, null, score, viewer.member()));
    }

    @PostMapping("/claims/{id}/not-spam")
    String notSpam(@PathVariable UUID id, Viewer viewer, HttpServletResponse response, Model model) {
        return done(existing(id, viewer), viewer, response, model, () -> claims.notSpam(id, viewer.member()));
    }

    /** @param day "2026-12-01"; empty for no time @param time "10:00"; empty for the whole day */
    @PostMapping("/claims/{id}/items")
    String addItem(
            @PathVariable UUID id,
            @RequestParam(required = false) String title,
            @RequestParam(required = false) UUID doer,
            @RequestParam(required = false) String day,
            @RequestParam(required = false) String time,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        Claim claim = existing(id, viewer);
        return done(claim, viewer, response, model, () -> {
            claims.addItem(id, item(title, doer, day, time, viewer, model), viewer.member());
            return claim;
        });
    }

    private static NewTask item(String title, UUID doer, String day, String time, Viewer viewer, Model model) {
        boolean timed = time != null && !time.isBlank();
        try {
            LocalDate on = day == null || day.isBlank() ? null : LocalDate.parse(day);
            return new NewTask(
                    Task.What.OTHER,
                    title,
                    null,
                    doer,
                    null,
                    on == null || !timed
                            ? null
                            : on.atTime(LocalTime.parse(time))
                                    .atZone(viewer.zone())
                                    .toInstant(),
                    timed ? null : on,
                    null,
                    null,
                    null,
                    null);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException(
                    ((Print) model.getAttribute("print")).say("tasks.date-unreadable"), unreadable);
        }
    }

    @DeleteMapping("/claims/{id}")
    String delete(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        existing(id, viewer);
        viewer.require(Role.SUPERVISOR);
        BinItem item = bin.put(BinItem.Kind.CLAIM, id, viewer.member());
        after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("bin.put", item.name()));
        return "redirect:/claims";
    }

    private String done(Claim claim, Viewer viewer, HttpServletResponse response, Model model, Supplier<Claim> work) {
        try {
            return "redirect:/claims/" + work.get().id();
        } catch (IllegalArgumentException why) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(why));
            return card(claims.find(claim.id(), null).orElse(claim), viewer, model);
        }
    }
}
