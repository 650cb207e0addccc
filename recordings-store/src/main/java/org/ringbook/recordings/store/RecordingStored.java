package org.ringbook.recordings.store;

import java.util.UUID;

/**
 * Published as a Spring event when a recording is complete and kept, on the thread that fetched it.
 *
 * @param sha256 by which its sound is kept
 * @param format media type
 */
public record RecordingStored(UUID id, String sha256, String format) {}
