package org.ringbook.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.claims.Claim;
import org.ringbook.claims.Claim.Channel;
import org.ringbook.claims.Claim.Result;
import org.ringbook.claims.Claim.State;
import org.ringbook.claims.ClaimFields;
import org.ringbook.claims.ClaimFilter;
import org.ringbook.claims.ClaimStep;
import org.ringbook.claims.Claims;
import org.ringbook.claims.NewClaim;
import org.ringbook.contacts.Contact;
import org.ringbook.contacts.Contacts;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** What the clients of the demo complained of: once, while there are no claims. A demo without calls of its own leaves that out, too. */
@Component
class DemoClaims {

    private static final Logger LOG = LoggerFactory.getLogger(DemoClaims.class);
    private static final UUID BROKEN = UUID.fromString("019ad000-0000-7000-8000-00000000c102");
    private static final UUID WRONG = UUID.fromString("019ad000-0000-7000-8000-00000000c103");
    private static final UUID LATE = UUID.fromString("019ad000-0000-7000-8000-00000000c105");
    private static final UUID DAMAGED = UUID.fromString("019ad000-0000-7000-8000-00000000c106");
    private static final UUID SERVICE = UUID.fromString("019ad000-0000-7000-8000-00000000c108");

    private final ObjectProvider<DemoPbx> pbx;
    private final Claims claims;
    private final Tasks tasks;
    private final Staff staff;
    private final Contacts contacts;
    private final boolean alive;

    DemoClaims(
            ObjectProvider<DemoPbx> pbx,
            Claims claims,
            Tasks tasks,
            Staff staff,
            Contacts contacts,
            Environment settings) {
        this.alive = settings.getProperty("ringbook.demo.calls-per-minute", Double.class, 6.0) > 0;
        this.pbx = pbx;
        this.claims = claims;
        this.tasks = tasks;
        this.staff = staff;
        this.contacts = contacts;
    }

    /** When the people, their customers and their work are there. */
    @Order(2)
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        DemoPbx demo = pbx.getIfAvailable();
        if (demo == null || !alive || claims.count(ClaimFilter.of(any -> {}), null, 1) > 0) {
            return;
        }
        try {
            complain(demo.cast() == DemoCastRussian.CAST);
        } catch (IllegalArgumentException changedByTheVisitor) {
            LOG.debug("The demo leaves out its claims", changedByTheVisitor);
        }
    }

    private void complain(boolean russian) {
        Optional<StaffMember> anna = staff.byLogin("anna").filter(StaffMember::active);
        Optional<StaffMember> boris = staff.byLogin("boris").filter(StaffMember::active);
        Optional<StaffMember> vera = staff.byLogin("vera").filter(StaffMember::active);
        List<Contact> people = contacts.contacts(null, null, null, 20).items();
        if (anna.isEmpty() || boris.isEmpty() || vera.isEmpty() || people.size() < 4) {
            return;
        }
        String store = russian ? "Склад" : "Warehouse";
        String carriers = russian ? "Перевозки" : "Transport";
        Claim handle = taken(11, anna.get(), said -> {
            said.subject = russian ? "Сломаны ручки в трёх коробках" : "Broken handles in three boxes";
            said.causeId = BROKEN;
            said.team = store;
            said.partyId = people.get(0).id();
            said.demand = Claim.Demand.REPLACE;
            said.amountAsked = new BigDecimal("18400");
            said.severity = Claim.Severity.HIGH;
        });
        claims.move(handle.id(), null, ClaimStep.to(State.INVESTIGATING), boris.get());
        claims.plan(handle.id()).stream().limit(1).forEach(item -> done(item, boris.get()));

        Claim late = taken(30, anna.get(), said -> {
            said.subject = russian ? "Машина пришла на день позже" : "The lorry came a day late";
            said.causeId = LATE;
            said.team = carriers;
            said.partyId = people.get(1).id();
            said.demand = Claim.Demand.DISCOUNT;
            said.amountAsked = new BigDecimal("5000");
        });
        claims.move(late.id(), null, ClaimStep.to(State.INVESTIGATING), vera.get());
        claims.plan(late.id()).forEach(item -> done(item, vera.get()));
        claims.move(
                late.id(),
                null,
                new ClaimStep(
                        State.CLOSED,
                        Result.PARTLY,
                        russian ? "Перевозчик признал опоздание" : "The carrier admitted the delay",
                        russian ? "Скидка 3000 ₽ на следующий заказ" : "3,000 off the next order",
                        new BigDecimal("3000"),
                        4,
                        null),
                vera.get());

        Claim wet = taken(52, vera.get(), said -> {
            said.subject = russian ? "Упаковка намокла в пути" : "The packing got wet on the way";
            said.causeId = DAMAGED;
            said.team = carriers;
            said.partyId = people.get(2).id();
            said.demand = Claim.Demand.REFUND;
            said.amountAsked = new BigDecimal("42000");
        });
        claims.move(
                wet.id(),
                null,
                new ClaimStep(
                        State.CLOSED,
                        Result.SATISFIED,
                        null,
                        null,
                        new BigDecimal("42000"),
                        5,
                        russian ? "Перевозчик заплатил сразу" : "The carrier paid at once"),
                vera.get());

        Claim wrong = taken(3, boris.get(), said -> {
            said.subject = russian ? "Привезли синие вместо зелёных" : "Blue ones came instead of green";
            said.causeId = WRONG;
            said.team = store;
            said.partyId = people.get(3).id();
        });
        claims.give(wrong.id(), null, boris.get().id(), vera.get());
        claims.take(
                new NewClaim(
                        null,
                        Channel.FORM,
                        ClaimFields.of(said -> {
                            said.text = russian
                                    ? "Не могу дозвониться второй день, никто не перезванивает."
                                    : "I have been calling for two days, and nobody calls back.";
                            said.causeId = SERVICE;
                            said.name = russian ? "Кирилл" : "Kyle";
                            said.email = "kyle@firm.example";
                        }),
                        null,
                        null,
                        Instant.now().minus(Duration.ofHours(2))),
                null);
    }

    private Claim taken(int daysAgo, StaffMember by, Consumer<ClaimFields.Draft> said) {
        return claims.take(
                new NewClaim(
                        null,
                        Channel.HAND,
                        ClaimFields.of(said),
                        null,
                        null,
                        Instant.now().minus(Duration.ofDays(daysAgo))),
                by);
    }

    private void done(Task item, StaffMember by) {
        if (item.doerId().equals(by.id())) {
            tasks.act(item.id(), null, TaskAction.DONE, null, by);
        }
    }
}
