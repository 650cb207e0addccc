package org.ringbook.workspace.segments;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.contacts.Contacts;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.segments.Segment;
import org.ringbook.segments.Segments;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** On a client's card: the segments that it is in, and a choice of those that are made by hand. */
@Controller
class SegmentsOfClientScreen {

    private final Segments segments;
    private final Contacts contacts;
    private final Rights rights;

    SegmentsOfClientScreen(Segments segments, Contacts contacts, Rights rights) {
        this.segments = segments;
        this.contacts = contacts;
        this.rights = rights;
    }

    @GetMapping("/parties/{party}/segments")
    String chips(@PathVariable UUID party, Viewer viewer, Model model) {
        known(party);
        return shown(party, viewer, model);
    }

    private String shown(UUID party, Viewer viewer, Model model) {
        List<Segment> in = segments.of(party, rights.of(viewer.member()));
        Set<UUID> ids = in.stream().map(Segment::id).collect(Collectors.toSet());
        model.addAttribute("party", party);
        model.addAttribute("in", in);
        model.addAttribute(
                "others",
                segments.all().stream()
                        .filter(one -> one.byHand() && !ids.contains(one.id()))
                        .toList());
        return "segments/chips :: chips";
    }

    @PostMapping("/parties/{party}/segments")
    String put(
            @PathVariable UUID party,
            @RequestParam UUID segment,
            @RequestParam(required = false) boolean out,
            Viewer viewer,
            Model model) {
        known(party);
        Permissions who = rights.of(viewer.member());
        try {
            if (out) {
                segments.unpick(segment, List.of(party), who, viewer.member());
            } else {
                segments.pick(segment, List.of(party), who, viewer.member());
            }
        } catch (Refused refused) {
            model.addAttribute("segmentRefused", ((Print) model.getAttribute("print")).why(refused));
        }
        return shown(party, viewer, model);
    }

    private void known(UUID party) {
        if (contacts.named(List.of(party)).isEmpty()) {
            throw new NoSuchPage();
        }
    }
}
