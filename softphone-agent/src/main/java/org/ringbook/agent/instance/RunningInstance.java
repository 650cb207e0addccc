package org.ringbook.agent.instance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The one running program of this user, reachable from a second start of it: a socket of this machine alone, whose port
 * and secret stand in a file that only this user may read. One line is asked, one line is answered, several at once.
 */
public final class RunningInstance implements AutoCloseable {

    private static final int LONGEST_LINE = 1000;
    private static final int PATIENCE_MILLIS = 40_000;
    private static final int MOST_AT_ONCE = 8;
    private static final int STRANGERS_PATIENCE_MILLIS = 2_000;

    private final Path file;
    private final FileChannel lockFile;
    private final ServerSocket socket;
    private final String secret;

    private RunningInstance(Path file, FileChannel lockFile, ServerSocket socket, String secret) {
        this.file = file;
        this.lockFile = lockFile;
        this.socket = socket;
        this.secret = secret;
    }

    /**
     * Becomes the running program.
     *
     * @param answers from what a second start asks to what it is told; on a thread of its own
     * @return nothing when another one runs already
     */
    public static Optional<RunningInstance> become(Path folder, UnaryOperator<String> answers) throws IOException {
        Files.createDirectories(folder);
        var lockFile =
                FileChannel.open(folder.resolve("running.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(lockFile)) {
            lockFile.close();
            return Optional.empty();
        }
        var socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        var running = new RunningInstance(
                folder.resolve("running"), lockFile, socket, HexFormat.of().formatHex(random));
        running.announce();
        var thread = new Thread(() -> running.serve(answers), "running-instance");
        thread.setDaemon(true);
        thread.start();
        return Optional.of(running);
    }

    /**
     * Asks the running program.
     *
     * @return its answer; nothing when none runs
     */
    public static Optional<String> ask(Path folder, String question) {
        try (var socket = new Socket()) {
            String[] place = Files.readString(folder.resolve("running")).strip().split(" ");
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(place[0])), 1_000);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write((place[1] + " " + question + "\n").getBytes(StandardCharsets.UTF_8));
            return Optional.ofNullable(line(socket));
        } catch (IOException | RuntimeException nobody) {
            return Optional.empty();
        }
    }

    private static boolean locked(FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException here) {
            return false;
        }
    }

    private void announce() throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(file, mine);
        }
        Files.writeString(file, socket.getLocalPort() + " " + secret + "\n");
    }

    private void serve(UnaryOperator<String> answers) {
        // A call that is asked for waits for its answer; whoever presses "hang up" meanwhile does not wait for that.
        var threads = new ThreadPoolExecutor(0, MOST_AT_ONCE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread made = new Thread(task, "running-instance-answer");
            made.setDaemon(true);
            return made;
        });
        while (!socket.isClosed()) {
            try {
                Socket asking = socket.accept();
                try {
                    threads.execute(() -> answer(asking, answers));
                } catch (RejectedExecutionException tooMany) {
                    asking.close();
                }
            } catch (IOException brokenOff) {
                // Somebody knocked and went away, or the program ends: nothing to tell anybody.
            }
        }
        threads.shutdown();
    }

    private void answer(Socket one, UnaryOperator<String> answers) {
        try (Socket asking = one) {
            asking.setSoTimeout(STRANGERS_PATIENCE_MILLIS);
            String asked = line(asking);
            String proof = secret + " ";
            if (asked != null && same(asked, proof)) {
                String answer = answers.apply(asked.substring(proof.length()));
                asking.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | RuntimeException brokenOff) {
            // As above.
        }
    }

    private static boolean same(String asked, String proof) {
        byte[] given =
                asked.substring(0, Math.min(proof.length(), asked.length())).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, proof.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(Socket socket) throws IOException {
        Reader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        var text = new StringBuilder();
        for (int c = in.read(); c >= 0 && text.length() <= LONGEST_LINE; c = in.read()) {
            if (c == '\n') {
                return text.toString();
            }
            text.append((char) c);
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        Files.deleteIfExists(file);
        lockFile.close();
    }
}
