package org.ringbook.workspace.campaigns;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ringbook.campaigns.CallList;
import org.ringbook.campaigns.CallLists;
import org.ringbook.campaigns.CallLists.Person;
import org.ringbook.campaigns.Campaigns;
import org.ringbook.campaigns.ListColumn;
import org.ringbook.campaigns.ListOptions;
import org.ringbook.campaigns.MissedAndNotCalled;
import org.ringbook.contacts.ContactImport;
import org.ringbook.filters.SavedFilters;
import org.ringbook.refusals.Refused;
import org.ringbook.spreadsheets.Cell;
import org.ringbook.staff.Role;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** People put on a call list: out of a file that is looked through first, pasted, typed, or out of the calls that were missed. */
@Controller
class ListsScreen {

    private static final int REFUSED_SHOWN = 200;
    /** Lists of the workspace that have somebody to call in them. */
    private static final Set<String> OF_WHOM = Set.of("contacts", "companies", "leads", "calls");

    private final Campaigns campaigns;
    private final CallLists lists;
    private final MissedAndNotCalled missed;
    private final SavedFilters filters;

    ListsScreen(Campaigns campaigns, CallLists lists, MissedAndNotCalled missed, SavedFilters filters) {
        this.filters = filters;
        this.campaigns = campaigns;
        this.lists = lists;
        this.missed = missed;
    }

    @GetMapping("/campaigns/{id}/add")
    String choose(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        model.addAttribute("campaign", campaigns.find(id).orElseThrow(NoSuchPage::new));
        model.addAttribute("largest", ContactImport.LARGEST_FILE);
        model.addAttribute(
                "filters",
                filters.of(null, viewer.member().id()).stream()
                        .filter(one -> OF_WHOM.contains(one.list()))
                        .toList());
        return "campaigns/add";
    }

    /** How many they are: counted when somebody asks, for a week has many calls. */
    @GetMapping("/campaigns/{id}/missed")
    String missed(@PathVariable UUID id, Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        model.addAttribute("campaign", campaigns.find(id).orElseThrow(NoSuchPage::new));
        model.addAttribute("missedCount", missed.lastWeek(viewer.zone()).size());
        return "campaigns/missed :: missed";
    }

    /** @param cityCode of numbers that are written without it */
    @PostMapping("/campaigns/{id}/lists")
    String upload(
            @PathVariable UUID id,
            @RequestParam(required = false) MultipartFile file,
            @RequestParam(required = false) String text,
            @RequestParam(required = false) String origin,
            @RequestParam(required = false) String profile,
            @RequestParam(required = false) String cityCode,
            Viewer viewer,
            Model model,
            RedirectAttributes after)
            throws IOException {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        String code = cityCode == null || !cityCode.matches("\\d{2,5}") ? null : cityCode;
        var options = new ListOptions(
                null, null, ListOptions.VICIDIAL.equals(profile) ? profile : null, code, 0, null, Map.of());
        try {
            CallList list = text != null && !text.isBlank()
                    ? lists.paste(id, text, origin, options, viewer.member())
                    : lists.upload(
                            id, CallList.Source.FILE, nameOf(file), bytesOf(file), origin, options, viewer.member());
            return "redirect:/campaigns/lists/" + list.id();
        } catch (Refused refused) {
            after.addFlashAttribute("refused", print.why(refused));
            return "redirect:/campaigns/" + id + "/add";
        }
    }

    private static String nameOf(MultipartFile file) {
        return file == null ? null : file.getOriginalFilename();
    }

    private static byte[] bytesOf(MultipartFile file) throws IOException {
        if (file != null && file.getSize() > ContactImport.LARGEST_FILE) {
            throw Refused.because("file", "contacts.import.large", ContactImport.LARGEST_FILE >> 20);
        }
        return file == null ? new byte[0] : file.getBytes();
    }

    @PostMapping("/campaigns/{id}/people")
    String byHand(
            @PathVariable UUID id,
            @RequestParam(required = false) String name,
            @RequestParam(required = false) String company,
            @RequestParam(required = false) String numbers,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        try {
            List<String> each = numbers == null || numbers.isBlank() ? List.of() : List.of(numbers.split("[,;\\n]+"));
            lists.add(
                    id,
                    CallList.Source.HAND,
                    null,
                    List.of(new Person(null, name, company, null, null, null, null, null, 0, Map.of(), each)),
                    viewer.member());
            after.addFlashAttribute("done", print.say("campaigns.added-one"));
        } catch (Refused refused) {
            after.addFlashAttribute("refused", print.why(refused));
        }
        return "redirect:/campaigns/" + id + "/add";
    }

