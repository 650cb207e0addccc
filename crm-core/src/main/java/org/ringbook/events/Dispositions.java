package org.ringbook.events;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.audit.AuditEntry;
import org.ringbook.audit.AuditKind;
import org.ringbook.contacts.NewId;
import org.ringbook.refusals.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The company's dictionary of what comes of a call. Any thread; every method waits for the database. */
@Component
public class Dispositions {

    static final int MOST = 30;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    Dispositions(JdbcClient jdbc, PlatformTransactionManager transactions, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** All there ever were, those that are offered first, each group in its order. */
    public List<Disposition> all() {
        return jdbc.sql("select * from disposition order by active desc, place, name")
                .query(Dispositions::read)
                .list();
    }

    public List<Disposition> offered() {
        return all().stream().filter(Disposition::active).toList();
    }

    public Optional<Disposition> find(UUID id) {
        return id == null
                ? Optional.empty()
                : jdbc.sql("select * from disposition where id = ?")
                        .param(id)
                        .query(Dispositions::read)
                        .optional();
    }

    /**
     * Adds (id null) or changes one. A new one stands last.
     *
     * @throws Refused if the name is missing, too long, or another one's; when there are too many; or there is none of that id
     */
    public Disposition save(Disposition disposition) {
        String name = Texts.line("name", disposition.name());
        String nameEn = Texts.line("nameEn", disposition.nameEn());
        if (name == null) {
            throw Refused.because("name", "events.disposition.name");
        }
        return transaction.execute(status -> {
            jdbc.sql("lock table disposition in share row exclusive mode").update();
            List<Disposition> all = all();
            boolean taken = all.stream()
                    .anyMatch(one ->
                            !one.id().equals(disposition.id()) && one.name().equalsIgnoreCase(name));
            if (taken) {
                throw Refused.because("name", "events.disposition.taken", name);
            }
            if (disposition.id() == null && all.size() >= MOST) {
                throw Refused.because("name", "events.disposition.many", MOST);
            }
            return write(new Disposition(
                    disposition.id(),
                    name,
                    nameEn,
                    disposition.place(),
                    disposition.asks(),
                    disposition.active(),
                    type(disposition.dealTypeId())));
        });
    }

    private UUID type(UUID asked) {
        if (asked != null
                && !jdbc.sql("select exists (select from deal_type where id = ? and not archived)")
                        .param(asked)
                        .query(Boolean.class)
                        .single()) {
            throw Refused.because("dealTypeId", "events.disposition.deal-type");
        }
        return asked;
    }

    private Disposition write(Disposition tidied) {
        String[] asks =
                tidied.asks().stream().map(Disposition.Asks::word).sorted().toArray(String[]::new);
        if (tidied.id() == null) {
            UUID id = NewId.next();
            jdbc.sql("insert into disposition (id, name, name_en, place, asks, active, deal_type_id)"
                            + " values (?, ?, ?, (select coalesce(max(place), 0) + 1 from disposition), ?, ?, ?)")
                    .params(id, tidied.name(), tidied.nameEn(), asks, tidied.active(), tidied.dealTypeId())
                    .update();
            events.publishEvent(entry("added", null, tidied).on(id, tidied.name()));
            return find(id).orElseThrow();
        }
        Disposition was = find(tidied.id()).orElse(null);
        int changed = jdbc.sql(
                        "update disposition set name = ?, name_en = ?, asks = ?, active = ?, deal_type_id = ? where id = ?")
                .params(tidied.name(), tidied.nameEn(), asks, tidied.active(), tidied.dealTypeId(), tidied.id())
                .update();
        if (changed == 0) {
            throw Refused.because("id", "events.disposition.unknown");
        }
        events.publishEvent(entry("changed", was, tidied).on(tidied.id(), tidied.name()));
        return find(tidied.id()).orElseThrow();
    }

    private static AuditEntry entry(String action, Disposition was, Disposition is) {
        AuditEntry entry = AuditEntry.of(AuditKind.DISPOSITION, action);
        return was == null
                ? entry.with("asks", null, words(is))
                : entry.with("name", was.name(), is.name())
                        .with("nameEn", was.nameEn(), is.nameEn())
                        .with("asks", words(was), words(is))
                        .with("dealTypeId", was.dealTypeId(), is.dealTypeId())
                        .with("active", was.active(), is.active());
    }

    private static List<String> words(Disposition disposition) {
        return disposition.asks().stream().map(Disposition.Asks::word).sorted().toList();
    }

    /** Puts one before the one that stands above it, or behind the one below. Nothing happens at the ends of the list. */
    public void move(UUID id, boolean up) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("lock table disposition in share row exclusive mode").update();
            var ids = new ArrayList<>(offered().stream().map(Disposition::id).toList());
            int at = ids.indexOf(id);
            int to = up ? at - 1 : at + 1;
            if (at < 0 || to < 0 || to >= ids.size()) {
                return;
            }
            Collections.swap(ids, at, to);
            events.publishEvent(AuditEntry.of(AuditKind.DISPOSITION, "moved")
                    .on(id, find(id).map(Disposition::name).orElse(null))
                    .with("place", at + 1, to + 1));
            for (int place = 0; place < ids.size(); place++) {
                jdbc.sql("update disposition set place = ? where id = ?")
                        .params(place + 1, ids.get(place))
                        .update();
            }
        });
    }

    private static Disposition read(ResultSet row, int number) throws SQLException {
        return new Disposition(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("name_en"),
                row.getInt("place"),
                asks(row.getArray("asks")),
                row.getBoolean("active"),
                row.getObject("deal_type_id", UUID.class));
    }

    private static Set<Disposition.Asks> asks(Array words) throws SQLException {
        var asks = EnumSet.noneOf(Disposition.Asks.class);
        for (String word : (String[]) words.getArray()) {
            asks.add(Disposition.Asks.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return asks;
    }
}
