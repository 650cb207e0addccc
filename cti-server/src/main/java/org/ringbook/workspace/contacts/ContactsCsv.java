package org.ringbook.workspace.contacts;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ringbook.contacts.ContactExport;
import org.ringbook.staff.Role;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The contacts that a search finds, for a spreadsheet. All customers in one file are not for everybody to take home. */
@Controller
class ContactsCsv {

    private final ContactExport export;

    ContactsCsv(ContactExport export) {
        this.export = export;
    }

    @GetMapping("/contacts.csv")
    void write(@RequestParam(required = false) String text, Viewer viewer, HttpServletResponse response)
            throws IOException {
        viewer.require(Role.SUPERVISOR);
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"contacts.csv\"");
        export.write(response.getOutputStream(), text, null, viewer.locale());
    }
}
