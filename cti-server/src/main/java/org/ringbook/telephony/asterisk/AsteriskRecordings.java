package org.ringbook.telephony.asterisk;

import java.util.List;
import org.ringbook.recordings.RecordingFetcher;
import org.springframework.stereotype.Component;

/** Where the recordings of each Asterisk are. */
@Component
class AsteriskRecordings implements RecordingFetcher.Provider {

    private final AsteriskSettings settings;

    AsteriskRecordings(AsteriskSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<RecordingFetcher> fetchers() {
        return settings.asterisk().entrySet().stream()
                .filter(one -> !one.getValue().host().isBlank()
                        && one.getValue().recordings().isSet())
                .<RecordingFetcher>map(one -> one.getValue().recordings().fetcher(one.getKey()))
                .toList();
    }
}
