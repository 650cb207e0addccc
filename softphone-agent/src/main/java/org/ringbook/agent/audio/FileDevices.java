package org.ringbook.agent.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.agent.phone.AudioFiles;

/** Files in place of microphone and speaker, for telephones without people. */
final class FileDevices implements AudioDevices, AudioFiles {

    private final Map<String, Playing> playing = new ConcurrentHashMap<>();
    private final Map<String, Path> recording = new ConcurrentHashMap<>();

    @Override
    public void play(String call, String file) {
        try {
            playing.put(call, new Playing(WavFile.read(Path.of(file))));
        } catch (IOException | java.nio.file.InvalidPathException unreadable) {
            throw new IllegalArgumentException(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    @Override
    public void record(String call, String file) {
        try {
            Path path = Path.of(file);
            Files.deleteIfExists(path);
            Files.createFile(path);
            recording.put(call, path);
        } catch (IOException | java.nio.file.InvalidPathException unwritable) {
            throw new IllegalArgumentException("cannot be written: " + file, unwritable);
        }
    }

    @Override
    public AudioSource source(String call, int rate) {
        return new Source(call, rate);
    }

    @Override
    public AudioSink sink(String call, int rate) {
        return new Sink(call, rate);
    }

    @Override
    public void over(String call) {
        playing.remove(call);
        recording.remove(call);
    }

    private static final class Playing {
        private final WavFile file;
        private short[] samples;
        private int at;

        Playing(WavFile file) {
            this.file = file;
        }

        /** @return false at the end */
        boolean next(short[] frame, int rate) {
            if (samples == null) {
                samples = file.at(rate);
            }
            int count = Math.min(frame.length, samples.length - at);
            System.arraycopy(samples, at, frame, 0, count);
            at += count;
            return at < samples.length;
        }
    }

    private final class Source implements AudioSource {
        private final Metronome metronome = new Metronome();
        private final String call;
        private final int rate;

        Source(String call, int rate) {
            this.call = call;
            this.rate = rate;
        }

        @Override
        public void read(short[] frame) throws InterruptedException {
            metronome.await(frame.length * 1_000_000_000L / rate);
            Arrays.fill(frame, (short) 0);
            Playing now = playing.get(call);
            if (now != null && !now.next(frame, rate)) {
                playing.remove(call, now);
            }
        }

        @Override
        public void close() {}
    }

    private final class Sink implements AudioSink {
        private final Metronome metronome = new Metronome();
        private final String call;
        private final int rate;
        private Path path;
        private WavFile.Writer writer;

        Sink(String call, int rate) {
            this.call = call;
            this.rate = rate;
        }

        @Override
        public void write(short[] frame) throws InterruptedException {
            metronome.await(frame.length * 1_000_000_000L / rate);
            Path wanted = recording.get(call);
            if (wanted != null && !wanted.equals(path)) {
                begin(wanted);
            }
            if (writer != null) {
                writer.write(frame);
            }
        }

        private void begin(Path wanted) {
            close();
            try {
                writer = new WavFile.Writer(wanted, rate);
                path = wanted;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            if (writer != null) {
                writer.close();
                writer = null;
            }
        }
    }
}
