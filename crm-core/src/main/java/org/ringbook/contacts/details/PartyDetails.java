package org.ringbook.contacts.details;

import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ringbook.contacts.details.Details.Kind;
import org.ringbook.contacts.details.Details.Point;
import org.ringbook.refusals.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads and writes {@link Details}. Any thread; every method waits for the database. */
@Component
public class PartyDetails {

    private static final int POINTS = 50;
    private static final int TAGS = 30;
    private static final int LONGEST = 1_000;
    private static final int LONGEST_TAG = 50;
    private static final Pattern SITE =
            Pattern.compile("(?i)(https?://)?[^\\s/@]+\\.[^\\s/@.]{2,}(:[0-9]+)?([/?#]\\S*)?");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    PartyDetails(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Empty when there is no such person or company. */
    public Optional<Details> of(UUID party) {
        return jdbc.sql("select source, region, tags from party where id = ?")
                .param(party)
                .query((row, n) -> new Details(
                        row.getString("source"), row.getString("region"), texts(row.getArray("tags")), points(party)))
                .optional();
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private List<Point> points(UUID party) {
        return jdbc.sql("select kind, value, label from party_point where party_id = ? order by place")
                .param(party)
                .query((row, n) -> new Point(
                        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("value"),
                        row.getString("label")))
                .list();
    }

    /**
     * Replaces all of it.
     *
     * @return as it is kept: fields on one line, no tag and no point twice
     * @throws Refused when a field is not fit, or there is no such person or company
     */
    public Details save(UUID party, Details details) {
        Details tidied = tidied(details);
        transaction.executeWithoutResult(status -> {
            int known = jdbc.sql("update party set source = ?, region = ?, tags = ? where id = ?")
                    .params(tidied.source(), tidied.region(), tidied.tags().toArray(String[]::new), party)
                    .update();
            if (known == 0) {
                throw Refused.because("id", "contacts.party.gone");
            }
            jdbc.sql("delete from party_point where party_id = ?").param(party).update();
            for (int i = 0; i < tidied.points().size(); i++) {
                Point point = tidied.points().get(i);
                jdbc.sql("insert into party_point (party_id, place, kind, value, key, label) values (?, ?, ?, ?, ?, ?)")
                        .params(
                                party,
                                i,
                                point.kind().name().toLowerCase(Locale.ROOT),
                                point.value(),
                                PointKeys.of(point.kind(), point.value()),
                                point.label())
                        .update();
            }
        });
        return tidied;
    }

    /** Says where the first contact came from, unless that is known. */
    public void sourceIfUnknown(UUID party, String source) {
        jdbc.sql("update party set source = ? where id = ? and source is null")
                .params(Lines.line("source", source, LONGEST), party)
                .update();
    }

    /**
     * Adds an e-mail address, a site or an address.
     *
     * @return false when it stands there, there is no room, or there is no such person or company
     * @throws Refused when it is none
     */
    public boolean add(UUID party, Point point) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            jdbc.sql("select 1 from party where id = ? for update")
                    .param(party)
                    .query()
                    .listOfRows();
            Details before = of(party).orElse(null);
            if (before == null || before.points().size() == POINTS) {
                return false;
            }
            var points = new ArrayList<>(before.points());
            points.add(point);
            Details now = save(party, new Details(before.source(), before.region(), before.tags(), points));
            return now.points().size() > before.points().size();
        }));
    }

    /**
     * Adds a tag, or takes it away; in whatever case it was written.
     *
     * @return false when it is so already
     * @throws Refused when there is no room or no such person or company
     */
    public boolean tag(UUID party, String tag, boolean on) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            jdbc.sql("select 1 from party where id = ? for update")
                    .param(party)
                    .query()
                    .listOfRows();
            Details before = of(party).orElseThrow(() -> Refused.because("id", "contacts.party.gone"));
            String wanted = Lines.line("tags", tag, LONGEST_TAG);
            var tags = new ArrayList<>(before.tags());
            boolean had = tags.removeIf(one -> one.equalsIgnoreCase(wanted));
            if (had == on) {
                return false;
            }
            if (on) {
                tags.add(wanted);
            }
            jdbc.sql("update party set tags = ? where id = ?")
                    .params(tags(tags).toArray(String[]::new), party)
                    .update();
            return true;
        }));
    }

    /** Nothing happens when it is gone already. */
    public void remove(UUID party, Kind kind, String value) {
        jdbc.sql("delete from party_point where party_id = ? and kind = ? and lower(value) = lower(?)")
                .params(party, kind.name().toLowerCase(Locale.ROOT), value)
                .update();
    }

    static Details tidied(Details details) {
        var points = new ArrayList<Point>();
        Set<String> stands = new LinkedHashSet<>();
        for (Point point : details.points()) {
            String value = Lines.line("points", point.value(), LONGEST);
            if (value == null || point.kind() == null) {
                continue;
            }
            refuseUnreadable(point.kind(), value);
            if (stands.add(point.kind() + " " + value.toLowerCase(Locale.ROOT))) {
                points.add(new Point(point.kind(), value, Lines.line("points", point.label(), LONGEST_TAG)));
            }
        }
        if (points.size() > POINTS) {
            throw Refused.because("points", "contacts.details.points", POINTS);
        }
        return new Details(
                Lines.line("source", details.source(), LONGEST),
                Lines.line("region", details.region(), LONGEST),
                tags(details.tags()),
                points);
    }

    private static void refuseUnreadable(Kind kind, String value) {
        if (kind == Kind.EMAIL && (PointKeys.email(value) == null || value.indexOf(' ') >= 0)) {
            throw Refused.because("points", "contacts.email", value);
        }
        if (kind == Kind.SITE && !SITE.matcher(value).matches()) {
            throw Refused.because("points", "contacts.details.site", value);
        }
    }

    private static List<String> tags(List<String> typed) {
        Set<String> tags = new LinkedHashSet<>();
        Set<String> keys = new LinkedHashSet<>();
        for (String one : typed) {
            String tag = Lines.line("tags", one, LONGEST_TAG);
            if (tag != null && keys.add(tag.toLowerCase(Locale.ROOT))) {
                tags.add(tag);
            }
        }
        if (tags.size() > TAGS) {
            throw Refused.because("tags", "contacts.details.tags", TAGS);
        }
        return List.copyOf(tags);
    }
}
