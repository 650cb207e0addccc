package org.ringbook.audit;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/** Says to the database, as a transaction begins that somebody signed in for, who they are. Nothing is said for the program itself. */
@Component
class AuthorOfTransactions implements TransactionExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorOfTransactions.class);

    private final JdbcClient jdbc;
    private final ObjectProvider<Acting> acting;

    AuthorOfTransactions(JdbcClient jdbc, ObjectProvider<Acting> acting) {
        this.jdbc = jdbc;
        this.acting = acting;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, Throwable failure) {
        if (failure != null || transaction.isReadOnly() || !transaction.isNewTransaction()) {
            return;
        }
        Optional<Acting.Actor> actor =
                Optional.ofNullable(acting.getIfAvailable()).flatMap(Acting::now);
        if (actor.isEmpty()) {
            return;
        }
        try {
            jdbc.sql("select set_config('ringbook.by', ?, true)")
                    .param(actor.get().staffId().toString())
                    .query(String.class)
                    .single();
        } catch (DataAccessException broken) {
            // Whatever comes next in the transaction fails likewise, and says so to whoever asked for it.
            LOG.debug("Who changes something could not be said", broken);
        }
    }
}
