package org.ringbook.workspace;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ringbook.calls.log.CallReader;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Finds out who looks at a page, in which language and time zone. */
@Component
public class Viewers {

    /** The language chosen in this browser. */
    public static final String LANGUAGE_COOKIE = "language";

    /** The browser's time zone, told by a script: no header carries it. */
    static final String ZONE_COOKIE = "zone";

    public static final List<Locale> LANGUAGES = List.of(Locale.forLanguageTag("ru"), Locale.ENGLISH);

    private static final String KEPT = Viewers.class.getName();

    private final Staff staff;
    private final CallReader calls;

    Viewers(Staff staff, CallReader calls) {
        this.staff = staff;
        this.calls = calls;
    }

    public Viewer of(HttpServletRequest request) {
        if (request.getAttribute(KEPT) instanceof Viewer known) {
            return known;
        }
        StaffMember member = member(request).orElse(null);
        Viewer viewer = new Viewer(member, language(request, member), zone(request), calls.permissions(member));
        request.setAttribute(KEPT, viewer);
        return viewer;
    }

    private Optional<StaffMember> member(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal == null
                ? Optional.empty()
                : staff.byLogin(principal.getName()).filter(StaffMember::active);
    }

    /** What the person chose once counts on every machine; before sign-in, what was chosen in this browser. */
    private static Locale language(HttpServletRequest request, StaffMember member) {
        return Optional.ofNullable(member)
                .map(StaffMember::language)
                .flatMap(Viewers::language)
                .or(() -> cookie(request, LANGUAGE_COOKIE).flatMap(Viewers::language))
                .orElseGet(() -> accepted(request));
    }

    /** @param tag as a browser or a setting writes it; anything else than our languages is empty */
    public static Optional<Locale> language(String tag) {
        return LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(tag))
                .findFirst();
    }

    private static Locale accepted(HttpServletRequest request) {
        String header = request.getHeader("Accept-Language");
        try {
            Locale best = header == null ? null : Locale.lookup(Locale.LanguageRange.parse(header), LANGUAGES);
            return best == null ? Locale.ENGLISH : best;
        } catch (IllegalArgumentException unreadable) {
            return Locale.ENGLISH;
        }
    }

    private static ZoneId zone(HttpServletRequest request) {
        try {
            return cookie(request, ZONE_COOKIE)
                    .map(zone -> ZoneId.of(zone.replace("%2F", "/")))
                    .orElseGet(ZoneId::systemDefault);
        } catch (DateTimeException unknown) {
            return ZoneId.systemDefault();
        }
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        return Optional.ofNullable(WebUtils.getCookie(request, name)).map(Cookie::getValue);
    }
}
