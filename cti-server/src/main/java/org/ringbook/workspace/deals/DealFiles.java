package org.ringbook.workspace.deals;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ringbook.deals.DealExport;
import org.ringbook.deals.DealFilter;
import org.ringbook.fields.FieldSubject;
import org.ringbook.refusals.Refused;
import org.ringbook.spreadsheets.RowFile;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of deals for a spreadsheet, as the filter in the address finds them. */
@Controller
class DealFiles {

    private final DealExport export;
    private final DealsOfAddress deals;
    private final OwnFields fields;

    DealFiles(DealExport export, DealsOfAddress deals, OwnFields fields) {
        this.export = export;
        this.deals = deals;
        this.fields = fields;
    }

    /** @return null when it was written */
    @GetMapping({"/deals.csv", "/deals.xlsx"})
    String write(
            TypedFields own,
            HttpServletRequest request,
            Viewer viewer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after)
            throws IOException {
        RowFile.Kind file = request.getRequestURI().endsWith("csv") ? RowFile.Kind.CSV : RowFile.Kind.XLSX;
        Print print = (Print) model.getAttribute("print");
        String query = request.getQueryString();
        DealFilter filter = deals.filter(query, fields.filter(FieldSubject.DEAL, own, print, model), viewer);
        try {
            export.refuseTooMany(filter, viewer.member());
        } catch (Refused why) {
            after.addFlashAttribute("refused", print.why(why));
            return "redirect:/deals?view=list" + (DealQuery.kept(query).isEmpty() ? "" : "&" + DealQuery.kept(query));
        }
        response.setContentType(file.contentType());
        response.setHeader("Content-Disposition", "attachment; filename=\"deals." + file.ending() + "\"");
        export.write(
                response.getOutputStream(),
                file,
                filter,
                DealQuery.read(query).listed(),
                viewer.member(),
                viewer.locale());
        return null;
    }
}
