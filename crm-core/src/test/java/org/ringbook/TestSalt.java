package org.ringbook;

import java.util.List;
import org.ringbook.contacts.DestroyedNumbers;

/** Of a server that has its file. */
public final class TestSalt implements DestroyedNumbers.Salt {

    @Override
    public List<byte[]> known() {
        return List.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }

    @Override
    public byte[] knownOrNew() {
        return known().get(0);
    }
}
