package org.ringbook.bin;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ringbook.audit.ChangeAuthor;
import org.ringbook.bin.BinItem.Kind;
import org.ringbook.contacts.NewId;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Action;
import org.ringbook.rights.Condition;
import org.ringbook.rights.Rights;
import org.ringbook.rights.SubjectColumns;
import org.ringbook.staff.Role;
import org.ringbook.staff.StaffMember;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes companies, people, leads, deals, claims, segments and tasks so that they can be put back for {@link BinItem#KEPT}. What is in the bin is in no other
 * table: nothing finds, counts or rings it. Any thread; every method waits for the database.
 */
@Component
public class Bin {

    public static final int LONGEST_PAGE = 500;

    private static final SubjectColumns OWNERS = SubjectColumns.several("owners");

    private final JdbcClient jdbc;
    private final Rights rights;
    private final TransactionTemplate transaction;
    private final Map<Kind, Deletable> families = new EnumMap<>(Kind.class);

    Bin(JdbcClient jdbc, Rights rights, PlatformTransactionManager transactions, List<Deletable> families) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.transaction = new TransactionTemplate(transactions);
        families.forEach(family -> family.kinds().forEach(kind -> this.families.put(kind, family)));
    }

    /**
     * Whether somebody may delete it; nothing is done.
     *
     * @return how it is called
     * @throws Refused when it is gone, or not theirs to delete: companies, people, leads and deals are a supervisor's, tasks also their author's
     */
    public String refuseUnlessDeletable(Kind kind, UUID record, StaffMember by) {
        return families.get(kind).going(kind, record, by).name();
    }

    /**
     * Puts something into the bin.
     *
     * @return what stands in the bin
     * @throws Refused as above
     */
    public BinItem put(Kind kind, UUID record, StaffMember by) {
        return transaction.execute(status -> {
            lock(kind, record);
            Deletable family = families.get(kind);
            Deletable.Going going = family.going(kind, record, by);
            UUID item = NewId.next();
            jdbc.sql(
                            "insert into bin_item (id, kind, record, name, owners, numbers, deleted_by) values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            item,
                            kind.word(),
                            record,
                            going.name(),
                            Stream.concat(Stream.of(by.id()), going.owners().stream())
                                    .distinct()
                                    .toArray(UUID[]::new),
                            going.numbers().toArray(Long[]::new),
                            by.id())
                    .update();
            var rows = new BinRows(jdbc);
            if (isClient(kind)) {
                rows.copy(item, "party", record);
            }
            rows.copy(item, kind.word(), record);
            family.delete(kind, record);
            return find(item).orElseThrow();
        });
    }

    /** What points at it waits until it is gone, and what came before goes with it; of two who delete it the second finds it gone. */
    private void lock(Kind kind, UUID record) {
        Stream.of(kind.word(), isClient(kind) ? "party" : kind.word())
                .distinct()
                .forEach(table -> jdbc.sql("select 1 from " + table + " where id = ? for update")
                        .param(record)
                        .query()
                        .listOfRows());
    }

    private static boolean isClient(Kind kind) {
        return kind == Kind.CONTACT || kind == Kind.COMPANY;
    }

    /**
     * What came back.
     *
     * @param left rows that could not be put back: what they belonged to is gone, or stands there anew
     */
    public record Restored(BinItem item, int left) {}

    /**
     * Puts it back under its id, with what went with it.
     *
     * @throws Refused when it is not in the bin any more, is not theirs to put back, or something else stands in its place
     */
    public Restored restore(UUID id, StaffMember by) {
        Restored restored = transaction.execute(status -> {
            BinItem item = findToChange(id).orElseThrow(() -> Refused.because("id", "bin.emptied"));
            if (!maySee(id, by)) {
                throw Refused.because("id", "bin.not-yours.back");
            }
            ChangeAuthor.says(jdbc, by.id(), "restored");
            int left = new BinRows(jdbc).writeBack(id, item.kind().word());
            if (left < 0) {
                throw Refused.because("id", "bin.taken." + item.kind().word());
            }
            // Only now: what its rows keep in the store is needed again.
            jdbc.sql("delete from bin_item where id = ?").param(id).update();
            return new Restored(item, left);
        });
        BinItem item = restored.item();
        families.get(item.kind()).cameBack(item.record());
        return restored;
    }

    /** For good, before its time. @throws Refused when it is not theirs: an administrator's */
    public void deleteForGood(UUID id, StaffMember by) {
        if (by.role() != Role.ADMINISTRATOR) {
            throw Refused.because("id", "bin.for-good");
        }
        jdbc.sql("delete from bin_item where id = ?").param(id).update();
    }

    /** @param next cursor of the page that follows; null when this is the last */
    public record Page(List<BinItem> items, String next) {}

    /**
     * What somebody deleted or what was theirs; of a supervisor's team, or all, as they see calls. The newest first.
     *
     * @param kind null for all
     * @param after cursor of the page before; null for the first
     * @throws Refused if the cursor is none of ours
     */
    public Page list(Kind kind, StaffMember who, String after, int limit) {
        Condition seen = rights.of(who).condition(Action.SEE, OWNERS);
        Cursor from = after == null ? null : Cursor.read(after);
        List<BinItem> found = jdbc.sql("select * from bin_item where (" + seen.sql() + " or deleted_by = :me)"
                        + (kind == null ? "" : " and kind = :kind")
                        + (from == null ? "" : " and (deleted_at, id) < (:at, :id)")
                        + " order by deleted_at desc, id desc limit :limit")
                .params(seen.parameters())
                .param("me", who.id())
                .param("kind", kind == null ? null : kind.word())
                .param("at", from == null ? null : Timestamp.from(from.at()))
                .param("id", from == null ? null : from.id())
                .param("limit", limit + 1)
                .query(Bin::read)
                .list();
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        BinItem last = found.get(limit - 1);
        return new Page(List.copyOf(found.subList(0, limit)), new Cursor(last.deletedAt(), last.id()).print());
    }

    private boolean maySee(UUID id, StaffMember who) {
        Condition seen = rights.of(who).condition(Action.SEE, OWNERS);
        return jdbc.sql("select exists (select from bin_item where id = :id and (" + seen.sql()
                        + " or deleted_by = :me))")
                .params(seen.parameters())
                .param("id", id)
                .param("me", who.id())
                .query(Boolean.class)
                .single();
    }

    /** What of this record is in the bin, the newest first. */
    public Optional<BinItem> of(Kind kind, UUID record) {
        return jdbc.sql("select * from bin_item where record = ? and kind = ? order by deleted_at desc limit 1")
                .params(record, kind.word())
                .query(Bin::read)
                .optional();
    }

    private Optional<BinItem> find(UUID id) {
        return jdbc.sql("select * from bin_item where id = ?")
                .param(id)
                .query(Bin::read)
                .optional();
    }

    private Optional<BinItem> findToChange(UUID id) {
        return jdbc.sql("select * from bin_item where id = ? for update")
                .param(id)
                .query(Bin::read)
                .optional();
    }

    /** Lets go what was deleted before that. @return how many */
    int empty(Instant before) {
        return jdbc.sql("delete from bin_item where deleted_at < ?")
                .param(Timestamp.from(before))
                .update();
    }

    private static BinItem read(ResultSet row, int n) throws SQLException {
        return new BinItem(
                row.getObject("id", UUID.class),
                Kind.of(row.getString("kind")).orElseThrow(),
                row.getObject("record", UUID.class),
                row.getString("name"),
                row.getTimestamp("deleted_at").toInstant(),
                row.getObject("deleted_by", UUID.class));
    }

    private record Cursor(Instant at, UUID id) {

        private static final int BYTES = 28;

        String print() {
            ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                    .putLong(at.getEpochSecond())
                    .putInt(at.getNano())
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        }

        static Cursor read(String text) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(text);
                if (bytes.length == BYTES) {
                    ByteBuffer in = ByteBuffer.wrap(bytes);
                    return new Cursor(
                            Instant.ofEpochSecond(in.getLong(), in.getInt()), new UUID(in.getLong(), in.getLong()));
                }
            } catch (IllegalArgumentException | DateTimeException notOurs) {
                // The words below say so.
            }
            throw Refused.because("after", "bin.cursor");
        }
    }
}
