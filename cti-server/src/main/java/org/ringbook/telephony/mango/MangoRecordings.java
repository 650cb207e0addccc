package org.ringbook.telephony.mango;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ringbook.recordings.fetch.HttpDownload;
import org.ringbook.recordings.fetch.HttpDownload.Request;
import org.ringbook.recordings.fetch.RecordingFetcher;
import tools.jackson.databind.json.JsonMapper;

/**
 * The recordings of one virtual PBX: a signed request leads to an address that is valid once ({@code queries/recording/post}).
 */
final class MangoRecordings implements RecordingFetcher {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LONGEST_ID = 128;

    private final String source;
    private final URI address;
    private final Signature signature;
    private final HttpDownload http;

    MangoRecordings(String source, String address, Signature signature) {
        this.source = source;
        this.address = URI.create(address);
        this.signature = signature;
        this.http = new HttpDownload(this.address, List.of("mango-office.ru"));
    }

    @Override
    public String source() {
        return source;
    }

    /** Seconds to minutes pass until it is in the cloud. */
    @Override
    public Duration firstTry() {
        return Duration.ofSeconds(20);
    }

    @Override
    public List<Path> fetch(Wanted wanted, Path folder) throws IOException {
        String id = wanted.file();
        if (id == null) {
            throw new NotThereYet("not_named");
        }
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new NeverThere("name_refused");
        }
        String json = MAPPER.writeValueAsString(Map.of("recording_id", id, "action", "download"));
        String form =
                "vpbx_api_key=" + encoded(signature.key()) + "&sign=" + signature.of(json) + "&json=" + encoded(json);
        Path into = folder.resolve("sound");
        http.get(new Request(address.resolve("queries/recording/post"), Map.of(), form), into, wanted.space());
        return List.of(into);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
