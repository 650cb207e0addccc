package org.ringbook.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.duplicates.Duplicates.Decision;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.DealConversion.Wanted;
import org.ringbook.deals.DealType.Control;
import org.ringbook.deals.Deals.Move;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.fields.Field;
import org.ringbook.fields.FieldKind;
import org.ringbook.fields.FieldSubject;
import org.ringbook.fields.FieldValues;
import org.ringbook.fields.Fields;
import org.ringbook.leads.Lead;
import org.ringbook.leads.Leads;
import org.ringbook.refusals.Refused;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.Tasks;

/** A lead of Maria becomes a deal of Anna's. */
class DealConversionTest {

    private final DealDesk desk = new DealDesk();
    private final Deals deals = desk.deals();
    private final DealConversion conversion = desk.bean(DealConversion.class);
    private final Decision decision = new Decision(false, null, false, desk.anna.id());

    @AfterEach
    void goodbye() {
        desk.close();
    }

    private Lead marias() {
        return desk.lead("Мария", Cast.UNKNOWN, Map.of("utm_source", "yandex", "utm_campaign", "весна"));
    }

    private Deal converted(Lead lead, Wanted wanted) {
        return conversion.toNew(lead.id(), "Мария Петрова", null, wanted, decision, By.user(desk.anna));
    }

