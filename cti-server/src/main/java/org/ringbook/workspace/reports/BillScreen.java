package org.ringbook.workspace.reports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ringbook.refusals.Refused;
import org.ringbook.reports.Bills;
import org.ringbook.staff.Role;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** An operator's bill, held against the log: each row and each call that does not tie out. Nothing of the file is kept. */
@Controller
class BillScreen {

    private static final int MOST_SHOWN = 1_000;

    private final Bills bills;
    private final ReportReader reader;

    BillScreen(Bills bills, ReportReader reader) {
        this.bills = bills;
        this.reader = reader;
    }

    @GetMapping("/reports/bill")
    String show(Viewer viewer, Model model) {
        viewer.require(Role.SUPERVISOR);
        if (!viewer.seesAll()) {
            throw new org.springframework.web.server.ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        model.addAttribute("names", bills.names());
        model.addAttribute("words", reader.words(viewer, null));
        model.addAttribute("most", MOST_SHOWN);
        return "reports/bill";
    }

    @PostMapping("/reports/bill")
    String check(
            @RequestParam(required = false) String bill,
            @RequestParam MultipartFile file,
            Viewer viewer,
            HttpServletResponse response,
            Model model)
            throws IOException {
        show(viewer, model);
        try {
            model.addAttribute("result", bills.check(bill, file.getBytes()));
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", ((Print) model.getAttribute("print")).why(refused));
        }
        return "reports/bill";
    }
}
