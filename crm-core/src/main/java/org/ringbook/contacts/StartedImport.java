package org.ringbook.contacts;

import java.util.UUID;

/**
 * One import that somebody started. Any thread may look at it.
 *
 * @param owner id of our person who started it; nobody else may see it
 * @param fileName as it was called where it came from; untrusted text
 * @param options how it is read; what they leave open is found out
 */
public record StartedImport(UUID id, UUID owner, String fileName, ContactImport.Options options, ImportRun run) {

    public ImportRun.Status status() {
        return run.status();
    }

    public boolean ended() {
        return switch (status().state()) {
            case WAITING, RUNNING -> false;
            case DONE, CANCELLED, FAILED -> true;
        };
    }
}