    /** Whoever called last week, reached nobody, and was not spoken with since. */
    @PostMapping("/campaigns/{id}/missed")
    String fromMissed(@PathVariable UUID id, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        try {
            CallList list = lists.add(
                    id,
                    CallList.Source.CALLS,
                    missed.address(viewer.zone()),
                    missed.lastWeek(viewer.zone()),
                    viewer.member());
            return "redirect:/campaigns/lists/" + list.id();
        } catch (Refused refused) {
            after.addFlashAttribute("refused", print.why(refused));
            return "redirect:/campaigns/" + id + "/add";
        }
    }

    private CallList existing(UUID id, Viewer viewer) {
        viewer.require(Role.SUPERVISOR);
        return lists.find(id).orElseThrow(NoSuchPage::new);
    }

    @GetMapping("/campaigns/lists/{list}")
    String show(
            @PathVariable UUID list,
            @RequestHeader(name = "HX-Request", required = false) String fragment,
            Viewer viewer,
            Model model) {
        CallList one = existing(list, viewer);
        model.addAttribute("list", one);
        model.addAttribute("campaign", campaigns.find(one.campaignId()).orElseThrow(NoSuchPage::new));
        model.addAttribute("refusedRows", lists.refused(list, 0, REFUSED_SHOWN));
        model.addAttribute(
                "columns",
                one.state() == CallList.State.CHECKED || one.state() == CallList.State.FAILED
                        ? lists.columns(one)
                        : List.of());
        model.addAttribute("fields", ListColumn.values());
        return fragment == null ? "campaigns/list" : "campaigns/list :: run";
    }

    /** @param holds what each column holds, from left to right */
    @PostMapping("/campaigns/lists/{list}/look")
    String look(@PathVariable UUID list, @RequestParam(required = false) List<String> holds, Viewer viewer) {
        CallList one = existing(list, viewer);
        var chosen = new HashMap<String, String>();
        List<Map.Entry<String, ListColumn>> columns = lists.columns(one);
        for (int i = 0; holds != null && i < Math.min(holds.size(), columns.size()); i++) {
            chosen.put(columns.get(i).getKey(), holds.get(i));
        }
        lists.lookAgain(list, one.options().with(chosen), viewer.member());
        return "redirect:/campaigns/lists/" + list;
    }

    @PostMapping("/campaigns/lists/{list}/load")
    String load(@PathVariable UUID list, Viewer viewer, Model model, RedirectAttributes after) {
        existing(list, viewer);
        try {
            lists.load(list, viewer.member());
        } catch (Refused refused) {
            after.addFlashAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return "redirect:/campaigns/lists/" + list;
    }

    @PostMapping("/campaigns/lists/{list}/give-up")
    String giveUp(@PathVariable UUID list, Viewer viewer) {
        CallList one = existing(list, viewer);
        lists.giveUp(list, viewer.member());
        return "redirect:/campaigns/" + one.campaignId() + "/add";
    }

    @PostMapping("/campaigns/lists/{list}/undo")
    String undo(@PathVariable UUID list, Viewer viewer, Model model, RedirectAttributes after) {
        existing(list, viewer);
        Print print = (Print) model.getAttribute("print");
        try {
            after.addFlashAttribute("done", print.say("campaigns.list.undone", lists.undo(list, viewer.member())));
        } catch (Refused refused) {
            after.addFlashAttribute("refused", print.why(refused));
        }
        return "redirect:/campaigns/lists/" + list;
    }

    /** All rows that were not taken, with the reason of each. */
    @GetMapping("/campaigns/lists/{list}/refused.csv")
    void refused(@PathVariable UUID list, Viewer viewer, HttpServletResponse response, Model model) throws IOException {
        existing(list, viewer);
        Print print = (Print) model.getAttribute("print");
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"refused.csv\"");
        try (Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            out.write('\uFEFF');
            char between = viewer.locale().getLanguage().equals("ru") ? ';' : ',';
            var csv = new CSVPrinter(
                    out, CSVFormat.EXCEL.builder().setDelimiter(between).get());
            csv.printRecord(
                    print.say("import.row"),
                    print.say("import.column"),
                    print.say("import.value"),
                    print.say("import.why"));
            List<CallLists.RefusedRow> page = lists.refused(list, 0, 1_000);
            while (!page.isEmpty()) {
                for (CallLists.RefusedRow row : page) {
                    csv.printRecord(
                            row.row(),
                            Cell.harmless(row.column()),
                            Cell.harmless(row.value()),
                            row.why().words(viewer.locale()));
                }
                page = lists.refused(list, page.get(page.size() - 1).row(), 1_000);
            }
            csv.flush();
        }
    }
}
