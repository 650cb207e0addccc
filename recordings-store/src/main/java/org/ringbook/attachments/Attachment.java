package org.ringbook.attachments;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * A file that somebody attached.
 *
 * @param name as it was called, on one line: untrusted
 * @param format what its first bytes say, never what its sender said: {@code application/octet-stream} for whatever is only downloaded
 * @param sha256 of its bytes, 64 small hexadecimal digits
 * @param addedBy null when a program did
 */
public record Attachment(
        UUID id,
        AttachmentOwner owner,
        String name,
        long bytes,
        String format,
        String sha256,
        Instant addedAt,
        UUID addedBy) {

    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    public boolean isPicture() {
        return PICTURES.contains(format);
    }

    /** Whether a browser may show it: nothing in it can be a program of ours. */
    public boolean isShown() {
        return isPicture() || format.equals(FileFormat.PDF);
    }

    /** For eyes: the ending of the name in capitals; empty when it has none. */
    public String ending() {
        return AttachmentName.ending(name).toUpperCase(Locale.ROOT);
    }
}
