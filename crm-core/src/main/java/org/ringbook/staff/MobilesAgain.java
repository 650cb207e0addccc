package org.ringbook.staff;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ringbook.numbers.NumberChange;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the mobiles of our people again by today's rules. Every method waits for the database. */
public class MobilesAgain {

    private record Mobile(String number, String owner) {}

    /** Each with who has it, or had it last. */
    private static final String MOBILES = """
            select distinct on (t.telephone) t.telephone, m.name from staff_telephone t
              join staff_member m on m.id = t.member_id
             where t.telephone ~ '^[+][1-9][0-9]{2,14}$' order by t.telephone, t.until desc nulls first, t.id desc
            """;

    private final JdbcClient jdbc;
    private final NumberPlan plan;

    public MobilesAgain(JdbcClient jdbc, NumberPlan plan) {
        this.jdbc = jdbc;
        this.plan = plan;
    }

    /**
     * @param write whether what is read otherwise is written; one that would be somebody's already stays as it is
     * @param found told of each mobile that changes, or that nobody can have
     */
    public void read(boolean write, Consumer<NumberChange> found) {
        List<Mobile> all = jdbc.sql(MOBILES)
                .query((row, number) -> new Mobile(row.getString(1), row.getString(2)))
                .list();
        for (Mobile mobile : all) {
            PhoneNumber stored = PhoneNumber.of(mobile.number());
            if (!plan.canBe(stored)) {
                Optional<String> read = plan.readAgain(stored)
                        .map(PhoneNumber::toString)
                        .filter(number ->
                                all.stream().noneMatch(other -> other.number().equals(number)));
                if (write && read.isPresent()) {
                    write(mobile.number(), read.get());
                }
                found.accept(new NumberChange(mobile.owner(), mobile.number(), read.orElse(null)));
            }
        }
    }

    /** Of whoever had it, too: the past stays with them. */
    private void write(String before, String after) {
        for (String table : List.of("staff_telephone", "staff_telephone_change")) {
            jdbc.sql("update " + table + " set telephone = ? where telephone = ?")
                    .params(after, before)
                    .update();
        }
    }
}
