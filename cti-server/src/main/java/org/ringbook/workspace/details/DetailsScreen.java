package org.ringbook.workspace.details;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.details.Consents;
import org.ringbook.contacts.details.Details;
import org.ringbook.contacts.details.Details.Kind;
import org.ringbook.contacts.details.Details.Point;
import org.ringbook.contacts.details.PartyDetails;
import org.ringbook.contacts.details.Relation;
import org.ringbook.contacts.details.Relations;
import org.ringbook.refusals.Refused;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.PartyLinks;
import org.ringbook.workspace.PartyLinks.PartyLink;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is known of a company or person beside the card: addresses, tags, source, relations, consents. */
@Controller
class DetailsScreen {

    private final Contacts contacts;
    private final PartyDetails details;
    private final Relations relations;
    private final Consents consents;
    private final PartyLinks parties;

    DetailsScreen(Contacts contacts, PartyDetails details, Relations relations, Consents consents, PartyLinks parties) {
        this.parties = parties;
        this.contacts = contacts;
        this.details = details;
        this.relations = relations;
        this.consents = consents;
    }

    /** A company or a person, as the pages name them. */
    record Party(UUID id, String name, String address) {}

    /** A relation seen from one of the two. @param there whether this one is what the type says, else the other one is */
    record Seen(Relation relation, Party other, boolean there) {}

    private Optional<Party> find(UUID id) {
        return contacts.company(id)
                .map(company -> new Party(id, company.name(), "/companies/" + id))
                .or(() -> contacts.contact(id).map(person -> new Party(id, person.name(), "/contacts/" + id)));
    }

    private Party party(UUID id) {
        return find(id).orElseThrow(NoSuchPage::new);
    }

    @GetMapping("/parties/{id}/details")
    String of(@PathVariable UUID id, Model model) {
        model.addAttribute("party", party(id));
        model.addAttribute("details", details.of(id).orElse(Details.NONE));
        model.addAttribute("relations", seen(id));
        model.addAttribute("consents", consents.now(id));
        return "details/panel :: panel";
    }

    private List<Seen> seen(UUID id) {
        List<Relation> all = relations.of(id);
        Map<UUID, PartyLink> others = parties.of(
                all.stream().flatMap(one -> Stream.of(one.fromId(), one.toId())).toList());
        var seen = new ArrayList<Seen>();
        for (Relation one : all) {
            boolean there = one.fromId().equals(id);
            PartyLink other = others.get(there ? one.toId() : one.fromId());
            if (other != null) {
                seen.add(new Seen(one, new Party(other.id(), other.name(), other.address()), there));
            }
        }
        return seen;
    }

    @GetMapping("/parties/{id}/details/edit")
    String edit(@PathVariable UUID id, Model model) {
        return form(party(id), details.of(id).orElse(Details.NONE), model);
    }

    private String form(Party party, Details shown, Model model) {
        model.addAttribute("party", party);
        model.addAttribute("details", shown);
        model.addAttribute("kinds", Kind.values());
        model.addAttribute("types", Relation.Type.values());
        model.addAttribute("relations", seen(party.id()));
        model.addAttribute("consents", consents.of(party.id()));
        return "details/form";
    }

    /** The lists of addresses go together by place. @param tags with commas between */
    @PutMapping("/parties/{id}/details")
    ModelAndView save(
            @PathVariable UUID id,
            @RequestParam(required = false) String source,
            @RequestParam(required = false) String region,
            @RequestParam(required = false) String tags,
            @RequestParam(required = false) List<Kind> kind,
            @RequestParam(required = false) List<String> value,
            @RequestParam(required = false) List<String> label,
            Model model,
            RedirectAttributes after) {
        Party party = party(id);
        var points = new ArrayList<Point>();
        for (int i = 0; kind != null && value != null && i < Math.min(kind.size(), value.size()); i++) {
            points.add(new Point(kind.get(i), value.get(i), label != null && i < label.size() ? label.get(i) : null));
        }
        var typed = new Details(source, region, tags == null ? List.of() : Arrays.asList(tags.split(",")), points);
        Print print = (Print) model.getAttribute("print");
        try {
            details.save(id, typed);
            after.addFlashAttribute("done", print.say("details.saved"));
            return new ModelAndView("redirect:" + party.address());
        } catch (Refused why) {
            model.addAttribute("refused", print.why(why));
            return again(form(party, typed, model), model);
        }
    }

    private static ModelAndView again(String view, Model model) {
        var again = new ModelAndView(view, model.asMap());
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    /** @param other name of a company or person, as it stands on their card */
    @PostMapping("/parties/{id}/relations")
    ModelAndView relate(
            @PathVariable UUID id,
            @RequestParam Relation.Type type,
            @RequestParam String other,
            @RequestParam(required = false) String position,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        Party party = party(id);
        Print print = (Print) model.getAttribute("print");
        try {
            UUID to = named(other)
                    .orElseThrow(() -> new IllegalArgumentException(print.say("details.relation.unknown", other)));
            relations.add(
                    new Relation(null, id, to, type, position, null, null, null),
                    viewer.member().id());
            after.addFlashAttribute("done", print.say("details.saved"));
            return new ModelAndView("redirect:/parties/" + id + "/details/edit");
        } catch (IllegalArgumentException why) {
            model.addAttribute("refused", print.why(why));
            return again(form(party, details.of(id).orElse(Details.NONE), model), model);
        }
    }

    private Optional<UUID> named(String name) {
        String wanted = name.strip();
        return contacts.bestCompanies(wanted, null, 5).items().stream()
                .filter(one -> one.name().equalsIgnoreCase(wanted))
                .map(Company::id)
                .findFirst()
                .or(() -> contacts.bestContacts(wanted, null, 5).items().stream()
                        .filter(one -> one.name().equalsIgnoreCase(wanted))
                        .map(Contact::id)
                        .findFirst());
    }

    @DeleteMapping("/parties/{id}/relations/{relation}")
    String unrelate(@PathVariable UUID id, @PathVariable UUID relation) {
        relations
                .find(relation)
                .filter(one -> one.fromId().equals(id) || one.toId().equals(id))
                .ifPresent(one -> relations.delete(one.id()));
        return "redirect:/parties/" + id + "/details/edit";
    }

    @PostMapping("/parties/{id}/consents")
    String consent(
            @PathVariable UUID id,
            @RequestParam boolean allowed,
            @RequestParam String how,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        party(id);
        Print print = (Print) model.getAttribute("print");
        try {
            consents.add(
                    id,
                    new Consents.Consent(
                            null,
                            Consents.ADS,
                            allowed,
                            Instant.now(),
                            how,
                            null,
                            viewer.member().id()));
        } catch (Refused why) {
            after.addFlashAttribute("refused", print.why(why));
        }
        return "redirect:/parties/" + id + "/details/edit";
    }
}
