package org.ringbook;

import java.util.Optional;
import org.ringbook.contacts.DestroyedNumbers;

/** Of a server that has its file. */
public final class TestSalt implements DestroyedNumbers.Salt {

    @Override
    public Optional<byte[]> known() {
        return Optional.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }

    @Override
    public byte[] knownOrNew() {
        return known().orElseThrow();
    }
}
