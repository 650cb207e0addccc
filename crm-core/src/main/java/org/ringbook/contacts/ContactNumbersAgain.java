package org.ringbook.contacts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.ringbook.numbers.NumberChange;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Reads the numbers of contacts and companies again by today's rules. Each number is changed in a transaction of its own: whatever ends
 * it, it may be run again, and goes on with what is left. Every method waits for the database.
 */
public class ContactNumbersAgain {

    private static final int AT_ONCE = 5000;

    private static final String OWNERS = """
            select coalesce(c.name, p.name) from contact_number n
              left join company c on c.id = n.company_id left join contact p on p.id = n.contact_id
             where n.number = ? order by 1
            """;

    private final JdbcClient jdbc;
    private final RetriedTransaction transaction;
    private final NumberPlan plan;

    public ContactNumbersAgain(JdbcClient jdbc, PlatformTransactionManager transactions, NumberPlan plan) {
        this.jdbc = jdbc;
        this.transaction = new RetriedTransaction(transactions);
        this.plan = plan;
    }

    /**
     * @param write whether what is read otherwise is written
     * @param found told of each owner of a number that changes, or that nobody can have
     */
    public void read(boolean write, Consumer<NumberChange> found) {
        long last = 0;
        List<Long> some;
        do {
            some = jdbc.sql("select distinct number from contact_number where number > ? order by number limit ?")
                    .params(last, AT_ONCE)
                    .query(Long.class)
                    .list();
            for (long each : some) {
                read(new PhoneNumber(each), write, found);
                last = each;
            }
        } while (!some.isEmpty());
    }

    private void read(PhoneNumber stored, boolean write, Consumer<NumberChange> found) {
        if (plan.canBe(stored)) {
            return;
        }
        Optional<PhoneNumber> read = plan.readAgain(stored);
        List<String> owners =
                jdbc.sql(OWNERS).param(stored.e164()).query(String.class).list();
        if (write && read.isPresent()) {
            write(stored.e164(), read.get().e164());
        }
        String after = read.map(PhoneNumber::toString).orElse(null);
        owners.forEach(owner -> found.accept(new NumberChange(owner, stored.toString(), after)));
    }

    private void write(long before, long after) {
        transaction.execute(() -> {
            lock("company", "company_id", before);
            lock("contact", "contact_id", before);
            // Who has the right one as well loses the wrong one.
            jdbc.sql("delete from contact_number n where n.number = ? and exists (select from contact_number o"
                            + " where o.number = ? and o.contact_id is not distinct from n.contact_id"
                            + " and o.company_id is not distinct from n.company_id)")
                    .params(before, after)
                    .update();
            return jdbc.sql("update contact_number set number = ? where number = ?")
                    .params(after, before)
                    .update();
        });
    }

    /** In the order in which everybody takes them. */
    private void lock(String table, String owner, long number) {
        List<UUID> ids = jdbc.sql("select id from " + table + " where id in (select " + owner
                        + " from contact_number where number = ?) order by id for update")
                .param(number)
                .query(UUID.class)
                .list();
        if (!ids.isEmpty()) {
            jdbc.sql("update " + table + " set changed_at = now() where id = any(?)")
                    .param(ids.toArray(UUID[]::new))
                    .update();
        }
    }
}
