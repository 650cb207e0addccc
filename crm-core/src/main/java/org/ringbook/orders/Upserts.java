package org.ringbook.orders;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.ringbook.refusals.Refused;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is told of deals: what another system called so before is the same one, and what it called so in another deal is refused. */
final class Upserts<T> {

    private final TransactionTemplate transaction;
    private final Function<External, Optional<T>> find;
    private final Function<T, UUID> dealOf;
    private final String elsewhere;

    /** @param elsewhere key of the words that refuse what belongs to another deal */
    Upserts(
            PlatformTransactionManager transactions,
            Function<External, Optional<T>> find,
            Function<T, UUID> dealOf,
            String elsewhere) {
        this.transaction = new TransactionTemplate(transactions);
        this.find = find;
        this.dealOf = dealOf;
        this.elsewhere = elsewhere;
    }

    /**
     * What becomes of it.
     *
     * @param deal that it is told of, held
     * @param add makes it, where it is not known yet
     * @param write makes it as it is told, where it is
     */
    record Told<T>(UUID deal, Supplier<T> add, UnaryOperator<T> write) {}

    /** @param external null for what is made by hand @param read in the transaction: holds the deal, and refuses what does not fit */
    Upserted<T> tell(External external, Supplier<Told<T>> read) {
        try {
            return transaction.execute(status -> told(external, read.get()));
        } catch (DuplicateKeyException another) {
            throw elsewhere();
        }
    }

    /** After the deal is held: of two who tell of it at once the second finds it. */
    private Upserted<T> told(External external, Told<T> told) {
        Optional<T> known = external == null ? Optional.empty() : find.apply(external);
        if (known.isEmpty()) {
            return new Upserted<>(told.add().get(), true);
        }
        if (!dealOf.apply(known.get()).equals(told.deal())) {
            throw elsewhere();
        }
        return new Upserted<>(told.write().apply(known.get()), false);
    }

    private Refused elsewhere() {
        return Refused.because("externalId", elsewhere);
    }
}
