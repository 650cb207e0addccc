package org.ringbook.workspace.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.Viewer;
import org.ringbook.workspace.Viewers;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The choice of the language: kept in the browser, and with the person when one is signed in. */
@Controller
class LanguageScreen {

    private final Staff staff;

    LanguageScreen(Staff staff) {
        this.staff = staff;
    }

    /** @param back page of ours to return to; anything else leads to the first page */
    @PostMapping("/language")
    ResponseEntity<Void> choose(
            Viewer viewer,
            HttpServletRequest request,
            @RequestParam String language,
            @RequestParam(defaultValue = "/") String back) {
        var answer = ResponseEntity.status(HttpStatus.SEE_OTHER).location(ours(back));
        Viewers.language(language).ifPresent(chosen -> {
            remember(viewer.member(), chosen);
            answer.header(HttpHeaders.SET_COOKIE, cookie(chosen, request.isSecure()));
        });
        return answer.build();
    }

    private void remember(StaffMember member, Locale chosen) {
        if (member != null) {
            staff.save(member.speaking(chosen.getLanguage()));
        }
    }

    private static String cookie(Locale chosen, boolean secure) {
        return ResponseCookie.from(Viewers.LANGUAGE_COOKIE, chosen.getLanguage())
                .path("/")
                .maxAge(Duration.ofDays(365))
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .build()
                .toString();
    }

    private static URI ours(String back) {
        boolean inside = back.matches("/([A-Za-z0-9_.-][A-Za-z0-9_./-]*)?(\\?[A-Za-z0-9_.~%&=+-]*)?");
        return URI.create(inside ? back : "/");
    }
}
