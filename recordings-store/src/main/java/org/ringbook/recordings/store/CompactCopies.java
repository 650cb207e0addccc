package org.ringbook.recordings.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.ringbook.files.PrivateFolder;
import org.ringbook.recordings.audio.AudioFile;
import org.ringbook.recordings.audio.Ffmpeg;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Makes a small copy for ears beside each WAV that is kept, where the settings ask for it and the machine has ffmpeg: one after the
 * other on a thread of its own, so that fetching and calls never wait for it. What a crash kept from being made is made later.
 */
@Component
public class CompactCopies implements SmartLifecycle {

    /** Media type of every copy. */
    public static final String FORMAT = AudioFile.OGG;

    private static final Logger LOG = LoggerFactory.getLogger(CompactCopies.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final int BATCH = 50;

    private final JdbcClient jdbc;
    private final AudioStore store;
    private final Ffmpeg ffmpeg;
    private final boolean wanted;
    private final Path folder;
    private volatile Thread thread;

    @Autowired
    CompactCopies(JdbcClient jdbc, AudioStore store, RecordingsSettings settings) {
        this(jdbc, store, settings, Ffmpeg.ofThisMachine());
    }

    CompactCopies(JdbcClient jdbc, AudioStore store, RecordingsSettings settings, Ffmpeg ffmpeg) {
        this.jdbc = jdbc;
        this.store = store;
        this.ffmpeg = ffmpeg;
        this.wanted = settings.compact();
        this.folder = settings.folder().resolve("compacting");
    }

    /** @return digest of the copy, by which its sound is kept; empty when there is none, or not yet */
    public Optional<String> of(String sha256) {
        return jdbc.sql("select compact from sound_compact where sha256 = ? and compact is not null")
                .param(sha256)
                .query(String.class)
                .optional();
    }

    @EventListener
    void stored(RecordingStored event) {
        LockSupport.unpark(thread);
    }

    private List<String> waiting() {
        return jdbc.sql("""
                        select distinct sha256 from recording
                        where status = 'stored' and format = ?
                          and not exists (select from sound_compact where sound_compact.sha256 = recording.sha256)
                        limit ?""").params(AudioFile.WAV, BATCH).query(String.class).list();
    }

    /** Makes what waits, and returns; for one thread. */
    void makeAll() throws IOException, InterruptedException {
        for (List<String> some = waiting(); !some.isEmpty(); some = waiting()) {
            for (String sha256 : some) {
                make(sha256);
            }
        }
    }

    private void make(String sha256) throws IOException, InterruptedException {
        PrivateFolder.make(folder);
        Path sound = folder.resolve("sound");
        Path copy = folder.resolve("copy");
        try {
            Optional<StoredAudio> kept = store.open(sha256);
            if (kept.isEmpty()) {
                note(sha256, null);
                return;
            }
            store.diskSpace().require(kept.get().length());
            try (InputStream in = kept.get().read(0, kept.get().length())) {
                Files.copy(in, sound, StandardCopyOption.REPLACE_EXISTING);
            }
            if (made(sound, copy)) {
                keep(copy, sha256);
            } else {
                note(sha256, null);
            }
        } finally {
            Files.deleteIfExists(sound);
            Files.deleteIfExists(copy);
        }
    }

    private boolean made(Path sound, Path copy) throws InterruptedException {
        try {
            ffmpeg.compact(sound, copy);
            AudioFile.examine(copy);
            return Files.size(copy) < Files.size(sound);
        } catch (IOException | AudioFile.NotAudio unreadable) {
            LOG.debug("No compact copy could be made", unreadable);
            return false;
        }
    }

    private void keep(Path copy, String sha256) throws IOException {
        var noted = new AtomicBoolean();
        String digest = store.keep(copy, compact -> noted.set(note(sha256, compact)));
        // The original may have been freed meanwhile: then nothing of it stays.
        if (!noted.get() && of(sha256).isEmpty()) {
            store.free(digest, Instant.now());
        }
    }

    /** @return false when the original is not there any more, or has a copy */
    private boolean note(String sha256, String compact) {
        return jdbc.sql("""
                        insert into sound_compact (sha256, compact)
                        select :sha256, :compact where exists (
                            select from recording where sha256 = :sha256 and status = 'stored')
                        on conflict (sha256) do nothing""").param("sha256", sha256).param("compact", compact).update() == 1;
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            try {
                makeAll();
            } catch (IOException | UncheckedIOException | DataAccessException | TransactionException later) {
                LOG.debug("Compact copies could not be made; tried again", later);
            } catch (RuntimeException broken) {
                LOG.error("Compact copies could not be made; tried again", broken);
            } catch (InterruptedException stop) {
                return;
            }
            LockSupport.parkNanos(this, LOOK_EVERY.toNanos());
        }
    }

    @Override
    public synchronized void start() {
        if (!wanted || thread != null) {
            return;
        }
        if (!ffmpeg.there()) {
            LOG.warn("ringbook.recordings.compact is set, but this machine has no ffmpeg: no compact copies are made.");
            return;
        }
        clear();
        thread = new Thread(this::run, "recordings-compact");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /** What a crash left. */
    private void clear() {
        try (Stream<Path> inside = Files.exists(folder) ? Files.walk(folder) : Stream.of()) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException stays) {
            LOG.debug("{} stays", folder, stays);
        }
    }

    @Override
    public synchronized void stop() {
        Thread stops = thread;
        thread = null;
        if (stops != null) {
            stops.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
