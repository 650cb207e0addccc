package org.ringbook.telephony;

import java.util.List;
import org.ringbook.recordings.fetch.RecordingFetcher;
import org.springframework.stereotype.Component;

/** The recordings of all sources, for the queue that fetches them. */
@Component
class SourceRecordings implements RecordingFetcher.Provider {

    private final Sources sources;

    SourceRecordings(Sources sources) {
        this.sources = sources;
    }

    @Override
    public List<RecordingFetcher> fetchers() {
        return sources.recordings();
    }
}
