package org.ringbook.bulk;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Does something and takes it back at once, so that what would be refused is refused by the rules themselves. Any thread. */
@Component
public class DryRun {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    DryRun(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** @param work writes in the transaction of its thread alone, and tells others only when that is written */
    public void of(Runnable work) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            // Deals and leads take no number then.
            jdbc.sql("select set_config('ringbook.dry_run', 'on', true)")
                    .query(String.class)
                    .single();
            work.run();
        });
    }
}
