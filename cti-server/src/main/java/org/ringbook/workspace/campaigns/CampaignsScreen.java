package org.ringbook.workspace.campaigns;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.agents.Presence;
import org.ringbook.agents.PresenceState;
import org.ringbook.campaigns.AgentWork;
import org.ringbook.campaigns.Attempt;
import org.ringbook.campaigns.CallLists;
import org.ringbook.campaigns.Campaign;
import org.ringbook.campaigns.CampaignDialling;
import org.ringbook.campaigns.CampaignFigures;
import org.ringbook.campaigns.CampaignResult;
import org.ringbook.campaigns.CampaignResults;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.campaigns.Entry;
import org.ringbook.campaigns.Forecasts;
import org.ringbook.dialler.CampaignLive;
import org.ringbook.dialler.Trunks;
import org.ringbook.dialrules.OwnLines;
import org.ringbook.dialrules.Purpose;
import org.ringbook.refusals.Refused;
import org.ringbook.scripts.Script;
import org.ringbook.scripts.Scripts;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Call lists: agents begin to work here; supervisors start and stop them, and see how far they are and why nothing is dialled. */
@Controller
class CampaignsScreen {

    private static final int ATTEMPTS_SHOWN = 30;
    private static final int PROMISES_SHOWN = 20;
    private static final int FORECASTS_SHOWN = 6;
    private static final List<Campaign.State> OFFERED =
            List.of(Campaign.State.RUNNING, Campaign.State.PAUSED, Campaign.State.FINISHED, Campaign.State.ARCHIVED);

    private final Campaigns campaigns;
    private final CampaignFigures figures;
    private final CampaignResults results;
    private final AgentWork work;
    private final CallLists lists;
    private final CampaignDialling dialling;
    private final OwnLines ownLines;
    private final CampaignLive live;
    private final Trunks trunks;
    private final Forecasts forecasts;
    private final Presence presence;
    private final Staff staff;
    private final Scripts scripts;

    CampaignsScreen(
            Campaigns campaigns,
            CampaignFigures figures,
            CampaignResults results,
            AgentWork work,
            CallLists lists,
            CampaignDialling dialling,
            OwnLines ownLines,
            CampaignLive live,
            Trunks trunks,
            Forecasts forecasts,
            Presence presence,
            Staff staff,
            Scripts scripts) {
        this.campaigns = campaigns;
        this.figures = figures;
        this.results = results;
        this.work = work;
        this.lists = lists;
        this.dialling = dialling;
        this.ownLines = ownLines;
        this.live = live;
        this.trunks = trunks;
        this.forecasts = forecasts;
        this.presence = presence;
        this.staff = staff;
        this.scripts = scripts;
    }

    @GetMapping("/campaigns")
    String list(@RequestParam(required = false) String show, Viewer viewer, Model model) {
        boolean archived = "archived".equals(show) && viewer.isSupervisor();
        List<Campaign> all = viewer.isSupervisor()
                ? campaigns.list(archived)
                : campaigns.runningOf(viewer.member().id());
        model.addAttribute("archived", archived);
        model.addAttribute("campaigns", all);
        model.addAttribute("figures", figures.of(all.stream().map(Campaign::id).toList()));
        promises(
                work.promises(
                        null, viewer.isSupervisor() ? null : viewer.member().id(), PROMISES_SHOWN),
                viewer,
                model);
        model.addAttribute("at", Instant.now());
        return "campaigns/index";
    }

    @GetMapping("/campaigns/new")
    String fresh(Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        return form(null, CampaignForm.empty(viewer.zone()), model);
    }

    private String form(UUID id, CampaignForm form, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        model.addAttribute("purposes", Purpose.values());
        model.addAttribute("scripts", offeredTo(id));
        model.addAttribute("modes", Campaign.Mode.values());
        model.addAttribute("lines", ownLines.all());
        model.addAttribute(
                "people", staff.all().stream().filter(StaffMember::active).toList());
        return "campaigns/form";
    }

    /** All that are not put away, and its own in any case. @param id null for a new one */
    private List<Script> offeredTo(UUID id) {
        Stream<Script> own = id == null ? Stream.empty() : scripts.ofCampaign(id).filter(Script::archived).stream();
        return Stream.concat(scripts.list(false).stream(), own).toList();
    }

    @PostMapping("/campaigns")
    String add(CampaignForm form, Viewer viewer, HttpServletResponse response, Model model) {
        return save(null, form, viewer, response, model);
    }

    @GetMapping("/campaigns/{id}/edit")
    String edit(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        return form(
                id,
                CampaignForm.of(
                        existing(id), scripts.ofCampaign(id).map(Script::id).orElse(null), dialling.of(id)),
                model);
    }

