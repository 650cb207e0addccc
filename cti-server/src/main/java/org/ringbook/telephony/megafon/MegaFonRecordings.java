package org.ringbook.telephony.megafon;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ringbook.recordings.fetch.HttpDownload;
import org.ringbook.recordings.fetch.HttpDownload.Request;
import org.ringbook.recordings.fetch.RecordingFetcher;

/**
 * The recordings of one virtual PBX: links, some of which want the key, and only those of the PBX's own host are shown it. A link is
 * a secret as good as the sound.
 */
final class MegaFonRecordings implements RecordingFetcher {

    private final String source;
    private final URI address;
    private final String key;
    private final HttpDownload http;

    MegaFonRecordings(String source, String address, String key) {
        this.source = source;
        this.address = URI.create(address);
        this.key = key;
        this.http = new HttpDownload(this.address, List.of(family(this.address.getHost()), "megapbx.ru"));
    }

    /** The operator's domain, with whatever is below it: links of one PBX name several of its hosts. */
    private static String family(String host) {
        String[] names = host.split("\\.");
        boolean address = names.length < 3 || host.matches("[0-9.]+");
        return address ? host : names[names.length - 2] + "." + names[names.length - 1];
    }

    @Override
    public String source() {
        return source;
    }

    /** The file appears some time after the call was told. */
    @Override
    public Duration firstTry() {
        return Duration.ofSeconds(20);
    }

    @Override
    public List<Path> fetch(Wanted wanted, Path folder) throws IOException {
        if (wanted.file() == null) {
            throw new NotThereYet("not_named");
        }
        URI link;
        try {
            link = URI.create(wanted.file().strip());
        } catch (IllegalArgumentException unreadable) {
            throw new NeverThere("name_refused");
        }
        boolean own = isOwn(address, link);
        Path into = folder.resolve("sound");
        http.get(Request.get(link, own ? Map.of("X-API-KEY", key) : Map.of()), into, wanted.space());
        return List.of(into);
    }

    /** The key that was entered for a sealed line is shown on no other. */
    static boolean isOwn(URI address, URI link) {
        return link.getScheme() != null && HttpDownload.isSameOrigin(address, link);
    }
}
