package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.ringbook.recordings.StoredSound;

/** Sound as it is heard, wherever its file lies and whether it is sealed there. */
final class KeptSound {

    private KeptSound() {}

    /** Empty when there is no file of that name. */
    static Optional<StoredSound> plain(SoundPlace place, String name) throws IOException {
        return place.size(name).map(length -> new Plain(place, name, length));
    }

    /** Empty when there is no file of that name. */
    static Optional<StoredSound> sealed(SoundPlace place, String name, Sealing sealing) throws IOException {
        Optional<Long> size = place.size(name);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = place.read(name, 0, Math.min(Sealing.HEAD, size.get()))) {
            return Optional.of(new Sealed(place, name, sealing.head(in.readNBytes(Sealing.HEAD), size.get())));
        }
    }

    private record Plain(SoundPlace place, String name, long length) implements StoredSound {

        @Override
        public InputStream read(long from, long count) throws IOException {
            return count == 0 ? InputStream.nullInputStream() : place.read(name, from, count);
        }

        @Override
        public Optional<Path> file() {
            return place.file(name);
        }
    }

    private record Sealed(SoundPlace place, String name, Sealing.Head head) implements StoredSound {

        @Override
        public long length() {
            return head.length();
        }

        @Override
        public InputStream read(long from, long count) throws IOException {
            if (count == 0) {
                return InputStream.nullInputStream();
            }
            long begin = head.pieceWith(from);
            long end = head.endOfPieceWith(from + count - 1);
            return head.open(place.read(name, begin, end - begin), from, count);
        }
    }
}
