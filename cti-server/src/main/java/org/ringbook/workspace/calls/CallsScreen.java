package org.ringbook.workspace.calls;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ringbook.calls.Call;
import org.ringbook.contacts.Contacts;
import org.ringbook.staff.Staff;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Printing;
import org.ringbook.workspace.Viewer;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The call log. What is asked for stands in the address, so that it can be kept and sent to somebody. */
@Controller
class CallsScreen {

    /** So many calls of a file are in memory at once. */
    private static final int IN_FILE = 2_000;

    private static final int PAGE = 50;

    private final CallFinder finder;
    private final Contacts contacts;
    private final Staff staff;
    private final Printing printing;
    private final CallAudio sound;
    private final ChosenDispositions chosen;

    CallsScreen(
            CallFinder finder,
            Contacts contacts,
            Staff staff,
            Printing printing,
            CallAudio sound,
            ChosenDispositions chosen) {
        this.chosen = chosen;
        this.sound = sound;
        this.finder = finder;
        this.contacts = contacts;
        this.staff = staff;
        this.printing = printing;
    }

    /** @param firstOfDay the call is the first one listed of its day */
    record Row(Call call, boolean firstOfDay) {}

    /**
     * @param after cursor of the page before
     * @param day of the last row of the page before
     */
    @GetMapping("/calls")
    String list(
            @ModelAttribute("search") CallSearch search,
            @RequestParam(required = false) String after,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            Viewer viewer,
            HttpServletRequest request,
            Model model) {
        CallFinder.Found found = finder.find(search, viewer, after, PAGE);
        var page = found.page();
        model.addAttribute("cut", found.cut() ? CallFinder.MOST_NUMBERS : null);
        List<Row> rows = rows(page.items(), viewer, day);
        model.addAttribute("rows", rows);
        model.addAttribute("sounds", sound.inList(page.items(), viewer));
        model.addAttribute("chosen", chosen.of(page.items(), viewer));
        model.addAttribute("query", query(request));
        model.addAttribute("more", page.next() == null ? null : more(request, page.next(), lastDay(rows, viewer)));
        if (after != null) {
            return "calls/index :: rows";
        }
        model.addAttribute("people", PersonOfFilter.of(staff, viewer, printing.forEyesOf(viewer)));
        model.addAttribute("periods", CallSearch.Period.values());
        model.addAttribute("directions", Call.Direction.values());
        model.addAttribute("results", Call.Result.values());
        model.addAttribute("dispositions", chosen.all());
        if (search.contact() != null) {
            model.addAttribute("person", contacts.contact(search.contact()).orElse(null));
        }
        return request.getHeader("HX-Request") == null ? "calls/index" : "calls/index :: list";
    }

    private static List<Row> rows(List<Call> calls, Viewer viewer, LocalDate day) {
        var rows = new ArrayList<Row>();
        LocalDate last = day;
        for (Call call : calls) {
            LocalDate its = call.startedAt().atZone(viewer.zone()).toLocalDate();
            rows.add(new Row(call, !its.equals(last)));
            last = its;
        }
        return rows;
    }

    private static LocalDate lastDay(List<Row> rows, Viewer viewer) {
        return rows.get(rows.size() - 1)
                .call()
                .startedAt()
                .atZone(viewer.zone())
                .toLocalDate();
    }

    private static String more(HttpServletRequest request, String after, LocalDate day) {
        return UriComponentsBuilder.fromPath("/calls")
                .query(request.getQueryString())
                .replaceQueryParam("after", "{after}")
                .replaceQueryParam("day", day)
                .build(false)
                .expand(after)
                .encode()
                .toUriString();
    }

    private static String query(HttpServletRequest request) {
        return request.getQueryString() == null ? "" : "?" + request.getQueryString();
    }

    /** One row again, as the call is now. */
    @GetMapping("/calls/{id}/row")
    String row(@PathVariable UUID id, Viewer viewer, Model model) {
        Call call = finder.one(id, viewer);
        model.addAttribute("rows", List.of(new Row(call, false)));
        model.addAttribute("sounds", sound.inList(List.of(call), viewer));
        model.addAttribute("chosen", chosen.of(List.of(call), viewer));
        return "calls/index :: rows";
    }

    @GetMapping("/calls.csv")
    void csv(@ModelAttribute CallSearch search, Viewer viewer, HttpServletResponse response) throws IOException {
        Print print = printing.forEyesOf(viewer);
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"calls-" + viewer.today() + ".csv\"");
        CallsCsv.write(
                response.getWriter(),
                print,
                viewer,
                after -> finder.find(search, viewer, after, IN_FILE).page(),
                calls -> chosen.of(calls, viewer));
    }
}
