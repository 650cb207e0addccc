package org.ringbook.workspace.claims;

import java.util.List;
import java.util.UUID;
import org.ringbook.claims.ClaimFilter;
import org.ringbook.claims.Claims;
import org.ringbook.claims.NewClaim;
import org.ringbook.contacts.Contacts;
import org.ringbook.rights.Rights;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** On a client's card: its open claims as flags, and a button that takes another one. */
@Controller
class ClaimsOfClientScreen {

    private static final int MOST = 20;

    private final Claims claims;
    private final ClaimPages pages;
    private final Contacts contacts;
    private final Rights rights;

    ClaimsOfClientScreen(Claims claims, ClaimPages pages, Contacts contacts, Rights rights) {
        this.claims = claims;
        this.pages = pages;
        this.contacts = contacts;
        this.rights = rights;
    }

    @GetMapping("/parties/{party}/claims")
    String flags(@PathVariable UUID party, Viewer viewer, Model model) {
        known(party);
        return shown(party, viewer, model);
    }

    private String shown(UUID party, Viewer viewer, Model model) {
        ClaimFilter open = ClaimFilter.of(asked -> {
            asked.view = ClaimFilter.View.OPEN;
            asked.party = party;
        });
        model.addAttribute("party", party);
        model.addAttribute("click", UUID.randomUUID());
        model.addAttribute(
                "rows",
                pages.rows(
                        claims.list(open, rights.of(viewer.member()), null, MOST)
                                .items(),
                        viewer));
        return "claims/flags :: flags";
    }

    /** @param click of the page: pressed twice, it is one claim */
    @PostMapping("/parties/{party}/claims")
    String take(@PathVariable UUID party, @RequestParam UUID click, Viewer viewer, Model model) {
        known(party);
        model.addAttribute("taken", claims.take(NewClaim.ofClient(party, click), viewer.member()));
        return shown(party, viewer, model);
    }

    private void known(UUID party) {
        if (contacts.named(List.of(party)).isEmpty()) {
            throw new NoSuchPage();
        }
    }
}
