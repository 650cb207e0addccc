package org.ringbook.attachments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ringbook.attachments.AttachmentOwner.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attachments in the database. */
final class AttachmentRows {

    private final JdbcClient jdbc;

    AttachmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Attachment> of(Kind kind, Collection<UUID> owners) {
        return jdbc.sql("select * from attachment where " + kind.column() + " = any(?) order by added_at desc, id desc")
                .param(owners.toArray(UUID[]::new))
                .query(AttachmentRows::read)
                .list();
    }

    long count(AttachmentOwner owner) {
        return jdbc.sql("select count(*) from attachment where " + owner.kind().column() + " = ?")
                .param(owner.id())
                .query(Long.class)
                .single();
    }

    Optional<Attachment> find(UUID id) {
        return jdbc.sql("select * from attachment where id = ?")
                .param(id)
                .query(AttachmentRows::read)
                .optional();
    }

    void add(Attachment one) {
        jdbc.sql("insert into attachment (id, " + one.owner().kind().column()
                        + ", name, bytes, format, sha256, added_by) values (?, ?, ?, ?, ?, ?, ?)")
                .params(one.id(), one.owner().id(), one.name(), one.bytes(), one.format(), one.sha256(), one.addedBy())
                .update();
    }

    /** Bytes that no file has may be freed, unless something else has them. */
    void letGo(String sha256) {
        jdbc.sql("insert into sound_to_free (sha256) values (?) on conflict do nothing")
                .param(sha256)
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from attachment where id = ?").param(id).update();
    }

    void callMerged(UUID call, UUID into) {
        jdbc.sql("update attachment set call_id = ? where call_id = ?")
                .params(into, call)
                .update();
    }

    private static Attachment read(ResultSet row, int n) throws SQLException {
        AttachmentOwner owner = null;
        for (Kind kind : Kind.values()) {
            UUID id = row.getObject(kind.column(), UUID.class);
            owner = id == null ? owner : new AttachmentOwner(kind, id);
        }
        return new Attachment(
                row.getObject("id", UUID.class),
                owner,
                row.getString("name"),
                row.getLong("bytes"),
                row.getString("format"),
                row.getString("sha256"),
                row.getTimestamp("added_at").toInstant(),
                row.getObject("added_by", UUID.class));
    }
}
