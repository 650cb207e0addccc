package org.ringbook.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people have typed of calls and not saved yet. It is kept as they type, so that it survives whatever happens to a page, a
 * browser or this server. Any thread; every method waits for the database.
 */
@Component
public class Drafts {

    private static final int MOST_LISTED = 50;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Drafts(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * @param text null when nothing waits to be saved
     * @param version rises with each change; 0 when nothing was ever typed
     */
    public record Draft(UUID call, String text, int version, Instant changedAt) {

        static Draft none(UUID call) {
            return new Draft(call, null, 0, null);
        }

        public boolean isOpen() {
            return text != null;
        }
    }

    public Draft of(UUID author, UUID call) {
        return find(author, call).orElseGet(() -> Draft.none(call));
    }

    private Optional<Draft> find(UUID author, UUID call) {
        return jdbc.sql("select * from call_draft where author_id = ? and call_id = ?")
                .params(author, call)
                .query(Drafts::read)
                .optional();
    }

    /** Those of one person that are not saved, newest first; the last ones. */
    public List<Draft> open(UUID author) {
        return jdbc.sql("select * from call_draft where author_id = ? and text is not null"
                        + " order by changed_at desc limit " + MOST_LISTED)
                .param(author)
                .query(Drafts::read)
                .list();
    }

    /**
     * Keeps what is typed, if nobody typed elsewhere meanwhile. A page that is closed and the one that takes its text over send the same.
     *
     * @param base version that the text was made from
     * @return as it is kept now; empty when another page of the same person was first with other words, and nothing was changed
     */
    public Optional<Draft> keep(UUID author, UUID call, String text, int base) {
        String kept = text == null || text.isBlank() ? null : text;
        Texts.text("text", kept);
        Optional<Draft> now = jdbc.sql("insert into call_draft as d (author_id, call_id, text, version)"
                        + " select :author, :call, :text, 1 where :base = 0"
                        + " on conflict (author_id, call_id) do nothing returning d.*")
                .param("author", author)
                .param("call", call)
                .param("text", kept)
                .param("base", base)
                .query(Drafts::read)
                .optional();
        if (now.isEmpty()) {
            now = jdbc.sql("update call_draft set text = :text, version = version + 1, changed_at = now()"
                            + " where author_id = :author and call_id = :call and version = :base returning *")
                    .param("author", author)
                    .param("call", call)
                    .param("text", kept)
                    .param("base", base)
                    .query(Drafts::read)
                    .optional();
        }
        now.ifPresent(draft -> events.publishEvent(new DraftChanged(author, call)));
        return now.or(() -> find(author, call)
                .filter(there -> there.isOpen() && there.text().equals(kept)));
    }

    /**
     * What was typed is saved as a note. In the transaction that saves it: whoever saves theirs of the same call waits until it ends.
     *
     * @return what waited to be saved
     */
    Draft saved(UUID author, UUID call) {
        jdbc.sql(
                        "insert into call_draft (author_id, call_id, text, version) values (?, ?, null, 0) on conflict do nothing")
                .params(author, call)
                .update();
        Draft before = jdbc.sql("select * from call_draft where author_id = ? and call_id = ? for update")
                .params(author, call)
                .query(Drafts::read)
                .single();
        jdbc.sql("update call_draft set text = null, version = version + 1, changed_at = now()"
                        + " where author_id = ? and call_id = ?")
                .params(author, call)
                .update();
        events.publishEvent(new NoteSaved(author, call));
        return before;
    }

    /** The call turned out to be part of another one. A draft of that one stays, and is added to. */
    void merged(UUID call, UUID into) {
        jdbc.sql("insert into call_draft as d (author_id, call_id, text, version, changed_at)"
                        + " select author_id, :into, text, version, changed_at from call_draft where call_id = :call"
                        + " on conflict (author_id, call_id) do update set version = d.version + 1,"
                        + " text = nullif(concat_ws(e'\\n', d.text, excluded.text), '')")
                .param("call", call)
                .param("into", into)
                .update();
        jdbc.sql("delete from call_draft where call_id = ?").param(call).update();
    }

    private static Draft read(ResultSet row, int number) throws SQLException {
        return new Draft(
                row.getObject("call_id", UUID.class),
                row.getString("text"),
                row.getInt("version"),
                row.getTimestamp("changed_at").toInstant());
    }
}
