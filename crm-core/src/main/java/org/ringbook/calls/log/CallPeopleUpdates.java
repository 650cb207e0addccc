package org.ringbook.calls.log;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallPeople;
import org.ringbook.feed.Change;
import org.ringbook.feed.ChangeType;
import org.ringbook.staff.SinceCorrection;
import org.ringbook.staff.Staff;
import org.ringbook.staff.TelephoneBook;
import org.ringbook.staff.TelephoneChange;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Calls of the past whose people have to be decided once more: those that an older version wrote, and those on a telephone of which
 * it turned out that it was somebody else's then. A part at a time, each in a transaction of its own; what is interrupted goes on
 * where it was. Any thread; every method waits for the database and throws {@link DataAccessException} without it.
 */
@Component
public class CallPeopleUpdates {

    private static final int PART = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CallLog log;
    private final Staff staff;

    public CallPeopleUpdates(DataSource database, CallLog log, Staff staff) {
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.log = log;
        this.staff = staff;
    }

    /** Fills in some of the newest calls that have no people yet. @return how many; 0 when all have */
    public int fillIn() {
        Integer filled = transaction.execute(status -> {
            List<Call> some = jdbc.sql(CallRow.SELECT + " where people is null order by started_at desc, id limit ?"
                            + " for update skip locked")
                    .param(PART)
                    .query(CallRow::read)
                    .list();
            log.writePeople(some, staff.telephones());
            return some.size();
        });
        return filled == null ? 0 : filled;
    }

    /**
     * Lets the calls of that time follow what is known of the telephone now.
     *
     * @return how many have other people since
     */
    public int follow(TelephoneChange change) {
        int changed = 0;
        UUID[] ids =
                touched(change.telephone(), change.source(), change.affected()).toArray(UUID[]::new);
        for (int from = 0; from < ids.length; from += PART) {
            UUID[] part = java.util.Arrays.copyOfRange(ids, from, Math.min(ids.length, from + PART));
            Integer some = transaction.execute(status -> follow(part));
            changed += some == null ? 0 : some;
        }
        return changed;
    }

    private int follow(UUID[] ids) {
        log.feed().lock();
        TelephoneBook book = staff.telephones();
        List<Call> calls = jdbc.sql(CallRow.SELECT + " where id = any(?) for update")
                .param(ids)
                .query(CallRow::read)
                .list();
        Map<UUID, List<UUID>> before = people(ids);
        List<Call> changed = calls.stream()
                .filter(call -> !people(call, book).equals(before.get(call.id())))
                .toList();
        log.writePeople(changed, book);
        log.feed()
                .write(changed.stream()
                        .map(call -> Change.of(call.id(), ChangeType.CHANGED))
                        .toList());
        return changed.size();
    }

    /** Who is in them as it stands: of each leg, then of the whole. */
    private Map<UUID, List<UUID>> people(UUID[] ids) {
        var all = new HashMap<UUID, List<UUID>>();
        jdbc.sql("select c.id, array(select l.staff_id from call_leg l where l.call_id = c.id order by l.place)"
                        + " || array(select unnest(c.people) order by 1) as people from call c where c.id = any(?)")
                .param(ids)
                .query((row, number) -> all.put(row.getObject("id", UUID.class), java.util.Arrays.asList((UUID[])
                        row.getArray("people").getArray())))
                .list();
        return all;
    }

    private static List<UUID> people(Call call, TelephoneBook book) {
        CallPeople people = CallPeople.of(call, book);
        var all = new java.util.ArrayList<UUID>();
        people.legs().forEach(leg -> all.add(leg.staffId()));
        people.everybody().stream()
                .sorted(java.util.Comparator.comparing(UUID::toString))
                .forEach(all::add);
        return all;
    }

    /** Calls in which the telephone had a part, and that may be of that time. */
    private Set<UUID> touched(String telephone, String source, TelephoneChange.Span span) {
        String ofSource = source == null ? "" : " and c.source = :source";
        String begun = (span.from() == null ? "" : " and c.started_at >= :from::timestamptz - interval '1 day'")
                + (span.to() == null ? "" : " and c.started_at < :to");
        String at = (span.from() == null ? "" : " and l.at >= :from") + (span.to() == null ? "" : " and l.at < :to");
        return new HashSet<>(jdbc.sql("select c.id from call c where c.agents && array[:telephone]::text[]" + ofSource
                        + begun + " union select c.id from call_leg l join call c on c.id = l.call_id"
                        + " where l.party = :telephone and l.at is not null" + ofSource + at)
                .params(parameters(telephone, source, span))
                .query(UUID.class)
                .list());
    }

    private static Map<String, Object> parameters(String telephone, String source, TelephoneChange.Span span) {
        var parameters = new HashMap<String, Object>();
        parameters.put("telephone", telephone);
        if (source != null) {
            parameters.put("source", source);
        }
        if (span.from() != null) {
            parameters.put("from", Timestamp.from(span.from()));
        }
        if (span.to() != null) {
            parameters.put("to", Timestamp.from(span.to()));
        }
        return parameters;
    }

    /**
     * Calls that would be another person's.
     *
     * @param from whose they are; null for nobody's
     * @param to whose they would be; null for nobody's
     */
    public record Moved(UUID from, UUID to, int calls) {}

    /** What a correction would do, without doing it: how many calls would be whose instead of whose. */
    public List<Moved> preview(SinceCorrection correction) {
        if (correction.affected() == null) {
            return List.of();
        }
        TelephoneBook book = staff.telephones().with(correction.changed());
        String telephone = correction.row().telephone();
        String source = correction.row().source();
        UUID[] ids = touched(telephone, source, correction.affected()).toArray(UUID[]::new);
        var moved = new LinkedHashMap<List<UUID>, Integer>();
        for (int from = 0; from < ids.length; from += PART) {
            UUID[] part = java.util.Arrays.copyOfRange(ids, from, Math.min(ids.length, from + PART));
            count(telephone, part, book, moved);
        }
        return moved.entrySet().stream()
                .map(entry -> new Moved(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
                .toList();
    }

    private void count(String telephone, UUID[] ids, TelephoneBook book, Map<List<UUID>, Integer> moved) {
        TelephoneBook today = staff.telephones();
        Collection<Call> calls = jdbc.sql(CallRow.SELECT + " where id = any(?)")
                .param(ids)
                .query(CallRow::read)
                .list();
        for (Call call : calls) {
            UUID is = CallPeople.of(call, today).of(telephone).staffId();
            UUID would = CallPeople.of(call, book).of(telephone).staffId();
            if (!Objects.equals(is, would)) {
                moved.merge(java.util.Arrays.asList(is, would), 1, Integer::sum);
            }
        }
    }
}
