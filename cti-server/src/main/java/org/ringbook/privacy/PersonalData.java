package org.ringbook.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ringbook.recordings.store.AudioStore;
import org.ringbook.recordings.store.StoredAudio;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is kept of a person, everywhere: counted, and as one file. Any thread; every method waits for the database. */
@Component
public class PersonalData {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final int MOST_ROWS = 50_000;
    /** What the program makes of it to find it by. */
    private static final List<String> DERIVED = List.of("words", "name_key", "field_words", "key_hash", "found");

    /** The one column of bytes in them: what a form sent. Whatever else looks like bytes is a text. */
    private static final String BYTES = "body";

    private final JdbcClient jdbc;
    private final AudioStore store;

    PersonalData(JdbcClient jdbc, AudioStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /**
     * What is kept, and what would become of it.
     *
     * @param places those with something in them
     * @param shared numbers that somebody else has, too, with one whose they are: the calls of these stay as they are
     */
    public record Held(UUID id, String name, List<Place> places, Map<Long, String> shared) {

        public Held {
            places = List.copyOf(places);
            shared = Map.copyOf(shared);
        }
    }

    /**
     * @param key calls, recordings, notes …
     * @param fate what destroying makes of it: deleted, or emptied of the person
     */
    public record Place(String key, long count, String fate) {}

    /** Empty when there is no such person. */
    public Optional<Held> held(UUID person) {
        return PersonRows.find(jdbc, person).map(rows -> new Held(person, rows.name(), places(rows), rows.shared()));
    }

    List<Place> places(PersonRows rows) {
        var places = new ArrayList<Place>();
        for (Holding holding : Holding.ALL) {
            long count = jdbc.sql("select count(*) from " + holding.rows())
                    .params(rows.parameters(""))
                    .query(Long.class)
                    .single();
            if (count > 0) {
                places.add(new Place(holding.key(), count, holding.fate().name().toLowerCase(java.util.Locale.ROOT)));
            }
        }
        return places;
    }

    /**
     * Writes all of it as one ZIP: {@code data.json}, and the recordings. Who takes it is noted.
     *
     * @return false when there is no such person, and nothing was written
     */
    public boolean write(UUID person, UUID by, OutputStream out) throws IOException {
        PersonRows rows = PersonRows.find(jdbc, person).orElse(null);
        if (rows == null) {
            return false;
        }
        jdbc.sql("insert into privacy_look (party_id, at, by) values (?, now(), ?)")
                .params(person, by)
                .update();
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry("data.json"));
        zip.write(JSON.writeValueAsBytes(data(rows)));
        zip.closeEntry();
        recordings(rows, zip);
        files(rows, zip);
        zip.finish();
        return true;
    }

    private Map<String, Object> data(PersonRows rows) {
        var data = new LinkedHashMap<String, Object>();
        data.put("person", rows.name());
        data.put("at", Instant.now().toString());
        for (Holding holding : Holding.ALL) {
            List<Map<String, Object>> found = jdbc.sql(
                            "select to_jsonb(t)::text from " + holding.rows() + " limit " + MOST_ROWS)
                    .params(rows.parameters(""))
                    .query((row, n) -> readable(row.getString(1)))
                    .list();
            if (!found.isEmpty()) {
                data.put(holding.key(), found);
            }
        }
        data.put(
                "details",
                jdbc.sql("select source, region, tags, fields from party where id = ?")
                        .param(rows.id())
                        .query((row, n) -> readable("{\"fields\":" + row.getString("fields") + "}"))
                        .list());
        return data;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> readable(String json) {
        Map<String, Object> row = JSON.readValue(json, LinkedHashMap.class);
        row.keySet().removeAll(DERIVED);
        row.computeIfPresent(BYTES, (name, hex) -> text(hex.toString()));
        return row;
    }

    private static String text(String hex) {
        return new String(HexFormat.of().parseHex(hex.substring("\\x".length())), StandardCharsets.UTF_8);
    }

    private record Sound(UUID id, String sha256) {}

    private void recordings(PersonRows rows, ZipOutputStream zip) throws IOException {
        List<Sound> sounds = jdbc.sql(
                        "select id, sha256 from recording where call_id = any(?) and sha256 is not null order by started_at")
                .param(rows.calls().toArray(UUID[]::new))
                .query((row, n) -> new Sound(row.getObject(1, UUID.class), row.getString(2)))
                .list();
        for (Sound sound : sounds) {
            Optional<StoredAudio> audio = store.open(sound.sha256());
            if (audio.isPresent()) {
                zip.putNextEntry(new ZipEntry("recordings/" + sound.id() + ".wav"));
                try (InputStream in = audio.get().read(0, audio.get().length())) {
                    in.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
    }

    private record Kept(UUID id, String name, String sha256) {}

    /** Each under its id and the name that it was sent with. */
    private void files(PersonRows rows, ZipOutputStream zip) throws IOException {
        String of = Holding.ALL.stream()
                .filter(one -> one.key().equals("files"))
                .findFirst()
                .orElseThrow()
                .rows();
        List<Kept> kept = jdbc.sql("select t.id, t.name, t.sha256 from " + of + " order by t.added_at")
                .params(rows.parameters(""))
                .query((row, n) -> new Kept(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .list();
        for (Kept one : kept) {
            Optional<StoredAudio> content = store.open(one.sha256());
            if (content.isPresent()) {
                zip.putNextEntry(new ZipEntry("files/" + one.id() + "-" + one.name()));
                try (InputStream in = content.get().read(0, content.get().length())) {
                    in.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
    }
}
