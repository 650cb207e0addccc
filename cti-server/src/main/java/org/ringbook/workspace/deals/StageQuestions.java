package org.ringbook.workspace.deals;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.contacts.Contacts;
import org.ringbook.contacts.legal.LegalEntities;
import org.ringbook.contacts.legal.LegalEntity;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deal.AmountFrom;
import org.ringbook.deals.EntryRule;
import org.ringbook.deals.LostReasons;
import org.ringbook.deals.Missing;
import org.ringbook.deals.Stage;
import org.ringbook.fields.FieldSubject;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.workspace.OwnFields;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.TypedFields;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** All that a stage asks of a deal, as one dialog. */
@Component
class StageQuestions {

    static final String REASON = "reason";
    static final String DOCUMENT = "documents.";

    private static final String OWN = "fields.";
    private static final int MOST_PEOPLE = 200;
    private static final Set<String> FILLED_IN_HERE = Set.of(
            "title",
            "partyId",
            "contactId",
            "entityId",
            "responsibleId",
            "amount",
            "probability",
            "expectedClose",
            "competitor",
            "closedOn",
            "lostReasonId",
            "lostNote",
            REASON);

    private final OwnFields fields;
    private final LostReasons reasons;
    private final Staff staff;
    private final Contacts contacts;
    private final LegalEntities entities;
    private final PartyByName parties;

    StageQuestions(
            OwnFields fields,
            LostReasons reasons,
            Staff staff,
            Contacts contacts,
            LegalEntities entities,
            PartyByName parties) {
        this.fields = fields;
        this.reasons = reasons;
        this.staff = staff;
        this.contacts = contacts;
        this.entities = entities;
        this.parties = parties;
    }

    /**
     * One thing that is asked.
     *
     * @param input which input it has, as the template knows it: a name of {@link MoveForm}, {@code own}, or {@code none} where something
     *     else has to be done first
     * @param words what is to be done where there is no input
     */
    record Question(String name, String input, String label, String words, OwnFields.Input own) {}

    /** Names of all that is asked now: what was asked before stays in the dialog. */
    static List<String> names(List<String> before, List<Missing> missing) {
        var names = new LinkedHashSet<>(before);
        missing.forEach(one -> names.add(one.name()));
        // Of a reason that needs a note it is known as soon as it is chosen: both stand there from the beginning.
        if (names.contains("lostReasonId")) {
            names.add("lostNote");
        }
        return List.copyOf(names);
    }

    /** @param missing what is missing now, for the words of what cannot be filled in here */
    void put(
            Deal deal, Stage to, List<String> names, List<Missing> missing, TypedFields own, Print print, Model model) {
        Map<String, OwnFields.Input> inputs =
                fields.inputs(FieldSubject.DEAL, deal.id(), own.values().isEmpty() ? null : own, print).stream()
                        .collect(Collectors.toMap(OwnFields.Input::key, one -> one));
        var questions = new ArrayList<Question>();
        for (String name : names) {
            String words = missing.stream()
                    .filter(one -> one.name().equals(name))
                    .map(one -> one.words(print.locale()))
                    .findFirst()
                    .orElse(null);
            question(deal, to, name, words, inputs, print).ifPresent(questions::add);
        }
        model.addAttribute("questions", questions);
        model.addAttribute("deal", deal);
        model.addAttribute("stage", to);
        model.addAttribute("reasons", reasons.offered());
        model.addAttribute("people", people(deal.responsibleId()));
        model.addAttribute("contacts", contactsOf(deal.partyId(), deal.contactId()));
        model.addAttribute("entities", entitiesOf(deal.partyId(), deal.entityId()));
        model.addAttribute("partyName", parties.nameOf(deal.partyId()));
    }

    private Optional<Question> question(
            Deal deal, Stage to, String name, String words, Map<String, OwnFields.Input> inputs, Print print) {
        if (name.startsWith(OWN)) {
            OwnFields.Input own = inputs.get(name.substring(OWN.length()));
            return Optional.of(
                    own == null
                            ? new Question(name, "none", null, words, null)
                            : new Question(name, "own", own.name(), null, own));
        }
        if (name.startsWith(DOCUMENT)) {
            String kind = name.substring(DOCUMENT.length());
            return Optional.of(new Question(name, "document", paper(to, kind, print), null, null));
        }
        if (name.equals("amount") && deal.amountFrom() != AmountFrom.HAND) {
            // What is counted is not written by hand.
            return Optional.of(new Question(name, "none", null, print.say("deals.asks.amount.counted"), null));
        }
        if (FILLED_IN_HERE.contains(name)) {
            return Optional.of(new Question(name, name, print.say("deals.field." + name), null, null));
        }
        // What was asked before and is done meanwhile is not asked any more.
        return words == null
                ? Optional.empty()
                : Optional.of(new Question(name, "none", null, words(name, words, print), null));
    }

    /** The kind, and the state that it has to be in where the stage names one. */
    private static String paper(Stage to, String kind, Print print) {
        return to.entryRules().stream()
                .filter(rule -> rule.rule() == EntryRule.Kind.DOCUMENT && kind.equals(rule.name()))
                .map(EntryRule::state)
                .filter(Objects::nonNull)
                .findFirst()
                .map(state -> print.say("deals.document." + kind) + ", " + print.say("deals.document-state." + state))
                .orElseGet(() -> print.say("deals.document." + kind));
    }

    private static String words(String name, String words, Print print) {
        String known = print.sayIfKnown("deals.asks." + name);
        return known == null ? words : known;
    }

    /** What can be chosen in a list. */
    record Choice(UUID id, String name) {}

    /**
     * Who can answer for a deal.
     *
     * @param present who does, and stands in the list wherever they are by now; null for nobody
     */
    List<Choice> people(UUID present) {
        return with(
                present,
                staff.all().stream()
                        .filter(StaffMember::active)
                        .map(one -> new Choice(one.id(), one.name()))
                        .toList(),
                id -> staff.find(id).map(StaffMember::name));
    }

    /** Of a company; nobody of a person, who speaks for themselves. @param present as in {@link #people} */
    List<Choice> contactsOf(UUID party, UUID present) {
        List<Choice> known = party == null || contacts.company(party).isEmpty()
                ? List.of()
                : contacts.contacts(null, party, null, MOST_PEOPLE).items().stream()
                        .map(one -> new Choice(one.id(), one.name()))
                        .toList();
        return with(present, known, id -> Optional.ofNullable(parties.nameOf(id)));
    }

    /** @param present as in {@link #people} */
    List<Choice> entitiesOf(UUID party, UUID present) {
        List<LegalEntity> known = party == null ? List.of() : entities.of(party);
        return with(
                present,
                known.stream().map(one -> new Choice(one.id(), one.name())).toList(),
                id -> entities.find(id).map(LegalEntity::name));
    }

    private static List<Choice> with(UUID present, List<Choice> known, Function<UUID, Optional<String>> name) {
        if (present == null || known.stream().anyMatch(one -> one.id().equals(present))) {
            return known;
        }
        Choice here = new Choice(present, name.apply(present).orElse("–"));
        return Stream.concat(Stream.of(here), known.stream()).toList();
    }
}
