package org.ringbook.imports;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of imports. */
final class ImportRows {

    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    ImportRows(JdbcTemplate template) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
    }

    void forgetOld() {
        jdbc.sql("delete from file_import where at < now() - interval '31 days'")
                .update();
    }

    void insert(FileImport file) {
        jdbc.sql("insert into file_import (id, kind, owner, file_name, headers, columns, workbook, slashes, source)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        file.id(),
                        file.kind().word(),
                        file.owner(),
                        file.fileName(),
                        file.headers().toArray(String[]::new),
                        file.columns().toArray(String[]::new),
                        file.workbook(),
                        file.slashes() == null ? null : file.slashes().word(),
                        file.source())
                .update();
    }

    void update(FileImport file) {
        jdbc.sql("update file_import set columns = ?, slashes = ?, source = ?, bulk_id = null where id = ?")
                .params(
                        file.columns().toArray(String[]::new),
                        file.slashes() == null ? null : file.slashes().word(),
                        file.source(),
                        file.id())
                .update();
    }

    void looks(UUID id, UUID bulk) {
        jdbc.sql("update file_import set bulk_id = ? where id = ?")
                .params(bulk, id)
                .update();
    }

    Optional<FileImport> find(UUID id) {
        return jdbc.sql("select * from file_import where id = ?")
                .param(id)
                .query(ImportRows::file)
                .optional();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<FileImport> findToChange(UUID id) {
        jdbc.sql("select 1 from file_import where id = ? for update")
                .param(id)
                .query()
                .listOfRows();
        return find(id);
    }

    /** The newest first. @param owner null for everybody's */
    List<FileImport> latest(FileImport.Kind kind, UUID owner, int most) {
        return jdbc.sql(
                        "select * from file_import where kind = :kind and (cast(:owner as uuid) is null or owner = :owner)"
                                + " order by at desc limit :most")
                .param("kind", kind.word())
                .param("owner", owner)
                .param("most", most)
                .query(ImportRows::file)
                .list();
    }

    void insert(List<RowCells> some) {
        template.batchUpdate(
                "insert into file_import_row (id, import_id, number, cells, key) values (?, ?, ?, ?, ?)",
                some,
                BATCH,
                (statement, row) -> {
                    statement.setObject(1, row.id());
                    statement.setObject(2, row.file().id());
                    statement.setLong(3, row.number());
                    Array cells = row.cells() == null
                            ? null
                            : statement
                                    .getConnection()
                                    .createArrayOf("text", row.cells().toArray());
                    statement.setArray(4, cells);
                    statement.setString(5, row.key());
                });
    }

    void keys(List<RowCells> some) {
        template.batchUpdate("update file_import_row set key = ? where id = ?", some, BATCH, (statement, row) -> {
            statement.setString(1, row.key());
            statement.setObject(2, row.id());
        });
    }

    List<UUID> ids(UUID file) {
        return jdbc.sql("select id from file_import_row where import_id = ? order by number")
                .param(file)
                .query(UUID.class)
                .list();
    }

    /** In their order. @param after number of the row before; 0 for the first */
    List<RowCells> some(FileImport file, long after, int most) {
        return jdbc.sql("select * from file_import_row where import_id = ? and number > ? order by number limit ?")
                .params(file.id(), after, most)
                .query((row, n) -> row(file, row))
                .list();
    }

    Optional<RowCells> row(FileImport file, UUID id) {
        return jdbc.sql("select * from file_import_row where import_id = ? and id = ?")
                .params(file.id(), id)
                .query((row, n) -> row(file, row))
                .optional();
    }

    Map<UUID, RowCells> rows(FileImport file, List<UUID> ids) {
        var rows = new HashMap<UUID, RowCells>();
        jdbc.sql("select * from file_import_row where import_id = ? and id = any(?)")
                .params(file.id(), ids.toArray(UUID[]::new))
                .query(row -> {
                    rows.put(row.getObject("id", UUID.class), row(file, row));
                });
        return rows;
    }

    /** The number of an earlier row of the same file that is the same. */
    Optional<Long> twin(RowCells row) {
        return jdbc.sql(
                        "select number from file_import_row where import_id = ? and key = ? and number < ? order by number limit 1")
                .params(row.file().id(), row.key(), row.number())
                .query(Long.class)
                .optional();
    }

    /** What was made of such a row before. */
    Optional<UUID> made(RowCells row) {
        String of = row.file().kind().word();
        return jdbc.sql("select " + of + "_id from imported_" + of + " where key = ?")
                .param(row.key())
                .query(UUID.class)
                .optional();
    }

    void made(RowCells row, UUID record) {
        String of = row.file().kind().word();
        jdbc.sql("insert into imported_" + of + " (key, " + of + "_id) values (?, ?)")
                .params(row.key(), record)
                .update();
    }

    /** By the names of columns as they are compared, of those that somebody chose. */
    Map<String, String> choices(FileImport.Kind kind) {
        var choices = new HashMap<String, String>();
        jdbc.sql("select header, field from file_import_column where kind = ?")
                .param(kind.word())
                .query(row -> {
                    choices.put(row.getString(1), row.getString(2));
                });
        return choices;
    }

    void choose(FileImport.Kind kind, String header, String field) {
        jdbc.sql("insert into file_import_column (kind, header, field) values (?, ?, ?)"
                        + " on conflict (kind, header) do update set field = excluded.field")
                .params(kind.word(), header, field)
                .update();
    }

    private static FileImport file(ResultSet row, int n) throws SQLException {
        return new FileImport(
                row.getObject("id", UUID.class),
                FileImport.Kind.of(row.getString("kind")).orElseThrow(),
                row.getObject("owner", UUID.class),
                row.getString("file_name"),
                row.getTimestamp("at").toInstant(),
                texts(row, "headers"),
                texts(row, "columns"),
                row.getBoolean("workbook"),
                FileImport.Slashes.of(String.valueOf(row.getString("slashes"))).orElse(null),
                row.getString("source"),
                row.getObject("bulk_id", UUID.class));
    }

    private static RowCells row(FileImport file, ResultSet row) throws SQLException {
        return new RowCells(
                file,
                row.getObject("id", UUID.class),
                row.getLong("number"),
                texts(row, "cells"),
                row.getString("key"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array texts = row.getArray(column);
        return texts == null ? null : List.of((String[]) texts.getArray());
    }
}
