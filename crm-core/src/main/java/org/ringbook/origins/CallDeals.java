package org.ringbook.origins;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPeople;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.CallerDirectory;
import org.ringbook.deals.Deal;
import org.ringbook.deals.DealList;
import org.ringbook.deals.Deals;
import org.ringbook.events.CallerChoices;
import org.ringbook.origins.DealOfCall.Lifetime;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * About which deal a call is: as somebody said, else the deal that its lead became, else by {@link DealOfCall}. Any thread; every method waits
 * for the database.
 */
@Component
public class CallDeals {

    private final CallDealRows rows;
    private final CallerChoices choices;
    private final CallerDirectory directory;
    private final Deals deals;
    private final DealList list;
    private final Staff staff;
    private final TransactionTemplate transaction;

    CallDeals(
            JdbcClient jdbc,
            CallerChoices choices,
            CallerDirectory directory,
            Deals deals,
            DealList list,
            Staff staff,
            PlatformTransactionManager transactions) {
        this.rows = new CallDealRows(jdbc);
        this.choices = choices;
        this.directory = directory;
        this.deals = deals;
        this.list = list;
        this.staff = staff;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @param dealId null where somebody said that it is about none
     * @param said whether somebody said so; else it follows from what is kept
     */
    public record About(UUID dealId, boolean said) {}

    /** Whether it may be seen is not asked. Empty for a call about none. */
    public Optional<About> of(Call call) {
        return Optional.ofNullable(of(List.of(call)).get(call.id()));
    }

    /** Of many at once; those about none are not among the keys, unless somebody said so. */
    public Map<UUID, About> of(Collection<Call> calls) {
        if (calls.isEmpty()) {
            return Map.of();
        }
        var about = new HashMap<>(rows.told(calls.stream().map(Call::id).toList()));
        Map<UUID, List<Set<UUID>>> sides = calls.stream()
                .filter(call -> !about.containsKey(call.id()))
                .collect(Collectors.toMap(Call::id, this::sides, (one, same) -> one));
        byRule(calls.stream().filter(call -> sides.containsKey(call.id())).toList(), sides, about);
        return about;
    }

    private void byRule(List<Call> calls, Map<UUID, List<Set<UUID>>> sides, Map<UUID, About> about) {
        List<UUID> parties = calls.stream()
                .flatMap(call -> sides.get(call.id()).stream())
                .flatMap(Collection::stream)
                .distinct()
                .toList();
        if (parties.isEmpty()) {
            return;
        }
        Instant from =
                calls.stream().map(Call::startedAt).min(Instant::compareTo).orElseThrow();
        Instant until =
                calls.stream().map(CallDeals::end).max(Instant::compareTo).orElseThrow();
        Optional<List<Lifetime>> known = rows.dealsOf(parties, from, until);
        if (known.isPresent()) {
            calls.forEach(call -> byRule(call, known.get(), sides.get(call.id()))
                    .ifPresent(deal -> about.put(call.id(), new About(deal, false))));
        } else if (calls.size() > 1) {
            // So many deals for all of these; fewer for some.
            int half = calls.size() / 2;
            byRule(calls.subList(0, half), sides, about);
            byRule(calls.subList(half, calls.size()), sides, about);
        }
    }

    private static Instant end(Call call) {
        return call.endedAt() == null ? Instant.now() : call.endedAt();
    }

    private Optional<UUID> byRule(Call call, List<Lifetime> known, List<Set<UUID>> sides) {
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Set<UUID> speakers = CallPeople.of(call, staff.telephones()).speakers();
        return DealOfCall.among(known, sides, call.startedAt(), end(call), speakers);
    }

    /** Whom its number may mean, each with their company. */
    private List<Set<UUID>> sides(Call call) {
        return callers(call).stream()
                .map(caller -> Stream.of(caller.contactId(), caller.companyId())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()))
                .toList();
    }

    List<Caller> callers(Call call) {
        return call.external() == null
                ? List.of()
                : choices.among(call.id(), call.external(), directory.whoIs(call.external()));
    }

    /** Open deals of whoever the call was with, the newest first, as far as they may be seen. @param who null for the program itself */
    public List<Deal> offered(Call call, StaffMember who) {
        var parties = new LinkedHashSet<UUID>();
        sides(call).forEach(parties::addAll);
        return parties.isEmpty() ? List.of() : list.openOf(parties, who);
    }

    /**
     * Says about which deal a call is, whatever follows from what is kept.
     *
     * @param call that they may see
     * @param deal null for none
     * @throws Refused if there is no such deal, or it is not theirs to see
     */
    public About say(Call call, UUID deal, StaffMember by) {
        if (deal != null && deals.find(deal, by).isEmpty()) {
            throw Refused.because("dealId", "origins.deal");
        }
        transaction.executeWithoutResult(status -> {
            rows.hold(call.id());
            rows.say(
                    call.id(),
                    deal,
                    rows.ofResult(call.id()).filter(made -> made.equals(deal)).isPresent(),
                    by.id());
        });
        return new About(deal, true);
    }

    /** Nobody said anything: it is about what follows from what is kept. */
    public void forget(Call call) {
        rows.forget(call.id());
    }

    /** Calls of which somebody said that they are about a deal, and those of its leads; by id, in no order. */
    List<UUID> callsOf(UUID deal) {
        return rows.callsOf(deal);
    }

    /** In the transaction in which a follower of calls takes it. */
    void merged(UUID call, UUID into) {
        rows.merged(call, into);
    }

    CallDealRows rows() {
        return rows;
    }
}
