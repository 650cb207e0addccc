package org.ringbook.workspace.legal;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.legal.AlreadyKept;
import org.ringbook.contacts.legal.Doubtful;
import org.ringbook.contacts.legal.LegalEntities;
import org.ringbook.contacts.legal.LegalEntity;
import org.ringbook.refusals.Refused;
import org.ringbook.registry.Registry;
import org.ringbook.staff.Role;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The legal entities of a company or person: added, changed, shared. */
@Controller
class LegalScreen {

    private final LegalEntities entities;
    private final Contacts contacts;

    private final Registry registry;

    LegalScreen(LegalEntities entities, Contacts contacts, Registry registry) {
        this.entities = entities;
        this.contacts = contacts;
        this.registry = registry;
    }

    /** A company or a person, as the pages name them. */
    record Party(UUID id, String name, String address) {}

    private Party party(UUID id) {
        return contacts.company(id)
                .map(company -> new Party(id, company.name(), "/companies/" + id))
                .or(() -> contacts.contact(id).map(person -> new Party(id, person.name(), "/contacts/" + id)))
                .orElseThrow(NoSuchPage::new);
    }

    /** The panel on the card of a company or person. */
    @GetMapping("/parties/{id}/legal-entities")
    String of(@PathVariable UUID id, Model model) {
        model.addAttribute("party", party(id));
        model.addAttribute("entities", entities.of(id));
        return "legal/panel :: panel";
    }

    @GetMapping("/parties/{id}/legal-entities/new")
    String blank(@PathVariable UUID id, Model model) {
        Party party = party(id);
        String name = contacts.company(id).map(Company::name).orElse(null);
        return form(LegalForm.empty(name), party, null, model);
    }

    @GetMapping("/parties/{id}/legal-entities/{entity}")
    String edit(@PathVariable UUID id, @PathVariable UUID entity, Model model) {
        return form(LegalForm.of(existing(entity)), party(id), entity, model);
    }

    private String form(LegalForm form, Party party, UUID id, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("party", party);
        model.addAttribute("id", id);
        model.addAttribute("canLookUp", registry.isThere());
        return "legal/form";
    }

    /** Fills what is empty from the register, and shows what differs; nothing is saved. @param entity null for a new one */
    @RequestMapping(
            path = "/parties/{id}/legal-entities/look-up",
            method = {RequestMethod.POST, RequestMethod.PUT})
    String lookUp(
            @PathVariable UUID id,
            @RequestParam(required = false) UUID entity,
            @ModelAttribute("form") LegalForm form,
            Model model) {
        Print print = (Print) model.getAttribute("print");
        String inn = form.inn() == null ? "" : form.inn().replaceAll("\\s", "");
        try {
            Optional<LegalEntity> found = registry.find(inn);
            if (found.isEmpty()) {
                model.addAttribute("refused", print.say("legal.look-up.none", inn));
                return form(form, party(id), entity, model);
            }
            model.addAttribute("differences", form.differences(found.get()));
            model.addAttribute("found", found.get());
            return form(form.filledFrom(found.get()), party(id), entity, model);
        } catch (IOException silent) {
            model.addAttribute("refused", print.say("legal.look-up.silent"));
            return form(form, party(id), entity, model);
        }
    }

    @PostMapping("/parties/{id}/legal-entities")
    ModelAndView add(
            @PathVariable UUID id,
            @ModelAttribute("form") LegalForm form,
            @RequestParam(required = false) boolean anyway,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        return save(form, party(id), null, anyway, viewer, model, after);
    }

    @PutMapping("/parties/{id}/legal-entities/{entity}")
    ModelAndView change(
            @PathVariable UUID id,
            @PathVariable UUID entity,
            @ModelAttribute("form") LegalForm form,
            @RequestParam(required = false) boolean anyway,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        return save(form, party(id), existing(entity), anyway, viewer, model, after);
    }

    private ModelAndView save(
            LegalForm form,
            Party party,
            LegalEntity before,
            boolean anyway,
            Viewer viewer,
            Model model,
            RedirectAttributes after) {
        Print print = (Print) model.getAttribute("print");
        try {
            LegalEntity saved = entities.save(
                    form.entity(before), party.id(), anyway, viewer.member().id());
            after.addFlashAttribute("done", print.say("legal.saved", saved.name()));
            return new ModelAndView("redirect:" + party.address());
        } catch (Doubtful doubtful) {
            model.addAttribute(
                    "doubts",
                    doubtful.doubts().stream()
                            .map(doubt -> doubt.words(viewer.locale()))
                            .toList());
        } catch (AlreadyKept known) {
            model.addAttribute("known", known.kept());
            model.addAttribute("refused", known.words(viewer.locale()));
        } catch (Refused why) {
            model.addAttribute("refused", print.why(why));
        }
        var again = new ModelAndView(form(form, party, before == null ? null : before.id(), model), model.asMap());
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    /** Takes one that is kept already. */
    @PostMapping("/parties/{id}/legal-entities/{entity}/link")
    String link(@PathVariable UUID id, @PathVariable UUID entity, Model model, RedirectAttributes after) {
        Party party = party(id);
        entities.link(id, existing(entity).id());
        after.addFlashAttribute(
                "done",
                ((Print) model.getAttribute("print"))
                        .say("legal.saved", existing(entity).name()));
        return "redirect:" + party.address();
    }

    @DeleteMapping("/parties/{id}/legal-entities/{entity}")
    String unlink(
            @PathVariable UUID id, @PathVariable UUID entity, Viewer viewer, Model model, RedirectAttributes after) {
        viewer.require(Role.AGENT);
        Party party = party(id);
        entities.unlink(id, entity);
        after.addFlashAttribute("done", ((Print) model.getAttribute("print")).say("legal.unlinked"));
        return "redirect:" + party.address();
    }

    private LegalEntity existing(UUID id) {
        return entities.find(id).orElseThrow(NoSuchPage::new);
    }
}
