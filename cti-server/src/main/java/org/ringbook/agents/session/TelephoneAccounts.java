package org.ringbook.agents.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ringbook.agents.Words;
import org.ringbook.softphones.SipAccount;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a program the account of its person's telephone, off the connection's thread, because the database may take its time. */
final class TelephoneAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(TelephoneAccounts.class);

    private static final int AGAIN_SECONDS = 5;

    private final Function<StaffMember, Optional<SipAccount>> accounts;
    private final Executor executor;

    TelephoneAccounts(Function<StaffMember, Optional<SipAccount>> accounts, Executor executor) {
        this.accounts = accounts;
        this.executor = executor;
    }

    /**
     * @param answer given the message for the client, on another thread; where too many ask at once words why not, and the account some
     *     seconds later: an account that was taken away is not to stay because nobody had the time to say so
     */
    void tell(StaffMember who, String language, Consumer<String> answer) {
        try {
            executor.execute(() -> answer.accept(account(who, language)));
        } catch (RejectedExecutionException tooMany) {
            answer.accept(ServerMessage.telephone(null, Words.in(language).text("telephone.busy")));
            CompletableFuture.delayedExecutor(AGAIN_SECONDS, TimeUnit.SECONDS)
                    .execute(() -> tell(who, language, answer));
        }
    }

    private String account(StaffMember who, String language) {
        try {
            Optional<SipAccount> account = accounts.apply(who);
            return ServerMessage.telephone(account.orElse(null), null);
        } catch (RuntimeException fault) {
            LOG.error("The account of a telephone could not be told", fault);
            return ServerMessage.telephone(null, Words.in(language).text("telephone.failed"));
        }
    }
}
