package org.ringbook.access;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.schedule.RepeatedTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps resume tickets over a restart. Writing is handed on and done beside, many at once: nobody who comes back waits for it, and a
 * database that is away keeps nobody out. What ends is deleted at once. What was not written yet when the server is killed is a ticket less.
 */
@Component
class ResumeTicketTable implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ResumeTicketTable.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    /** A ticket that is only seen again need not be written each time. */
    private static final Duration COARSE = Duration.ofMinutes(5);

    private static final int MOST_AT_ONCE = 1_000;

    private final JdbcTemplate jdbc;
    private final Map<String, ResumeTicket> toWrite = new ConcurrentHashMap<>();
    private final Map<String, Instant> written = new ConcurrentHashMap<>();
    private final RepeatedTask writing;

    ResumeTicketTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.writing = new RepeatedTask("resume-tickets", EVERY, this::flush);
        writing.start();
    }

    /** Those that were seen since; older ones are forgotten. */
    List<ResumeTicket> read(Instant since) {
        jdbc.update("delete from resume_ticket where seen_at <= ?", time(since));
        List<ResumeTicket> kept = jdbc.query(
                "select hash, staff_id, password_mark, seen_at from resume_ticket order by seen_at desc limit "
                        + ResumeTickets.MOST,
                (row, number) -> new ResumeTicket(
                        HexFormat.of().formatHex(row.getBytes("hash")),
                        row.getObject("staff_id", UUID.class),
                        row.getString("password_mark"),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant()));
        kept.forEach(ticket -> written.put(ticket.id(), ticket.seenAt()));
        return kept;
    }

    /** Never waits. */
    void write(ResumeTicket ticket) {
        Instant before = written.get(ticket.id());
        if (before == null || before.plus(COARSE).isBefore(ticket.seenAt())) {
            toWrite.put(ticket.id(), ticket);
        }
    }

    /** Waits for the database; when it is away, the mark of the password still tells that the ticket is void. */
    void end(List<ResumeTicket> ended) {
        ended.forEach(ticket -> toWrite.remove(ticket.id()));
        if (!ended.isEmpty()) {
            try {
                delete(ended);
            } catch (DataAccessException away) {
                LOG.debug("Tickets that ended are still in the database: {}", away.toString());
            }
        }
    }

    private synchronized void delete(List<ResumeTicket> ended) {
        ended.forEach(ticket -> written.remove(ticket.id()));
        jdbc.batchUpdate(
                "delete from resume_ticket where hash = ?",
                ended.stream().map(ticket -> new Object[] {hash(ticket)}).toList());
    }

    synchronized void flush() {
        var batch = new ArrayList<>(toWrite.values());
        try {
            for (int from = 0; from < batch.size(); from += MOST_AT_ONCE) {
                write(batch.subList(from, Math.min(batch.size(), from + MOST_AT_ONCE)));
            }
        } catch (DataAccessException away) {
            LOG.debug("Tickets are written later: {}", away.toString());
        }
    }

    private void write(List<ResumeTicket> some) {
        List<ResumeTicket> still =
                some.stream().filter(ticket -> toWrite.containsKey(ticket.id())).toList();
        jdbc.batchUpdate(
                "insert into resume_ticket (hash, staff_id, password_mark, seen_at) values (?, ?, ?, ?)"
                        + " on conflict (hash) do update set seen_at = excluded.seen_at",
                still.stream()
                        .map(ticket ->
                                new Object[] {hash(ticket), ticket.staff(), ticket.passwordMark(), time(ticket.seenAt())
                                })
                        .toList());
        still.forEach(ticket -> {
            written.put(ticket.id(), ticket.seenAt());
            toWrite.remove(ticket.id(), ticket);
        });
    }

    private static byte[] hash(ResumeTicket ticket) {
        return HexFormat.of().parseHex(ticket.id());
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void destroy() {
        writing.stop();
        flush();
    }
}
