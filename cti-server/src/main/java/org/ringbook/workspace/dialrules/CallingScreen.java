package org.ringbook.workspace.dialrules;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ringbook.contacts.Company;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contact.ContactNumber;
import org.ringbook.contacts.Contacts;
import org.ringbook.dialrules.DialAnswer;
import org.ringbook.dialrules.DialQuestion;
import org.ringbook.dialrules.DialReason;
import org.ringbook.dialrules.DialRules;
import org.ringbook.dialrules.DoNotCallList;
import org.ringbook.dialrules.PartyZones;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Role;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** On a card: whether its numbers may be called now, and why not; do-not-call; the person's time zone. */
@Controller
class CallingScreen {

    private final Contacts contacts;
    private final DialRules rules;
    private final DoNotCallList doNotCall;
    private final PartyZones zones;

    CallingScreen(Contacts contacts, DialRules rules, DoNotCallList doNotCall, PartyZones zones) {
        this.contacts = contacts;
        this.rules = rules;
        this.doNotCall = doNotCall;
        this.zones = zones;
    }

    /** A number, and what the gate says of it; all it says, refusing or not. */
    record Number(PhoneNumber number, DialAnswer answer, List<DialReason> all) {
        static Number of(PhoneNumber number, DialAnswer answer) {
            return new Number(
                    number,
                    answer,
                    Stream.concat(answer.reasons().stream(), answer.notices().stream())
                            .filter(reason -> reason.code() != DialReason.Code.NO_LINE)
                            .toList());
        }

        /** Their time, where one zone is known. */
        public ZoneId zone() {
            return answer.zones().zones().size() == 1
                    ? answer.zones().zones().iterator().next()
                    : null;
        }

        /** Hours and minutes at theirs. */
        public String clock(Instant at) {
            return at.atZone(zone())
                    .toLocalTime()
                    .truncatedTo(ChronoUnit.MINUTES)
                    .toString();
        }
    }

    @GetMapping("/parties/{id}/calling")
    String calling(@PathVariable UUID id, Model model) {
        return panel(id, model);
    }

    private String panel(UUID id, Model model) {
        List<PhoneNumber> numbers = numbers(id);
        Instant now = Instant.now();
        List<DialAnswer> answers = rules.mayDial(numbers.stream()
                .map(number -> DialQuestion.byHand(number, id, now))
                .toList());
        model.addAttribute("party", id);
        model.addAttribute(
                "numbers",
                IntStream.range(0, numbers.size())
                        .mapToObj(i -> Number.of(numbers.get(i), answers.get(i)))
                        .toList());
        model.addAttribute("listed", doNotCall.ofParty(id));
        model.addAttribute("zone", zones.of(id).map(ZoneId::getId).orElse(null));
        model.addAttribute("zones", PartyZones.known());
        model.addAttribute("now", now);
        return "dialrules/calling :: panel";
    }

    private List<PhoneNumber> numbers(UUID id) {
        return contacts
                .contact(id)
                .map(Contact::numbers)
                .or(() -> contacts.company(id).map(Company::numbers))
                .orElseThrow(NoSuchPage::new)
                .stream()
                .map(ContactNumber::number)
                .distinct()
                .toList();
    }

    @PostMapping("/parties/{id}/do-not-call")
    String add(@PathVariable UUID id, @RequestParam(required = false) String reason, Viewer viewer, Model model) {
        numbers(id);
        return changed(
                id, model, () -> doNotCall.add(id, null, reason, viewer.member().id()));
    }

    @PostMapping("/parties/{id}/do-not-call/end")
    String end(
            @PathVariable UUID id,
            @RequestParam UUID line,
            @RequestParam(required = false) String reason,
            Viewer viewer,
            Model model) {
        viewer.require(Role.SUPERVISOR);
        boolean theirs = doNotCall.ofParty(id).stream().anyMatch(one -> one.id().equals(line));
        if (!theirs) {
            throw new NoSuchPage();
        }
        return changed(
                id, model, () -> doNotCall.end(line, reason, viewer.member().id()));
    }

    @PostMapping("/parties/{id}/zone")
    String zone(@PathVariable UUID id, @RequestParam(required = false) String zone, Viewer viewer, Model model) {
        numbers(id);
        return changed(id, model, () -> zones.set(id, zone, viewer.member().id()));
    }

    private String changed(UUID id, Model model, DialRulesScreen.Change change) {
        Print print = (Print) model.getAttribute("print");
        try {
            change.make();
        } catch (Refused refused) {
            model.addAttribute("why", print.why(refused));
        }
        return panel(id, model);
    }

    /** On the card of a call: only when there is something to say against calling. */
    @GetMapping("/live/may-call")
    String mayCall(@RequestParam String number, Model model) {
        PhoneNumber asked = PhoneNumber.of(number);
        model.addAttribute("one", Number.of(asked, rules.byHand(asked, null, Instant.now())));
        return "dialrules/calling :: line";
    }
}
