package org.ringbook.contacts.legal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.contacts.legal.Doubtful.Doubt;
import org.ringbook.refusals.Refused;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Legal entities, and which people and companies act through them. Any thread; every method waits for the database. */
@Component
public class LegalEntities {

    private final LegalRows rows;
    private final TransactionTemplate transaction;

    LegalEntities(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.rows = new LegalRows(jdbc);
        this.transaction = new TransactionTemplate(transactions);
    }

    public Optional<LegalEntity> find(UUID id) {
        return rows.find(id);
    }

    /** Those of a person or company, the main one first. */
    public List<LegalEntity> of(UUID party) {
        return rows.of(party);
    }

    /** Whose it is: ids of people and companies. */
    public List<UUID> parties(UUID entity) {
        return rows.parties(entity);
    }

    /** Those whose INN begins with these digits, or is them. @param most 1 to 100 */
    public List<LegalEntity> byInn(String digits, int most) {
        return digits.matches("[0-9]{3,12}") ? rows.byInn(digits, Math.max(1, Math.min(most, 100))) : List.of();
    }

    /**
     * Adds (id null) or changes.
     *
     * @param party whose it is as well from now on; null to leave that as it is
     * @param keepAnyway true when somebody has seen what is doubtful and wants it so
     * @param by our person; null for a program
     * @throws Doubtful when sums are wrong
     * @throws AlreadyKept when the same INN and KPP are there already
     * @throws Refused when a field is not fit, or somebody else changed it since
     */
    public LegalEntity save(LegalEntity entity, UUID party, boolean keepAnyway, UUID by) {
        LegalEntity tidied = LegalRules.tidied(entity);
        List<Doubt> doubts = LegalRules.doubts(tidied);
        if (!doubts.isEmpty() && !keepAnyway) {
            throw new Doubtful(doubts);
        }
        try {
            return transaction.execute(status -> write(tidied, party, by));
        } catch (DuplicateKeyException sameInn) {
            throw rows.byKey(LegalRules.innKey(tidied), tidied.kpp())
                    .<RuntimeException>map(AlreadyKept::new)
                    .orElse(sameInn);
        }
    }

    private LegalEntity write(LegalEntity entity, UUID party, UUID by) {
        LegalEntity written = entity.id() == null ? rows.add(entity, by) : changed(entity, by);
        if (party != null) {
            link(party, written.id());
        }
        return written;
    }

    private LegalEntity changed(LegalEntity entity, UUID by) {
        return rows.change(entity, by)
                .orElseThrow(() -> rows.find(entity.id())
                        .map(now -> Refused.because("version", "contacts.legal.changed", now.name()))
                        .orElseGet(() -> Refused.because("id", "contacts.legal.gone")));
    }

    /** The first one of a party is its main one. Nothing happens when it is theirs already. */
    public void link(UUID party, UUID entity) {
        if (!rows.isParty(party)) {
            throw Refused.because("partyId", "contacts.legal.party");
        }
        if (rows.find(entity).isEmpty()) {
            throw Refused.because("entityId", "contacts.legal.gone");
        }
        rows.link(party, entity);
    }

    /** Nothing happens when it is not theirs. The entity stays, also when it is nobody's any more. */
    public void unlink(UUID party, UUID entity) {
        rows.unlink(party, entity);
    }

    /** Nothing happens when it is gone already. */
    public void delete(UUID id) {
        rows.delete(id);
    }
}
