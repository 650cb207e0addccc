package org.ringbook.workspace.contacts;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ringbook.contacts.ContactExport;
import org.ringbook.fields.FieldSubject;
import org.ringbook.staff.Role;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The contacts that a search finds, for a spreadsheet. All customers in one file are not for everybody to take home. */
@Controller
class ContactsCsv {

    private final ContactExport export;

    private final OwnFields fields;

    ContactsCsv(ContactExport export, OwnFields fields) {
        this.fields = fields;
        this.export = export;
    }

    @GetMapping("/contacts.csv")
    void write(
            @RequestParam(required = false) String text,
            TypedFields asked,
            Viewer viewer,
            Model model,
            HttpServletResponse response)
            throws IOException {
        viewer.require(Role.SUPERVISOR);
        Print print = (Print) model.getAttribute("print");
        var filter = fields.filter(FieldSubject.PERSON, asked, print, model);
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"contacts.csv\"");
        export.write(response.getOutputStream(), text, null, filter, viewer.locale());
    }
}
