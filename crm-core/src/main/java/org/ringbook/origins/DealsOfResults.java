package org.ringbook.origins;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.audit.ChangeAuthor;
import org.ringbook.calls.Call;
import org.ringbook.calls.log.CallDispositions;
import org.ringbook.calls.log.CallReader;
import org.ringbook.contacts.Caller;
import org.ringbook.contacts.duplicates.PossibleDuplicates;
import org.ringbook.deals.By;
import org.ringbook.deals.Deal;
import org.ringbook.deals.Deal.Content;
import org.ringbook.deals.DealConversion;
import org.ringbook.deals.DealConversion.Wanted;
import org.ringbook.deals.Deals;
import org.ringbook.deals.Deals.NewDeal;
import org.ringbook.deals.Deals.Origin;
import org.ringbook.deals.StageAsks;
import org.ringbook.deals.UntouchedDeals;
import org.ringbook.events.Disposition;
import org.ringbook.events.DispositionChosen;
import org.ringbook.events.Dispositions;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The deal that the result of a call asks for: made as it is chosen, by hand or in a call list, for a client who has none that is open; once,
 * however often it is chosen. Chosen otherwise, a deal with which nobody has worked goes again. What a deal must have and the call does not say
 * is asked on the call's card: the choice stands all the same. Any thread; every method waits for the database.
 */
@Component
public class DealsOfResults {

    private static final Logger LOG = LoggerFactory.getLogger(DealsOfResults.class);

    private final JdbcClient jdbc;
    private final CallDeals about;
    private final CallReader calls;
    private final CallDispositions chosen;
    private final Dispositions dispositions;
    private final Deals deals;
    private final DealConversion conversion;
    private final UntouchedDeals untouched;
    private final Staff staff;
    private final TransactionTemplate transaction;

    DealsOfResults(
            JdbcClient jdbc,
            CallDeals about,
            CallReader calls,
            CallDispositions chosen,
            Dispositions dispositions,
            Deals deals,
            DealConversion conversion,
            UntouchedDeals untouched,
            Staff staff,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.about = about;
        this.calls = calls;
        this.chosen = chosen;
        this.dispositions = dispositions;
        this.deals = deals;
        this.conversion = conversion;
        this.untouched = untouched;
        this.staff = staff;
        this.transaction = new TransactionTemplate(transactions);
        // After the choice is kept: it stands, whatever becomes of the deal.
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** What the call's result asks for; empty when it asks for no deal. */
    public Optional<Disposition> asking(UUID call) {
        return dispositions.find(chosen.of(List.of(call)).get(call)).filter(Disposition::asksForDeal);
    }

    @TransactionalEventListener
    void chosen(DispositionChosen choice) {
        Optional<StaffMember> by = staff.find(choice.by());
        Optional<Call> call = calls.find(choice.callId());
        if (by.isEmpty() || call.isEmpty()) {
            return;
        }
        try {
            Optional<Disposition> asking = asking(call.get().id());
            if (asking.isEmpty()) {
                if (about.rows().ofResult(call.get().id()).isPresent()) {
                    takeBack(call.get(), by.get());
                }
            } else if (about.offered(call.get(), null).isEmpty()) {
                make(call.get(), asking.get().dealTypeId(), true, by.get());
            }
        } catch (Refused | StageAsks | PossibleDuplicates asked) {
            LOG.debug("The result of call {} asks for a deal, which asks for more", choice.callId(), asked);
        } catch (DataAccessException | TransactionException away) {
            // The card still offers it.
            LOG.warn(
                    "The deal that the result of call {} asks for is not made: {}", choice.callId(), away.getMessage());
        }
    }

    /**
     * Makes a deal of a call. It has one already: then it is that one.
     *
     * @param call that they may see
     * @param type null for the first
     * @throws Refused if something does not fit, or its lead waits to be told whose it is
     * @throws StageAsks if the deal lacks what its type or stage asks
     */
    public Deal make(Call call, UUID type, StaffMember by) {
        return make(call, type, false, by);
    }

    private Deal make(Call call, UUID type, boolean ofResult, StaffMember by) {
        return transaction.execute(status -> {
            about.rows().hold(call.id());
            Optional<Deal> known = Optional.ofNullable(
                            about.rows().told(List.of(call.id())).get(call.id()))
                    .map(CallDeals.About::dealId)
                    .flatMap(deal -> deals.find(deal, null));
            if (known.isPresent()) {
                return known.get();
            }
            ChangeAuthor.says(jdbc, by.id(), "");
            Deal made = made(call, type, By.user(by));
            about.rows().say(call.id(), made.id(), ofResult, by.id());
            return made;
        });
    }

    private Deal made(Call call, UUID type, By by) {
        List<Caller> callers = about.callers(call);
        Caller caller = callers.size() == 1 ? callers.get(0) : null;
        Optional<UUID> lead = about.rows().openLead(call.id());
        if (lead.isPresent()) {
            if (caller == null) {
                throw Refused.because("lead", "origins.lead");
            }
            UUID party = caller.contactId() == null ? caller.companyId() : caller.contactId();
            return conversion.toKnown(lead.get(), party, new Wanted(null, type, null, null, null, null), by);
        }
        Content content = Content.titled(title(call, caller)).withParty(client(caller), contact(caller));
        var from = new Origin(null, "call", null, null, Map.of());
        return deals.create(new NewDeal(type, null, content, null, from, null, null), by);
    }

    private static UUID client(Caller caller) {
        if (caller == null) {
            return null;
        }
        return caller.companyId() == null ? caller.contactId() : caller.companyId();
    }

    private static UUID contact(Caller caller) {
        return caller == null || caller.companyId() == null ? null : caller.contactId();
    }

    private static String title(Call call, Caller caller) {
        if (caller != null) {
            return caller.company() == null ? caller.name() : caller.company();
        }
        return call.external() == null
                ? call.direction().name().toLowerCase(Locale.ROOT)
                : call.external().toString();
    }

    /** Nothing happens when the deal was not made as the result was chosen, or somebody has worked with it since. */
    private void takeBack(Call call, StaffMember by) {
        transaction.executeWithoutResult(status -> {
            about.rows().hold(call.id());
            Optional<Deal> made = about.rows().ofResult(call.id()).flatMap(deal -> deals.find(deal, null));
            if (made.isPresent()) {
                ChangeAuthor.says(jdbc, by.id(), "");
                goes(made.get(), By.user(by));
            }
        });
    }

    private void goes(Deal deal, By by) {
        if (deal.leadId() == null) {
            untouched.takeBack(deal.id(), by);
        } else {
            conversion.undo(deal.leadId(), by);
        }
    }
}