    @PutMapping("/campaigns/{id}")
    String change(@PathVariable UUID id, CampaignForm form, Viewer viewer, HttpServletResponse response, Model model) {
        existing(id);
        return save(id, form, viewer, response, model);
    }

    private String save(UUID id, CampaignForm form, Viewer viewer, HttpServletResponse response, Model model) {
        viewer.require(Role.SUPERVISOR);
        try {
            Campaign saved = campaigns.save(form.campaign(id), form.version(), viewer.member(), campaign -> {
                scripts.use(campaign, form.scriptId());
                dialling.save(campaign, form.shown(), form.isSigned(), viewer.member());
            });
            return "redirect:/campaigns/" + saved.id();
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
            return form(id, form, model);
        }
    }

    private Campaign existing(UUID id) {
        return campaigns.find(id).orElseThrow(NoSuchPage::new);
    }

    @GetMapping("/campaigns/{id}")
    String show(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        one(existing(id), viewer, model);
        model.addAttribute("forecasts", forecasts.of(id, FORECASTS_SHOWN));
        return "campaigns/one";
    }

    /** The figures alone, as they are now. */
    @GetMapping("/campaigns/{id}/now")
    String now(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        one(existing(id), viewer, model);
        return "campaigns/one :: now";
    }

    private void one(Campaign campaign, Viewer viewer, Model model) {
        Instant now = Instant.now();
        List<StaffMember> agents = agentsOf(campaign);
        CampaignLive.Now doing = live.of(campaign, now);
        List<Attempt> attempts = work.attemptsOfCampaign(campaign.id(), null, ATTEMPTS_SHOWN);
        model.addAttribute("campaign", campaign);
        model.addAttribute(
                "targets", OFFERED.stream().filter(campaign.state()::leadsTo).toList());
        model.addAttribute("figures", figures.of(campaign.id()));
        model.addAttribute("due", figures.due(campaign.id(), now));
        model.addAttribute(
                "ready", campaign.dialMode().isAutomatic() ? doing.team().ready() : agents.size());
        model.addAttribute("causes", live.whyNot(campaign, agents.size(), now));
        model.addAttribute("doing", doing);
        model.addAttribute("trunks", trunks.all());
        model.addAttribute("nextAt", figures.nextAt(campaign.id()));
        model.addAttribute("results", figures.results(campaign.id()));
        model.addAttribute("technical", figures.technical(campaign.id()));
        model.addAttribute("dispositions", dispositions());
        model.addAttribute("lists", lists.ofCampaign(campaign.id()));
        model.addAttribute("moves", campaigns.moves(campaign.id()));
        promises(work.promises(campaign.id(), null, PROMISES_SHOWN), viewer, model);
        model.addAttribute("attempts", attempts);
        model.addAttribute("entries", entriesOf(attempts));
        model.addAttribute(
                "corrections",
                work.corrections(attempts.stream().map(Attempt::id).toList()));
        model.addAttribute("at", now);
    }

    private void promises(List<Entry> all, Viewer viewer, Model model) {
        model.addAttribute("promises", all);
        model.addAttribute("theirTimes", TheirTimes.of(all, work, (Print) model.getAttribute("print"), viewer.zone()));
    }

    private Map<UUID, Entry> entriesOf(List<Attempt> attempts) {
        return attempts.stream()
                .map(Attempt::entryId)
                .distinct()
                .flatMap(id -> work.entry(id).stream())
                .collect(Collectors.toMap(Entry::id, Function.identity()));
    }

    private Map<UUID, CampaignResult> dispositions() {
        return results.all().stream().collect(Collectors.toMap(CampaignResult::id, Function.identity()));
    }

    /** Who works through it and is there, with a telephone. */
    private List<StaffMember> agentsOf(Campaign campaign) {
        return staff.all().stream()
                .filter(one -> one.active() && !one.extensions().isEmpty() && campaign.isWorkedBy(one.id()))
                .filter(one -> presence.of(one.id()).state() == PresenceState.AVAILABLE
                        || presence.of(one.id()).state() == PresenceState.DND)
                .toList();
    }

    /** @param to a word of {@link Campaign.State} */
    @PostMapping("/campaigns/{id}/state")
    String move(@PathVariable UUID id, @RequestParam String to, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        try {
            campaigns.move(id, Campaign.State.of(to).orElseThrow(NoSuchPage::new), viewer.member());
        } catch (Refused refused) {
            after.addFlashAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return "redirect:/campaigns/" + id;
    }
}
