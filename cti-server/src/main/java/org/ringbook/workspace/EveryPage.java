package org.ringbook.workspace;

import jakarta.servlet.http.HttpServletRequest;
import java.beans.PropertyEditorSupport;
import java.time.DateTimeException;
import org.ringbook.access.EasyPasswords;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What the templates of all screens are given. */
@ControllerAdvice(basePackageClasses = EveryPage.class)
class EveryPage {

    private final Viewers viewers;
    private final Printing printing;
    private final EasyPasswords easy;
    private final LiveChanges changes;

    EveryPage(Viewers viewers, Printing printing, EasyPasswords easy, LiveChanges changes) {
        this.changes = changes;
        this.easy = easy;
        this.viewers = viewers;
        this.printing = printing;
    }

    @ModelAttribute
    void add(HttpServletRequest request, Model model) {
        Viewer viewer = viewers.of(request);
        // Before anything of the page is read: what changes from now on is told by its stream.
        model.addAttribute("position", changes.position());
        model.addAttribute("viewer", viewer);
        model.addAttribute("print", printing.forEyesOf(viewer));
        model.addAttribute("path", request.getRequestURI());
        model.addAttribute("now", System.currentTimeMillis());
        model.addAttribute(
                "easyPassword", viewer.signedIn() && easy.hasOne(viewer.member().id()));
        model.addAttribute("language", viewer.locale().getLanguage());
        addSettings(viewer, request.getRequestURI(), model);
    }

    /** Of a page of settings, those that stand beside it in the menu. */
    private static void addSettings(Viewer viewer, String path, Model model) {
        if (viewer.signedIn() && viewer.isSupervisor()) {
            SettingsMenu.around(viewer, path).ifPresent(group -> {
                model.addAttribute("settingsGroup", group);
                model.addAttribute("settingsEntry", group.entryOf(path).orElseThrow());
            });
        }
    }

    /** No text that anybody types has this character, and no database takes it. */
    @InitBinder
    void withoutNul(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(String text) {
                setValue(text.replace("\0", ""));
            }
        });
    }

    /** The log says once that the database is away; a page says it to whoever wants it meanwhile. */
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        TransactionException.class
    })
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    String noDatabase() {
        return "error/503";
    }

    /** An address that was typed or cut off: a number, id or cursor in it that is none. */
    @ExceptionHandler({IllegalArgumentException.class, DateTimeException.class, ArithmeticException.class})
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String notUnderstood() {
        return "error/4xx";
    }
}
