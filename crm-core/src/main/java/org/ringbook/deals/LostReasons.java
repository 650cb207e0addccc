package org.ringbook.deals;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.contacts.NewId;
import org.ringbook.refusals.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Why deals are lost: the company's own words. Who may change them is asked before. Any thread; every method waits for the database. */
@Component
public class LostReasons {

    private static final int MOST = 50;

    private final StageRows rows;
    private final TransactionTemplate transaction;

    LostReasons(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.rows = new StageRows(jdbc);
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Those that are offered in their order, then archived ones. */
    public List<LostReason> all() {
        return rows.reasons();
    }

    public List<LostReason> offered() {
        return all().stream().filter(one -> !one.archived()).toList();
    }

    public Optional<LostReason> find(UUID id) {
        return id == null ? Optional.empty() : rows.reason(id);
    }

    /**
     * Adds (id null) or changes one. A new one stands last.
     *
     * @throws Refused if the name is missing, too long or another one's, or the last one would be archived
     */
    public LostReason save(LostReason reason) {
        String name = DealTexts.required("name", reason.name());
        String nameEn = DealTexts.line("nameEn", reason.nameEn());
        return transaction.execute(status -> {
            rows.lock("lost_reason");
            List<LostReason> all = all();
            boolean taken = all.stream()
                    .anyMatch(one -> !one.archived()
                            && !reason.archived()
                            && !one.id().equals(reason.id())
                            && one.name().equalsIgnoreCase(name));
            if (taken) {
                throw Refused.because("name", "deals.taken", name);
            }
            if (reason.id() == null && all.size() >= MOST) {
                throw Refused.because("name", "deals.many", MOST);
            }
            UUID id = reason.id() == null ? NewId.next() : reason.id();
            int position = reason.id() == null
                    ? all.size() + 1
                    : find(id).orElseThrow(() -> Refused.because("id", "deals.reason.unknown"))
                            .position();
            boolean last =
                    all.stream().noneMatch(one -> !one.archived() && !one.id().equals(id));
            if (reason.archived() && last) {
                throw Refused.because("archived", "deals.reason.last");
            }
            rows.write(
                    new LostReason(
                            id, name, nameEn, reason.isDemand(), reason.needsNote(), position, reason.archived()),
                    reason.id() == null);
            return find(id).orElseThrow();
        });
    }
}