    @Test
    void theButtonPressedTwiceAtOnceMakesOneDealAndOneContact() throws Exception {
        Lead lead = marias();
        var together = new CyclicBarrier(2);
        var ends = new ArrayList<UUID>();
        var people = Executors.newFixedThreadPool(2);
        try {
            List<Future<Deal>> both = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                both.add(people.submit(() -> {
                    together.await();
                    return converted(lead, Wanted.NEW);
                }));
            }
            for (Future<Deal> one : both) {
                ends.add(one.get().id());
            }
        } finally {
            people.shutdownNow();
        }
        assertThat(ends.get(0)).isEqualTo(ends.get(1));
        assertThat(desk.crm.contacts().contacts("петрова", null, null, 5).items())
                .hasSize(1);
        Lead now = desk.bean(Leads.class).find(lead.id()).orElseThrow();
        assertThat(now.state()).isEqualTo(Lead.State.CONVERTED);
        assertThat(conversion.dealOf(lead.id())).contains(ends.get(0));
    }

    @Test
    void whereItCameFromIsCopiedAndStaysAndTheClientIsTheCompanyOfThePerson() {
        UUID romashka = desk.crm.contacts().save(Cast.romashka()).id();
        Contact maria = desk.crm.contacts().save(Cast.person("Мария Петрова", romashka, Cast.MARIAS));
        Lead lead = marias();
        Deal deal = conversion.toKnown(lead.id(), maria.id(), Wanted.NEW, By.user(desk.anna));
        assertThat(deal.leadId()).isEqualTo(lead.id());
        assertThat(deal.title()).isEqualTo("Мария");
        assertThat(deal.channel()).isEqualTo("form");
        assertThat(deal.source()).isEqualTo("сайт");
        assertThat(deal.campaign()).isEqualTo("весна");
        assertThat(deal.marks()).containsEntry("utm_source", "yandex");
        assertThat(deal.partyId()).isEqualTo(romashka);
        assertThat(deal.contactId()).isEqualTo(maria.id());
        assertThat(deal.responsibleId()).isEqualTo(desk.anna.id());
        Deal changed = deals.change(deal.id(), null, deal.content(), null, By.user(desk.anna));
        assertThat(changed.marks()).isEqualTo(deal.marks());
        assertThat(conversion.events(deal.id())).extracting(Lead.Event::kind).contains("converted");
    }

    @Test
    void aSecondLeadComesToTheDealThatIsThereAndAClosedDealTakesNone() {
        Deal deal = converted(marias(), Wanted.NEW);
        Lead second = desk.lead("Мария", Cast.PAVELS, Map.of());
        Deal same = conversion.toKnown(second.id(), deal.contactId(), Wanted.existing(deal.id()), By.user(desk.anna));
        assertThat(same.id()).isEqualTo(deal.id());
        assertThat(deals.leadsOf(deal.id())).hasSize(2);
        deals.move(deal.id(), Move.to(lostOf(deal), null).lost(desk.reason("Дорого"), null), By.user(desk.anna));
        Lead third = desk.lead("Мария", Cast.SHARED, Map.of());
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> conversion.toKnown(
                        third.id(), deal.contactId(), Wanted.existing(deal.id()), By.user(desk.anna)))
                .satisfies(why -> assertThat(why.refusal().key()).isEqualTo("deals.lead.other"));
        assertThat(desk.bean(Leads.class).find(third.id()).orElseThrow().state())
                .as("nothing of it was done")
                .isEqualTo(Lead.State.NEW);
    }

    private UUID lostOf(Deal deal) {
        return desk.bean(Pipelines.class).stages(deal.pipelineId()).stream()
                .filter(stage -> stage.kind() == Stage.Kind.LOST)
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void aStageThatIsCalledOtherwiseBreaksNothing() {
        var way = desk.way(Control.STRICT);
        Stage first = way.stage("Новая");
        desk.bean(Pipelines.class)
                .save(new Stage(
                        first.id(),
                        first.pipelineId(),
                        "Входящие",
                        null,
                        0,
                        first.kind(),
                        first.probability(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        first.version()));
        Deal deal = converted(marias(), new Wanted(null, way.type.id(), null, "Доски", null, null));
        assertThat(deal.stageId()).isEqualTo(first.id());
        assertThat(deal.title()).isEqualTo("Доски");
    }

    @Test
    void whatTheDealLacksIsToldAndTheLeadStaysALead() {
        var way = desk.way(Control.FREE);
        Stage first = way.stage("Новая");
        desk.bean(Pipelines.class)
                .save(new Stage(
                        first.id(),
                        first.pipelineId(),
                        first.name(),
                        null,
                        0,
                        first.kind(),
                        first.probability(),
                        null,
                        null,
                        null,
                        List.of(EntryRule.amount()),
                        null,
                        false,
                        first.version()));
        Lead lead = marias();
        assertThatExceptionOfType(StageAsks.class)
                .isThrownBy(() -> converted(lead, new Wanted(null, way.type.id(), null, null, null, null)))
                .satisfies(why ->
                        assertThat(why.missing()).extracting(Missing::name).containsExactly("amount"));
        assertThat(desk.bean(Leads.class).find(lead.id()).orElseThrow().state()).isEqualTo(Lead.State.NEW);
        assertThat(desk.crm.contacts().contacts("петрова", null, null, 5).items())
                .isEmpty();
    }

    @Test
    void ownFieldsOfTheSameKeyAndTheTasksGoAlong() {
        Fields fields = desk.crm.bean(Fields.class);
        for (FieldSubject subject : List.of(FieldSubject.LEAD, FieldSubject.DEAL)) {
            fields.save(
                    new Field(null, subject, null, FieldKind.TEXT, "Город", null, 0, false, false, true, List.of(), 0),
                    null);
        }
        Lead lead = marias();
        FieldValues values = desk.crm.bean(FieldValues.class);
        values.write(FieldSubject.LEAD, lead.id(), Map.of("gorod", "Пенза"));
        Task call = desk.bean(Tasks.class).add(NewTask.call("Перезвонить", null, null, Cast.UNKNOWN, null), desk.anna);
        Deal deal = converted(lead, Wanted.NEW);
        assertThat(values.of(FieldSubject.DEAL, deal.id())).containsEntry("gorod", "Пенза");
        assertThat(desk.bean(DealTasks.class).of(deal.id(), null))
                .extracting(Task::id)
                .containsExactly(call.id());
    }

    @Test
    void withinADayItIsUndoneUnlessSomebodyHasWorkedWithTheDeal() {
        Lead lead = marias();
        Deal deal = converted(lead, Wanted.NEW);
        Lead back = conversion.undo(lead.id(), By.user(desk.anna));
        assertThat(back.state()).isEqualTo(Lead.State.IN_WORK);
        assertThat(deals.find(deal.id(), null)).isEmpty();
        assertThat(desk.crm.contacts().contacts("петрова", null, null, 5).items())
                .isEmpty();

        Deal again = converted(lead, Wanted.NEW);
        Stage next = desk.bean(Pipelines.class).stages(again.pipelineId()).get(1);
        deals.move(again.id(), Move.to(next.id(), null), By.user(desk.anna));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> conversion.undo(lead.id(), By.user(desk.anna)))
                .satisfies(why -> assertThat(why.refusal().key()).isEqualTo("deals.undo.used"));
    }

    @Test
    void whatAnotherHasOrHasWrittenDoesNotGoWithTheLead() {
        Lead lead = marias();
        Deal deal = converted(lead, Wanted.NEW);
        deals.change(deal.id(), null, deal.content().withResponsible(desk.boris.id()), null, By.user(desk.vera));
        for (var who : Map.of(desk.anna, "deals.undo.other", desk.vera, "deals.undo.used")
                .entrySet()) {
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> conversion.undo(lead.id(), By.user(who.getKey())))
                    .satisfies(why -> assertThat(why.refusal().key()).isEqualTo(who.getValue()));
        }
        assertThat(deals.find(deal.id(), null)).isPresent();
    }

    @Test
    void fromADealThatWasThereTheLeadPartsAndTheDealStays() {
        Deal deal = deals.create(NewDeal.of(Content.titled("Доски")), By.user(desk.anna));
        Lead lead = marias();
        Deal joined = converted(lead, Wanted.existing(deal.id()));
        assertThat(joined.partyId()).as("it had no client").isNotNull();
        deals.change(deal.id(), null, deal.content(), null, By.user(desk.anna));
        conversion.undo(lead.id(), By.user(desk.anna));
        assertThat(deals.find(deal.id(), null)).isPresent();
        assertThat(deals.leadsOf(deal.id())).isEmpty();
    }
}
