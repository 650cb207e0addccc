package org.ringbook.deals;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.ringbook.audit.ChangeAuthor;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Rights;
import org.ringbook.rights.Subject;
import org.ringbook.staff.StaffMember;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A deal is held while something is done with it, by whoever may see it, all of it in one transaction. */
final class HeldDeals {

    static final int MOST_TIMES = 6;

    private static final long LONGEST_PAUSE_MILLIS = 50;

    private final DealRows rows;
    private final StageRows stages;
    private final Rights rights;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    HeldDeals(
            DealRows rows, StageRows stages, Rights rights, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.stages = stages;
        this.rights = rights;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @param who null for the program itself */
    boolean maySee(Deal deal, StaffMember who) {
        return who == null || rights.of(who).may(Action.SEE, subject(deal));
    }

    private static Subject subject(Deal deal) {
        return new Subject(deal.responsibleId() == null ? List.of() : List.of(deal.responsibleId()), null);
    }

    /** @param stage in which it shall stand; null where that is found out later */
    Deal changed(UUID id, UUID stage, By by, UnaryOperator<Deal> change) {
        return inTransaction(by, () -> {
            if (stage != null) {
                stages.hold(stage);
            }
            return changed(id, by, change);
        });
    }

    Deal changed(UUID id, By by, UnaryOperator<Deal> change) {
        return inTransaction(by, () -> {
            Deal deal = rows.findToChange(id)
                    .filter(one -> maySee(one, by.person()))
                    .orElseThrow(() -> Refused.because("id", "deals.gone"));
            change.apply(deal);
            return rows.find(id).orElseThrow();
        });
    }

    static boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    /** Of two who wait for each other PostgreSQL ends one, and nothing of it was done: it is done once more. */
    <T> T inTransaction(By by, Supplier<T> work) {
        boolean open = isInTransaction();
        for (int times = 1; ; times++) {
            try {
                return transaction.execute(status -> {
                    if (!open && by.person() != null) {
                        ChangeAuthor.says(jdbc, by.id(), "");
                    }
                    return work.get();
                });
            } catch (DuplicateKeyException another) {
                throw Refused.because("externalId", "deals.external.taken");
            } catch (ConcurrencyFailureException another) {
                if (open || times == MOST_TIMES) {
                    throw another;
                }
                LockSupport.parkNanos(
                        1_000_000L * ThreadLocalRandom.current().nextLong(1, times * LONGEST_PAUSE_MILLIS));
            }
        }
    }
}
