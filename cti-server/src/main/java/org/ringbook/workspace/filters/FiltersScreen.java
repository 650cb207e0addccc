package org.ringbook.workspace.filters;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.filters.SavedFilters;
import org.ringbook.refusals.Refused;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The row of saved filters above a list, and what saves the one that is looked at. */
@Controller
class FiltersScreen {

    private static final String ADDRESS = "HX-Current-URL";
    /** Of a page, not of a filter. */
    private static final List<String> NO_FILTER = List.of("after=", "HX-");

    private static final String REPORT = ".*/reports/[a-z-]+";

    private final SavedFilters filters;

    FiltersScreen(SavedFilters filters) {
        this.filters = filters;
    }

    @GetMapping("/filters/{list}")
    String show(
            @PathVariable String list,
            @RequestHeader(name = ADDRESS, required = false) String address,
            Viewer viewer,
            Model model) {
        String query = query(address);
        model.addAttribute("list", list);
        model.addAttribute("query", query);
        model.addAttribute("saved", filters.of(list, viewer.member().id()));
        return "filters/bar :: bar";
    }

    /** What of the address is a filter; empty for none. */
    private static String query(String address) {
        try {
            URI page = address == null ? URI.create("") : URI.create(address);
            String raw = page.getRawQuery() == null ? "" : page.getRawQuery();
            return Stream.concat(report(page.getPath()), Arrays.stream(raw.split("&")))
                    .filter(part -> !part.isEmpty()
                            && !part.endsWith("=")
                            && NO_FILTER.stream().noneMatch(part::startsWith))
                    .collect(Collectors.joining("&"));
        } catch (IllegalArgumentException noAddress) {
            return "";
        }
    }

    /** Which report it is stands in the path of its page. */
    private static Stream<String> report(String path) {
        return path != null && path.matches(REPORT)
                ? Stream.of("report=" + path.substring(path.lastIndexOf('/') + 1))
                : Stream.empty();
    }

    @PostMapping("/filters/{list}")
    String save(
            @PathVariable String list,
            @RequestParam String name,
            @RequestParam(defaultValue = "false") boolean shared,
            @RequestHeader(name = ADDRESS, required = false) String address,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        try {
            filters.save(list, name, query(address), shared, viewer.member());
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return show(list, address, viewer, model);
    }

    @DeleteMapping("/filters/{list}/{id}")
    String delete(
            @PathVariable String list,
            @PathVariable UUID id,
            @RequestHeader(name = ADDRESS, required = false) String address,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        try {
            filters.delete(id, viewer.member());
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return show(list, address, viewer, model);
    }
}
