package org.ringbook.telephony.generic;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ringbook.recordings.fetch.HttpDownload;
import org.ringbook.recordings.fetch.HttpDownload.Request;
import org.ringbook.recordings.fetch.RecordingFetcher;

/** The recordings of a telephone system that is described in settings: links that it tells, below the scheme, host and port that the settings name. */
final class GenericPbxRecordings implements RecordingFetcher {

    private final String source;
    private final GenericPbxSettings.Recordings settings;
    private final HttpDownload http;

    GenericPbxRecordings(String source, GenericPbxSettings.Recordings settings) {
        this.source = source;
        this.settings = settings;
        this.http = new HttpDownload(URI.create(settings.address()), List.of());
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Duration firstTry() {
        return settings.after();
    }

    @Override
    public List<Path> fetch(Wanted wanted, Path folder) throws IOException {
        if (wanted.file() == null) {
            throw new NotThereYet("not_named");
        }
        URI link;
        try {
            link = URI.create(settings.address()).resolve(wanted.file().strip());
        } catch (IllegalArgumentException unreadable) {
            throw new NeverThere("name_refused");
        }
        Path into = folder.resolve("sound");
        http.get(Request.get(link, settings.headers()), into, wanted.space());
        return List.of(into);
    }
}
