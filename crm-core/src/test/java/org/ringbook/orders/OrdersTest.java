package org.ringbook.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringbook.Cast;
import org.ringbook.WorkDesk;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deal.AmountFrom;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.DealType;
import org.ringbook.deals.DealTypes;
import org.ringbook.deals.Deals;
import org.ringbook.refusals.Refusal;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Scope;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.Tasks;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Anna sells Romashka five lorries of planks. */
class OrdersTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Moscow"));

    private final WorkDesk desk = new WorkDesk();
    private final JdbcClient jdbc = desk.crm.jdbc();
    private final Parts parts = desk.bean(Parts.class);
    private final Payments payments = desk.bean(Payments.class);
    private final Documents documents = desk.bean(Documents.class);
    private final Products products = desk.bean(Products.class);
    private final Lines lines = desk.bean(Lines.class);
    private final TermsBook terms = desk.bean(TermsBook.class);
    private final Fulfilments fulfilments = desk.bean(Fulfilments.class);
    private final Deals deals = desk.bean(Deals.class);
    private final Tasks tasks = desk.bean(Tasks.class);
    private StaffMember anna;
    private StaffMember boris;
    private StaffMember vera;
    private StaffMember admin;
    private UUID romashka;
    private UUID pipeline;
    private UUID stage;
    private UUID type;
    private UUID deal;

    @BeforeEach
    void annaHasADealWithRomashka() {
        jdbc.sql("truncate deal, deal_type, stage, pipeline, product, terms cascade")
                .update();
        anna = desk.crm.staff().save(Cast.anna());
        boris = desk.crm.staff().save(Cast.boris());
        vera = desk.crm.staff().save(Cast.vera());
        admin = desk.crm.staff().save(Cast.admin());
        romashka = desk.crm.contacts().save(Cast.romashka()).id();
        pipeline = UUID.randomUUID();
        stage = UUID.randomUUID();
        type = UUID.randomUUID();
        jdbc.sql("insert into pipeline (id, name, position) values (?, ?, 1)")
                .params(pipeline, "Продажи " + pipeline)
                .update();
        jdbc.sql(
                        "insert into stage (id, pipeline_id, name, position, kind, probability) values (?, ?, 'Договор', 1, 'open', 60)")
                .params(stage, pipeline)
                .update();
        jdbc.sql("insert into deal_type (id, name, pipeline_id, control, position) values (?, ?, ?, 'strict', 1)")
                .params(type, "Продажа " + type, pipeline)
                .update();
        deal = deal("DEAL-5", "parts", "RUB");
    }

    @AfterEach
    void close() {
        jdbc.sql("truncate deal, deal_type, stage, pipeline, product, terms cascade")
                .update();
        desk.close();
    }

    private UUID deal(String external, String amountFrom, String currency) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        "insert into deal (id, title, type_id, pipeline_id, stage_id, stage_entered_at, party_id, responsible_id, currency,"
                                + " amount_from, rank, external_source, external_id, created_at, changed_at)"
                                + " values (?, 'Доска', ?, ?, ?, now(), ?, ?, ?, ?, 'a', '1c', ?, now(), now())")
                .params(id, type, pipeline, stage, romashka, anna.id(), currency, amountFrom, external)
                .update();
        return id;
    }

    private static final class Draft {
        private UUID deal;
        private String dealExternal;
        private String external;
        private String title;
        private String state;
        private LocalDate plannedOn;
        private String amount;
        private String currency;
        private String cost;
        private List<NewLine> lines;
    }

    private NewPart part(Consumer<Draft> fill) {
        var draft = new Draft();
        draft.deal = deal;
        fill.accept(draft);
        return new NewPart(
                draft.deal,
                draft.dealExternal == null ? null : new External("1c", draft.dealExternal),
                draft.external == null ? null : new External("1c", draft.external),
                draft.title,
                draft.state,
                draft.plannedOn,
                number(draft.amount),
                draft.currency,
                number(draft.cost),
                draft.lines);
    }

    private static BigDecimal number(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private NewPart lorry(int number, String state, String amount) {
        return part(draft -> {
            draft.title = "Машина " + number;
            draft.state = state;
            draft.amount = amount;
        });
    }

    private NewPayment payment(String external, String amount) {
        return new NewPayment(
                deal,
                null,
                external == null ? null : new External("1c", external),
                null,
                null,
                TODAY,
                number(amount),
                null,
                null);
    }

    private BigDecimal amount() {
        return jdbc.sql("select amount from deal where id = ?")
                .param(deal)
                .query((row, n) -> row.getBigDecimal("amount"))
                .list()
                .get(0);
    }

    private String where() {
        return jdbc.sql("select stage_id || ' ' || (select count(*) from stage_move) from deal where id = ?")
                .param(deal)
                .query(String.class)
                .single();
    }

    private DealProgress progress() {
        return fulfilments.of(deal).orElseThrow().progress();
    }

    private static void refused(Runnable what, String field, String key) {
        assertThatThrownBy(what::run).isInstanceOfSatisfying(Refused.class, why -> {
            assertThat(why.refusal().key()).isEqualTo(key);
            assertThat(why.field()).isEqualTo(field);
            assertThat(why.words(Locale.forLanguageTag("ru"))).doesNotContain("orders.");
        });
    }

    /** Story 30. */
    @Test
    void ofFiveLorriesThreeAreDeliveredOneIsCancelledAndOneIsLoadedWhileTheDealStaysWhereItIs() {
        for (int number = 1; number <= 3; number++) {
            parts.tell(lorry(number, "delivered", "100000"), anna);
        }
        parts.tell(lorry(4, "cancelled", "250000"), anna);
        Part fifth = parts.tell(lorry(5, null, "150000"), anna).value();
        assertThat(fifth.state()).isEqualTo("planned");
        String before = where();

        Part loaded = parts.move(fifth.id(), fifth.version(), "loaded", anna);

        assertThat(where()).as("no stage, no move of the deal").isEqualTo(before);
        assertThat(loaded.state()).isEqualTo("loaded");
        assertThat(progress().words(Locale.ENGLISH)).startsWith("3 of 4 delivered");
        assertThat(progress().cancelled()).isOne();
        assertThat(amount()).isEqualByComparingTo("450000");
        assertThat(parts.moves(fifth.id()))
                .extracting(PartMove::before, PartMove::after, PartMove::by)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(null, "planned", anna.id()),
                        org.assertj.core.groups.Tuple.tuple("planned", "loaded", anna.id()));

        parts.move(fifth.id(), null, "cancelled", anna);
        assertThat(amount()).isEqualByComparingTo("300000");
        parts.move(fifth.id(), null, "planned", anna);
        assertThat(amount()).isEqualByComparingTo("450000");
        assertThat(where()).isEqualTo(before);
    }

    @Test
    void paidInPartsAndSomeGivenBackItIsSixtyPerCent() {
        parts.tell(lorry(1, "delivered", "600"), anna);
        UUID part = parts.tell(lorry(2, null, "400"), anna).value().id();
        payments.tell(payment("P-1", "700"), vera);
        payments.tell(payment("P-2", "-100"), vera);
        assertThat(progress().words(Locale.ENGLISH)).isEqualTo("1 of 2 delivered, 60\u00a0% paid");
        Payment told = payments.tell(
                        new NewPayment(
                                null,
                                new External("1c", "DEAL-5"),
                                new External("1c", "P-3"),
                                part,
                                null,
                                TODAY,
                                number("50"),
                                "RUB",
                                "за вторую"),
                        admin)
                .value();
        assertThat(told.partId()).isEqualTo(part);
        assertThat(parts.find(part, anna).orElseThrow().paid()).isEqualByComparingTo("50");
        refused(() -> payments.tell(payment(null, "0"), vera), "amount", "orders.payment.zero");
        refused(() -> payments.tell(payment(null, "1.001"), vera), "amount", "orders.kopecks");
        refused(() -> payments.tell(payment(null, "1e999999999"), vera), "amount", "orders.size");
    }

    @Test
    void toldTwiceIsOneAndToldOtherwiseIsChanged() {
        NewPart first = part(draft -> {
            draft.deal = null;
            draft.dealExternal = "DEAL-5";
            draft.external = "ORDER-17";
            draft.title = "Машина 1";
            draft.state = "agreed";
            draft.amount = "1000.50";
        });
        Upserted<Part> told = parts.tell(first, admin);
        Upserted<Part> again = parts.tell(first, admin);
        assertThat(told.isNew()).isTrue();
        assertThat(again.isNew()).isFalse();
        assertThat(again.value()).isEqualTo(told.value());
        Part loaded = parts.tell(
                        part(draft -> {
                            draft.external = "ORDER-17";
                            draft.state = "loaded";
                        }),
                        admin)
                .value();
        assertThat(loaded.id()).isEqualTo(told.value().id());
        assertThat(loaded.title()).as("what is left out stays").isEqualTo("Машина 1");
        assertThat(loaded.amount()).isEqualByComparingTo("1000.50");
        assertThat(parts.moves(loaded.id())).hasSize(2);

        payments.tell(payment("P-1", "300"), admin);
        assertThat(payments.tell(payment("P-1", "300"), admin).isNew()).isFalse();
        assertThat(payments.tell(payment("P-1", "350"), admin).value().amount()).isEqualByComparingTo("350");
        assertThat(progress().paid()).isEqualByComparingTo("350");

        NewProduct plank = new NewProduct(
                new External("1c", "N-1"), "Доска", "Д-50", "м³", number("15000"), number("22"), null, null);
        assertThat(products.tell(plank).isNew()).isTrue();
        assertThat(products.tell(plank).isNew()).isFalse();
        assertThat(products.tell(plank).value().version()).isOne();
    }

    @Test
    void twentyWhoTellOfOnePartAtOnceMakeOne() {
        NewPart order = part(draft -> {
            draft.external = "ORDER-18";
            draft.title = "Машина 1";
            draft.amount = "10";
        });
        List<CompletableFuture<Boolean>> all = IntStream.range(0, 20)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> parts.tell(order, admin).isNew()))
                .toList();
        assertThat(all.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(amount()).isEqualByComparingTo("10");
    }

    @Test
    void whatIsToldOfAnUnknownDealOrOfAnotherOneIsRefusedWithWords() {
        NewPart unknown = part(draft -> {
            draft.deal = null;
            draft.dealExternal = "DEAL-404";
            draft.external = "ORDER-1";
            draft.title = "Машина";
        });
        assertThatThrownBy(() -> parts.tell(unknown, admin))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("DEAL-404")
                .hasMessageContaining("Create the deal first");
        refused(
                () -> payments.tell(
                        new NewPayment(
                                null,
                                new External("1c", "DEAL-404"),
                                null,
                                null,
                                null,
                                TODAY,
                                BigDecimal.TEN,
                                null,
                                null),
                        admin),
                "dealExternalId",
                "orders.deal.unknown");
        refused(() -> parts.tell(part(draft -> draft.deal = null), admin), "dealId", "orders.deal.missing");

        UUID first = deal;
        parts.tell(
                part(draft -> {
                    draft.external = "ORDER-1";
                    draft.title = "Машина";
                }),
                admin);
        deal = deal("DEAL-6", "parts", "RUB");
        refused(
                () -> parts.tell(
                        part(draft -> {
                            draft.external = "ORDER-1";
                            draft.title = "Машина";
                        }),
                        admin),
                "externalId",
                "orders.part.other-deal");
        UUID ofFirst = parts.list(new PartFilter(first, null, null, null), admin, null, 10)
                .items()
                .get(0)
                .id();
        refused(
                () -> payments.tell(
                        new NewPayment(deal, null, null, ofFirst, null, TODAY, BigDecimal.TEN, null, null), admin),
                "partId",
                "orders.part.unknown");
    }

    @Test
    void sumsOfTwoCurrenciesAreNeverAdded() {
        refused(
                () -> parts.tell(
                        part(draft -> {
                            draft.title = "Машина";
                            draft.amount = "100";
                            draft.currency = "USD";
                        }),
                        anna),
                "currency",
                "orders.currency");
        assertThat(amount()).isNull();
        active(personal(draft -> draft.creditLimit = "1000"));
        parts.tell(lorry(1, null, "900"), anna);
        deal("DEAL-USD", "hand", "USD");
        jdbc.sql("update deal set amount = 5000 where external_id = 'DEAL-USD'").update();
        assertThat(warnings()).as("dollars are named, not added").containsExactly("orders.check.other-currency");
    }

    @Test
    void borisSeesNothingOfAnnasDealAndVeraSeesWhatItCosts() {
        Part told = parts.tell(
                        part(draft -> {
                            draft.title = "Машина";
                            draft.amount = "1000";
                            draft.cost = "700";
                        }),
                        vera)
                .value();
        assertThat(told.cost()).isEqualByComparingTo("700");
        assertThat(fulfilments.of(deal).orElseThrow().margin()).isEqualByComparingTo("300");
        assertThat(parts.find(told.id(), boris)).isEmpty();
        assertThat(parts.list(new PartFilter(null, null, null, null), boris, null, 10)
                        .items())
                .isEmpty();
        refused(() -> parts.tell(lorry(2, null, "1"), boris), "dealId", "orders.deal.unknown");
        refused(() -> parts.move(told.id(), null, "loaded", boris), "id", "orders.part.gone");
        assertThat(payments.list(new PaymentFilter(deal, null, null, null), boris, null, 10)
                        .items())
                .isEmpty();

        assertThat(parts.find(told.id(), anna).orElseThrow().cost()).isNull();
        Part renamed = parts.change(told.id(), told.version(), part(draft -> draft.title = "Машина 1"), anna);
        assertThat(renamed.cost()).isNull();
        assertThat(parts.find(told.id(), vera).orElseThrow().cost())
                .as("an agent's change takes no cost away")
                .isEqualByComparingTo("700");
        refused(
                () -> parts.change(told.id(), null, part(draft -> draft.cost = "1"), anna),
                "cost",
                "orders.cost.not-yours");
        refused(
                () -> parts.change(told.id(), told.version(), part(draft -> draft.title = "x"), vera),
                "version",
                "orders.changed");
        refused(() -> parts.move(told.id(), null, "won", anna), "state", "orders.part.state");
    }

    @Test
    void theHeadOfATeamSeesWhatBelongsToItsDeals() {
        UUID part = parts.tell(lorry(1, null, "10"), anna).value().id();
        StaffMember head = desk.crm.staff().save(boris.in("Опт", Scope.TEAM, null));
        assertThat(parts.find(part, head)).isEmpty();
        desk.crm.staff().save(anna.in("Опт", Scope.OWN, null));
        assertThat(parts.find(part, head))
                .as("of the team that Anna is in today")
                .isPresent();
        assertThat(parts.list(new PartFilter(null, "planned", null, null), head, null, 10)
                        .items())
                .extracting(Part::id)
                .containsExactly(part);
        assertThat(parts.list(new PartFilter(null, "planned\0", null, null), head, null, 10)
                        .items())
                .as("what no state can be called")
                .hasSize(1);
        jdbc.sql("update deal set responsible_id = null where id = ?")
                .param(deal)
                .update();
        assertThat(parts.find(part, head)).as("nobody's is for who sees all").isEmpty();
        assertThat(parts.find(part, vera)).isPresent();
    }

    @Test
    void aDealThatTakesItsAmountFromLinesFollowsThemToTheKopeck() {
        jdbc.sql("update deal set amount_from = 'lines' where id = ?")
                .param(deal)
                .update();
        lines.write(
                deal,
                null,
                List.of(line("Доска", "3", "33.33", "5", "22"), line("Гвозди", "1.5", "0.33", null, null)),
                anna);
        assertThat(amount()).isEqualByComparingTo("95.49");
        UUID part = parts.tell(
                        part(draft -> {
                            draft.title = "Машина";
                            draft.lines = List.of(line("Брус", "1", "100", null, "22"));
                        }),
                        anna)
                .value()
                .id();
        assertThat(amount()).isEqualByComparingTo("195.49");
        assertThat(parts.find(part, anna).orElseThrow().amount())
                .as("what its lines come to")
                .isEqualByComparingTo("100");
        parts.move(part, null, "cancelled", anna);
        assertThat(amount()).isEqualByComparingTo("95.49");
        refused(
                () -> lines.write(deal, null, List.of(line("x", "0", "1", null, null)), anna),
                "quantity",
                "orders.quantity");
        assertThat(lines.ofDeal(deal)).as("nothing was changed").hasSize(3);
    }

    private static NewLine line(String name, String quantity, String price, String discount, String vat) {
        return new NewLine(
                null,
                name,
                Map.of("сорт", "1"),
                number(quantity),
                "шт",
                number(price),
                number(discount),
                number(vat),
                false,
                true);
    }

    @Test
    void aLineOfAProductCostsWhatWasAgreedSinceThatDay() {
        UUID plank = products.tell(new NewProduct(
                        null,
                        "Доска",
                        "Д-50",
                        "м³",
                        number("15000"),
                        number("22"),
                        null,
                        List.of(
                                new ProductPrice("опт", TODAY.minusDays(30), number("14000")),
                                new ProductPrice("опт", TODAY.minusDays(1), number("14500")),
                                new ProductPrice("опт", TODAY.plusDays(1), number("16000")))))
                .value()
                .id();
        NewLine two = new NewLine(plank, null, null, number("2"), null, null, null, null, false, null);
        assertThat(lines.write(deal, null, List.of(two), anna).get(0).price())
                .as("base price, nothing agreed")
                .isEqualByComparingTo("15000");
        active(personal(draft -> {
            draft.priceKind = "опт";
            draft.discount = "10";
            draft.vatMode = VatMode.ON_TOP;
        }));
        Line line = lines.write(deal, null, List.of(two), anna).get(0);
        assertThat(line.price()).isEqualByComparingTo("14500");
        assertThat(line.discount()).isEqualByComparingTo("10");
        assertThat(line.name()).isEqualTo("Доска");
        assertThat(line.sum()).isEqualTo(new LineSum(number("26100.00"), number("5742.00"), number("31842.00")));
    }

    private static final class TermsDraft {
        private String name = "Договор 17";
        private UUID party;
        private UUID segment;
        private String priceKind;
        private String discount;
        private String maxDiscount;
        private String prepay;
        private String creditLimit;
        private Integer deliveryDays;
        private VatMode vatMode;
        private LocalDate from;
        private LocalDate to;
    }

    private NewTerms personal(Consumer<TermsDraft> fill) {
        return terms(draft -> {
            draft.party = romashka;
            fill.accept(draft);
        });
    }

    private static NewTerms terms(Consumer<TermsDraft> fill) {
        var draft = new TermsDraft();
        fill.accept(draft);
        return new NewTerms(
                draft.name,
                null,
                draft.party,
                draft.segment,
                null,
                null,
                draft.priceKind,
                number(draft.discount),
                number(draft.maxDiscount),
                number(draft.prepay),
                null,
                number(draft.creditLimit),
                draft.deliveryDays,
                draft.vatMode,
                draft.from,
                draft.to);
    }

    private Terms active(NewTerms what) {
        Terms draft = terms.add(what, vera);
        terms.ask(draft.id(), draft.version(), admin.id(), vera);
        return terms.decide(draft.id(), null, true, null, admin);
    }

    private List<String> warnings() {
        return terms.warnings(deal, vera).stream().map(Refusal::key).toList();
    }

    @Test
    void termsOfAClientGoBeforeThoseForEverybodyAndThoseThatBeganLastBeforeOlderOnes() {
        assertThat(terms.effective(romashka)).isEmpty();
        Terms everybody = active(terms(draft -> draft.name = "Обычные"));
        assertThat(terms.effective(romashka)).contains(everybody);
        Terms old = active(personal(draft -> draft.from = TODAY.minusDays(400)));
        active(personal(draft -> {
            draft.from = TODAY.minusDays(200);
            draft.to = TODAY.minusDays(1);
        }));
        active(personal(draft -> draft.from = TODAY.plusDays(1)));
        assertThat(terms.effective(romashka)).contains(old);
        Terms today = active(personal(draft -> draft.to = TODAY));
        assertThat(terms.effective(romashka).orElseThrow().id())
                .as("the older one says since when, and that day decides")
                .isEqualTo(old.id());
        terms.close(old.id(), null, vera);
        assertThat(terms.effective(romashka).orElseThrow().id()).isEqualTo(today.id());
        assertThat(terms.effective(null)).contains(everybody);
        refused(() -> terms.add(terms(draft -> draft.name = "Мои"), anna), "partyId", "orders.terms.everybody");
    }

    @Test
    void termsOfASegmentGoBeforeThoseForEverybodyAndBehindTheClientsOwn() {
        UUID segment = UUID.randomUUID();
        desk.crm
                .jdbc()
                .sql(
                        "insert into segment (id, name, kind, created_at, changed_at) values (?, 'Опт', 'hand', now(), now())")
                .param(segment)
                .update();
        Terms everybody = active(terms(draft -> draft.name = "Обычные"));
        Terms wholesale = active(terms(draft -> draft.segment = segment));
        assertThat(terms.effective(romashka)).as("not in it").contains(everybody);
        desk.crm
                .jdbc()
                .sql("insert into segment_member (segment_id, party_id, since) values (?, ?, now())")
                .params(segment, romashka)
                .update();
        assertThat(terms.effective(romashka)).contains(wholesale);
        Terms own = active(personal(draft -> draft.name = "Свои"));
        assertThat(terms.effective(romashka)).contains(own);
        refused(
                () -> terms.add(terms(draft -> draft.segment = UUID.randomUUID()), vera),
                "segmentId",
                "orders.terms.segment");
        refused(() -> terms.add(personal(draft -> draft.segment = segment), vera), "segmentId", "orders.terms.segment");
        refused(() -> terms.add(terms(draft -> draft.segment = segment), anna), "partyId", "orders.terms.everybody");
    }

    @Test
    void annasDraftIsApprovedByVerasAssignment() {
        Terms draft = terms.add(personal(one -> one.discount = "5"), anna);
        assertThat(draft.state()).isEqualTo(Terms.State.DRAFT);
        refused(() -> terms.ask(draft.id(), null, boris.id(), anna), "approverId", "orders.terms.approver");
        refused(() -> terms.ask(draft.id(), null, vera.id(), vera), "approverId", "orders.terms.own");
        Terms asked = terms.ask(draft.id(), draft.version(), vera.id(), anna);
        Task task = tasks.find(asked.taskId(), null).orElseThrow();
        assertThat(task.title()).isEqualTo("Согласовать условия: Договор 17");
        assertThat(task.doerId()).isEqualTo(vera.id());
        refused(() -> terms.change(draft.id(), null, personal(one -> {}), anna), "id", "orders.terms.not-draft");
        refused(() -> terms.decide(draft.id(), null, true, null, anna), "id", "orders.terms.not-yours");
        refused(() -> terms.decide(draft.id(), null, false, " ", vera), "note", "orders.terms.why");

        assertThat(terms.decide(draft.id(), null, false, "Много", vera).state()).isEqualTo(Terms.State.DRAFT);
        assertThat(tasks.find(asked.taskId(), null).orElseThrow().result()).isEqualTo("Много");

        UUID second = terms.ask(draft.id(), null, vera.id(), anna).taskId();
        tasks.act(second, null, TaskAction.DONE, null, vera);
        assertThat(terms.find(draft.id(), anna).orElseThrow().state())
                .as("done where all tasks are")
                .isEqualTo(Terms.State.ACTIVE);
        refused(() -> terms.change(draft.id(), null, personal(one -> {}), anna), "id", "orders.terms.not-draft");
    }

    @Test
    void anAssignmentThatIsCancelledHandedToAnAgentOrDeletedApprovesNothing() {
        Terms draft = terms.add(personal(one -> {}), anna);
        UUID cancelled = terms.ask(draft.id(), null, vera.id(), anna).taskId();
        tasks.act(cancelled, null, TaskAction.CANCEL, null, anna);
        assertThat(terms.find(draft.id(), anna).orElseThrow().state()).isEqualTo(Terms.State.DRAFT);

        UUID handedOn = terms.ask(draft.id(), null, vera.id(), anna).taskId();
        jdbc.sql("update task set doer_id = ? where id = ?")
                .params(boris.id(), handedOn)
                .update();
        refused(() -> terms.decide(draft.id(), null, true, null, boris), "id", "orders.terms.not-yours");
        tasks.act(handedOn, null, TaskAction.DONE, null, boris);
        assertThat(terms.find(draft.id(), anna).orElseThrow().state()).isEqualTo(Terms.State.DRAFT);

        tasks.delete(terms.ask(draft.id(), null, vera.id(), anna).taskId());
        assertThat(terms.find(draft.id(), anna).orElseThrow().state()).isEqualTo(Terms.State.DRAFT);
    }

    @Test
    void whatDoesNotKeepToTheTermsIsNamedAndNothingIsStopped() {
        active(personal(draft -> {
            draft.discount = "5";
            draft.maxDiscount = "10";
            draft.creditLimit = "1000";
            draft.prepay = "50";
            draft.deliveryDays = 3;
            draft.to = TODAY.plusDays(30);
        }));
        parts.tell(
                part(draft -> {
                    draft.title = "Машина";
                    draft.plannedOn = TODAY.plusDays(3);
                    draft.lines = List.of(line("Доска", "1", "1000", "10", "22"));
                }),
                anna);
        assertThat(warnings()).isEmpty();

        Part late = parts.tell(
                        part(draft -> {
                            draft.title = "Машина 2";
                            draft.plannedOn = TODAY.plusDays(31);
                            draft.lines = List.of(line("Брус", "1", "1000", "10.01", "13"));
                        }),
                        anna)
                .value();
        assertThat(warnings())
                .containsExactly(
                        "orders.check.vat", "orders.check.discount", "orders.check.runs-out", "orders.check.credit");
        parts.change(late.id(), null, part(draft -> draft.plannedOn = TODAY.plusDays(2)), anna);
        assertThat(warnings()).contains("orders.check.delivery").doesNotContain("orders.check.runs-out");
        parts.move(late.id(), null, "cancelled", anna);
        assertThat(warnings()).as("what is cancelled is asked for nothing").isEmpty();
        parts.tell(lorry(3, "delivered", "0"), anna);
        assertThat(warnings()).containsExactly("orders.check.prepay");
        terms.warnings(deal, vera)
                .forEach(one ->
                        assertThat(one.words(Locale.forLanguageTag("ru"))).contains("предоплата"));
        payments.tell(payment(null, "450"), anna);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void termsThatRanOutAreNamed() {
        active(personal(draft -> {
            draft.from = TODAY.minusDays(30);
            draft.to = TODAY.minusDays(1);
        }));
        assertThat(warnings()).containsExactly("orders.check.expired");
        active(terms(draft -> draft.name = "Обычные"));
        assertThat(warnings()).containsExactly("orders.check.expired");
        active(personal(draft -> draft.from = TODAY));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void anOfferIsSentAcceptedAndEachMoveIsKept() {
        DealDocument offer = documents
                .tell(
                        new NewDocument(
                                deal,
                                null,
                                null,
                                null,
                                null,
                                DocumentKind.OFFER,
                                "КП-1",
                                TODAY,
                                number("100"),
                                null,
                                null,
                                null),
                        anna)
                .value();
        assertThat(offer.state()).isEqualTo(DocumentState.DRAFT);
        documents.move(offer.id(), offer.version(), DocumentState.SENT, anna);
        DealDocument accepted = documents.move(offer.id(), null, DocumentState.ACCEPTED, vera);
        assertThat(documents.moves(offer.id()))
                .extracting(DocumentMove::after)
                .containsExactly(DocumentState.DRAFT, DocumentState.SENT, DocumentState.ACCEPTED);
        refused(
                () -> documents.move(offer.id(), offer.version(), DocumentState.REFUSED, anna),
                "version",
                "orders.changed");
        Fulfilment fulfilment = fulfilments.of(deal).orElseThrow();
        assertThat(fulfilment.has(DocumentKind.OFFER, DocumentState.ACCEPTED)).isTrue();
        assertThat(fulfilment.has(DocumentKind.OFFER, null)).isTrue();
        assertThat(fulfilment.has(DocumentKind.CONTRACT, null)).isFalse();
        assertThat(documents.find(accepted.id(), boris)).isEmpty();
    }

    @Test
    void pagesGoOnWhereTheyEnded() {
        for (int number = 1; number <= 5; number++) {
            parts.tell(lorry(number, null, "1"), anna);
            payments.tell(payment(null, Integer.toString(number)), anna);
            products.tell(new NewProduct(null, "Доска " + number, null, null, null, null, null, null));
        }
        var filter = new PartFilter(deal, null, null, null);
        OrderPage<Part> first = parts.list(filter, anna, null, 3);
        OrderPage<Part> second = parts.list(filter, anna, first.next(), 3);
        assertThat(first.items()).extracting(Part::title).containsExactly("Машина 5", "Машина 4", "Машина 3");
        assertThat(second.items()).extracting(Part::title).containsExactly("Машина 2", "Машина 1");
        assertThat(second.next()).isNull();
        OrderPage<Payment> paid = payments.list(new PaymentFilter(deal, null, null, null), anna, null, 4);
        assertThat(payments.list(new PaymentFilter(deal, null, null, null), anna, paid.next(), 4)
                        .items())
                .hasSize(1);
        OrderPage<Product> found = products.list("ДОСКА", true, null, 4);
        assertThat(products.list("ДОСКА", true, found.next(), 4).items())
                .extracting(Product::name)
                .containsExactly("Доска 5");
        assertThat(products.list("%", null, null, 4).items()).isEmpty();
        refused(() -> parts.list(filter, anna, "rubbish", 3), "after", "orders.cursor");
        refused(() -> products.list(null, null, "!", 3), "after", "orders.cursor");
    }

    private Deal seen() {
        return deals.find(deal, null).orElseThrow();
    }

    private void comesFrom(AmountFrom from) {
        Content now = seen().content();
        deals.change(
                deal,
                null,
                new Content(
                        now.title(),
                        now.partyId(),
                        now.entityId(),
                        now.contactId(),
                        now.responsibleId(),
                        now.amount(),
                        now.currency(),
                        from,
                        now.probability(),
                        now.expectedClose(),
                        now.competitor()),
                null,
                By.user(vera));
    }

    @Test
    void whoeverLoadsALorryIsWhoChangedTheDealLast() {
        parts.tell(lorry(1, null, "100"), vera);
        assertThat(seen().changedBy()).isEqualTo(vera.id());
        assertThat(seen().amount()).isEqualByComparingTo("100");
    }

    @Test
    void theAmountFollowsAsSoonAsItComesFromPartsAndAsAStateIsOneOfThoseThatCountNoMore() {
        jdbc.sql("update deal set amount_from = 'hand', amount = 900 where id = ?")
                .param(deal)
                .update();
        parts.tell(lorry(1, "loaded", "1000"), anna);
        parts.tell(lorry(2, "agreed", "200"), anna);
        assertThat(amount()).as("said by hand").isEqualByComparingTo("900");
        comesFrom(AmountFrom.PARTS);
        assertThat(amount()).isEqualByComparingTo("1200");

        DealTypes types = desk.bean(DealTypes.class);
        DealType now = types.find(type).orElseThrow();
        var states = new ArrayList<DealType.PartState>();
        for (DealType.PartState one : DealType.SHIPPED) {
            states.add(new DealType.PartState(
                    one.key(),
                    one.key(),
                    null,
                    one.key().equals("agreed") ? DealType.PartState.Kind.CANCELLED : one.kind()));
        }
        types.save(with(now, states));
        assertThat(amount()).isEqualByComparingTo("1000");
    }

    private static DealType with(DealType type, List<DealType.PartState> states) {
        return new DealType(
                type.id(),
                type.name(),
                type.nameEn(),
                type.pipelineId(),
                type.control(),
                type.requiredFields(),
                states,
                type.partsFinished(),
                type.position(),
                type.archived(),
                type.version());
    }

    @Test
    void aTypeThatDoesNotKnowTheStateOfALorryIsNoneForItsDeal() {
        UUID other = UUID.randomUUID();
        jdbc.sql(
                        "insert into deal_type (id, name, pipeline_id, control, position, part_states) values (?, ?, ?, 'free', 2, ?::jsonb)")
                .params(
                        other,
                        "Услуга " + other,
                        pipeline,
                        "[{\"key\":\"void\",\"name\":\"Снята\",\"kind\":\"cancelled\"}]")
                .update();
        jdbc.sql("update deal_type set control = 'free' where id = ?")
                .param(type)
                .update();
        Part lorry = parts.tell(lorry(1, "cancelled", "100"), anna).value();
        assertThatThrownBy(() -> deals.changeType(deal, null, other, null, null, By.user(vera)))
                .hasMessageContaining("Машина 1");
        jdbc.sql("delete from deal_part where id = ?").param(lorry.id()).update();
        assertThat(deals.changeType(deal, null, other, null, null, By.user(vera))
                        .typeId())
                .isEqualTo(other);
    }

    @Test
    void fiveDeliveredLorriesWinADealWhoseTypeHasNoStatesOfItsOwn() {
        UUID won = UUID.randomUUID();
        jdbc.sql(
                        "insert into stage (id, pipeline_id, name, position, kind, probability) values (?, ?, 'Выиграна', 2, 'won', 100)")
                .params(won, pipeline)
                .update();
        jdbc.sql("update deal_type set control = 'free', parts_finished = true where id = ?")
                .param(type)
                .update();
        Part last = parts.tell(lorry(5, "loaded", "1"), anna).value();
        assertThatThrownBy(() -> deals.move(deal, Deals.Move.to(won, null).won(TODAY), By.user(vera)))
                .isNotNull();
        parts.move(last.id(), null, "delivered", anna);
        assertThat(deals.move(deal, Deals.Move.to(won, null).won(TODAY), By.user(vera))
                        .isOpen())
                .isFalse();
    }

    @Test
    void roublesOfLorriesDoNotBecomeDollars() {
        Content now = seen().content();
        Content dollars = new Content(
                now.title(),
                now.partyId(),
                null,
                null,
                now.responsibleId(),
                null,
                "USD",
                now.amountFrom(),
                null,
                null,
                null);
        payments.tell(payment("P-1", "5"), anna);
        refused(() -> deals.change(deal, null, dollars, null, By.user(vera)), "currency", "deals.currency.sums");
        jdbc.sql("delete from payment where deal_id = ?").param(deal).update();
        assertThat(deals.change(deal, null, dollars, null, By.user(vera)).currency())
                .isEqualTo("USD");
    }

    @Test
    void otherLinesAreAnotherVersionThoughTheyComeToTheSame() {
        int seen = seen().version();
        lines.write(deal, seen, List.of(line("Доска", "1", "100", null, "22")), anna);
        refused(
                () -> lines.write(deal, seen, List.of(line("Брус", "1", "100", null, "22")), vera),
                "version",
                "orders.changed");
        int after = seen().version();
        lines.write(deal, after, List.of(line("Доска", "1", "100", null, "22")), anna);
        assertThat(seen().version()).as("the same again").isEqualTo(after);

        Part part = parts.tell(lorry(1, null, null), anna).value();
        Part red = parts.lines(part.id(), null, List.of(line("Красная", "1", "100", null, "22")), anna);
        Part blue = parts.lines(part.id(), red.version(), List.of(line("Синяя", "1", "100", null, "22")), anna);
        assertThat(blue.version()).isGreaterThan(red.version());
        refused(
                () -> parts.lines(part.id(), red.version(), List.of(line("Зелёная", "1", "100", null, "22")), vera),
                "version",
                "orders.changed");
    }

    @Test
    void aPaymentThatWasTakenBackIsNotChangedAnyMore() {
        Payment paid = payments.tell(payment(null, "2000000"), vera).value();
        refused(() -> payments.delete(paid.id(), anna), "id", "orders.payment.not-yours");
        payments.delete(paid.id(), vera);
        refused(() -> payments.delete(paid.id(), vera), "id", "orders.payment.gone");
        refused(() -> payments.change(paid.id(), payment(null, "1"), vera), "id", "orders.payment.gone");
    }

    @Test
    void borisReadsNothingOfWhatWasAgreedWithAnnasClientNorWhatItOwes() {
        Terms agreed = active(personal(draft -> draft.creditLimit = "1000"));
        assertThat(terms.find(agreed.id(), boris)).isEmpty();
        assertThat(terms.list(null, null, boris, null, 10).items()).doesNotContain(agreed);
        assertThat(terms.find(agreed.id(), anna)).as("she sells to them").isPresent();
        parts.tell(lorry(1, null, "1500"), anna);
        assertThat(terms.warnings(deal, anna)).extracting(Refusal::key).containsExactly("orders.check.credit-over");
        assertThat(terms.warnings(deal, vera)).extracting(Refusal::key).containsExactly("orders.check.credit");
        Terms drafted = terms.add(personal(one -> {}), vera);
        refused(() -> terms.ask(drafted.id(), null, vera.id(), anna), "approverId", "orders.terms.own");
    }

    @Test
    void theBooksKeepTheIdOfACompanyThatWasMergedIntoRomashka() {
        UUID merged = UUID.randomUUID();
        jdbc.sql("insert into party_alias (id, party_id) values (?, ?)")
                .params(merged, romashka)
                .update();
        Content now = seen().content();
        Content told = new Content(
                "Доска", merged, null, null, now.responsibleId(), null, "RUB", AmountFrom.PARTS, null, null, null);
        assertThat(deals.change(deal, null, told, null, By.api(vera)).partyId()).isEqualTo(romashka);
    }
}
