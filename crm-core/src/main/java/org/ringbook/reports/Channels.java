package org.ringbook.reports;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which of our numbers stood in which advertising channel when: numbers move between campaigns, and a call belongs to the one in which
 * its number stood on that day. Any thread; every method waits for the database and throws {@link DataAccessException} without it.
 */
@Component
public class Channels {

    private static final int MOST = 500;
    private static final int LONGEST_NAME = 60;

    private final JdbcClient jdbc;

    Channels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param last inclusive; null while it lasts
     * @param dayCost for a day, in hundredths of the currency; null when nobody told
     */
    public record Channel(int id, String name, PhoneNumber line, LocalDate first, LocalDate last, Long dayCost) {}

    /** By name and time. */
    public List<Channel> all() {
        return jdbc.sql("select * from report_channel order by lower(name), first_day, id")
                .query(Channels::read)
                .list();
    }

    /** @throws Refused if something does not fit, or the number stands in another channel in that time */
    public void add(String name, PhoneNumber line, LocalDate first, LocalDate last, Long dayCost) {
        String kept = name == null ? "" : name.strip();
        if (kept.isEmpty() || kept.length() > LONGEST_NAME) {
            throw Refused.because("name", "reports.channel.name", LONGEST_NAME);
        }
        if (line == null) {
            throw Refused.because("line", "reports.channel.line");
        }
        if (first == null || last != null && last.isBefore(first)) {
            throw Refused.because("last", "reports.channel.days");
        }
        if (dayCost != null && dayCost < 0) {
            throw Refused.because("cost", "reports.channel.cost");
        }
        List<Channel> known = all();
        if (known.size() >= MOST) {
            throw Refused.because(null, "reports.channel.many", MOST);
        }
        known.stream()
                .filter(one -> one.line().equals(line) && overlap(one, first, last))
                .findFirst()
                .ifPresent(one -> {
                    throw Refused.because(
                            "line",
                            "reports.channel.taken",
                            one.name(),
                            one.first().toString());
                });
        jdbc.sql("insert into report_channel (name, line, first_day, last_day, day_cost) values (?, ?, ?, ?, ?)")
                .params(kept, line.toString(), Date.valueOf(first), last == null ? null : Date.valueOf(last), dayCost)
                .update();
    }

    private static boolean overlap(Channel one, LocalDate first, LocalDate last) {
        boolean endsBefore = one.last() != null && one.last().isBefore(first);
        boolean beginsAfter = last != null && one.first().isAfter(last);
        return !endsBefore && !beginsAfter;
    }

    /** Its number leaves it on that day; nothing happens when it is gone. @param last inclusive */
    public void end(int id, LocalDate last) {
        jdbc.sql("update report_channel set last_day = greatest(first_day, cast(? as date)) where id = ?")
                .params(Date.valueOf(last), id)
                .update();
    }

    public void delete(int id) {
        jdbc.sql("delete from report_channel where id = ?").param(id).update();
    }

    /** Ids of those that lasted on a day of a period, calls or none. */
    List<Integer> during(Period period) {
        return jdbc.sql("select id from report_channel where first_day <= ? and (last_day is null or last_day >= ?)"
                        + " order by id")
                .params(Date.valueOf(period.last()), Date.valueOf(period.first()))
                .query(Integer.class)
                .list();
    }

    /** Of the days of a period in which it lasted, until today; 0 when nobody told. */
    long cost(int id, Period period) {
        return jdbc.sql("select * from report_channel where id = ?")
                .param(id)
                .query(Channels::read)
                .optional()
                .map(one -> cost(one, period, LocalDate.now(period.zone())))
                .orElse(0L);
    }

    private static long cost(Channel one, Period period, LocalDate today) {
        LocalDate from = one.first().isAfter(period.first()) ? one.first() : period.first();
        LocalDate to = one.last() != null && one.last().isBefore(period.last()) ? one.last() : period.last();
        to = to.isAfter(today) ? today : to;
        return one.dayCost() == null || to.isBefore(from) ? 0 : one.dayCost() * (ChronoUnit.DAYS.between(from, to) + 1);
    }

    private static Channel read(ResultSet row, int number) throws SQLException {
        Date last = row.getDate("last_day");
        return new Channel(
                row.getInt("id"),
                row.getString("name"),
                PhoneNumber.of(row.getString("line")),
                row.getDate("first_day").toLocalDate(),
                last == null ? null : last.toLocalDate(),
                row.getObject("day_cost", Long.class));
    }
}
