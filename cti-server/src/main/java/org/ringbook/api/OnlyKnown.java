package org.ringbook.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.TreeSet;

/** A misspelt filter would quietly find everything, so a parameter that is not known is refused. */
final class OnlyKnown {

    private OnlyKnown() {}

    static void parameters(HttpServletRequest request, Set<String> known) {
        parameters(request, known, Set.of());
    }

    /** @param several those of them that may stand more than once */
    static void parameters(HttpServletRequest request, Set<String> known, Set<String> several) {
        for (String name : request.getParameterMap().keySet()) {
            if (!known.contains(name) && !name.equals("_csrf")) {
                throw NotDone.wrong(
                        Shown.text(name),
                        "The parameter \"" + Shown.text(name) + "\" is not known here. Known: "
                                + String.join(", ", new TreeSet<>(known)) + ".");
            }
            if (request.getParameterValues(name).length > 1 && !several.contains(name)) {
                throw NotDone.wrong(name, "The parameter \"" + name + "\" was given more than once.");
            }
        }
    }
}
