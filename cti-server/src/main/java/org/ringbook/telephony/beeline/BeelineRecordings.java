package org.ringbook.telephony.beeline;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ringbook.recordings.fetch.HttpDownload;
import org.ringbook.recordings.fetch.HttpDownload.Request;
import org.ringbook.recordings.fetch.RecordingFetcher;

/** The recordings of one cloud PBX: {@code v2/records/ID/download}, with the token. A missing one may be told by a JSON with 200. */
final class BeelineRecordings implements RecordingFetcher {

    private final String source;
    private final URI address;
    private final String token;
    private final HttpDownload http;

    BeelineRecordings(String source, String address, String token) {
        this.source = source;
        this.address = URI.create(address);
        this.token = token;
        this.http = new HttpDownload(this.address, List.of("beeline.ru"));
    }

    @Override
    public String source() {
        return source;
    }

    /** Minutes pass until it is there. */
    @Override
    public Duration firstTry() {
        return Duration.ofSeconds(60);
    }

    @Override
    public List<Path> fetch(Wanted wanted, Path folder) throws IOException {
        if (wanted.file() == null) {
            throw new NotThereYet("not_there_yet");
        }
        String id = wanted.file().substring(wanted.file().lastIndexOf('/') + 1);
        if (!id.matches("[0-9]{1,30}")) {
            throw new NeverThere("name_refused");
        }
        Path into = folder.resolve("sound");
        URI download = address.resolve("v2/records/" + id + "/download");
        http.get(Request.get(download, Map.of(BeelineApi.TOKEN, token)), into, wanted.space());
        return List.of(into);
    }
}
