package org.ringbook.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Thousands of agents' screens on one thread: so little of a processor is the load's own. Whoever is told that the server is busy tries
 * again when it says, as the agent program does, or after a second or so.
 */
final class Crowd implements AutoCloseable {

    private static final Pattern RESUME = Pattern.compile("\"resume\":\"([^\"]+)\"");
    private static final Pattern RETRY_AFTER = Pattern.compile("(?i)\r\nRetry-After: (\\d{1,3})\r\n");
    private static final long RETRY_MILLIS = 1_000;

    /** With a mask that changes nothing. */
    private static final byte[] PING = masked("{\"v\":1,\"type\":\"ping\",\"id\":1}");

    private final int port;
    private final IntFunction<String> authorization;
    private final Selector selector = Selector.open();
    private final Person[] people;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Retry> retries = new PriorityQueue<>(Comparator.comparingLong(Retry::due));
    private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);
    private final Random chance = new Random(1);
    private final Thread thread = new Thread(this::work, "crowd");
    private volatile boolean closed;
    /** Frames with text that were read. */
    volatile long frames;
    /** When the last of them was. */
    volatile long lastFrameAt;

    volatile int refused;
    volatile String failure;

    private record Retry(long due, Person who) {}

    /** @param authorization what each shows at first, as long as they have no ticket */
    Crowd(int port, int size, IntFunction<String> authorization) throws IOException {
        this.port = port;
        this.authorization = authorization;
        this.people = new Person[size];
        for (int i = 0; i < size; i++) {
            people[i] = new Person(i);
        }
        thread.setDaemon(true);
        thread.start();
    }

    private static final class Person {
        final int number;
        SocketChannel channel;
        ByteBuffer bytes = ByteBuffer.allocate(2048);
        boolean upgraded;
        volatile String ticket;
        volatile long liveAt;

        Person(int number) {
            this.number = number;
        }
    }

    int size() {
        return people.length;
    }

    /** Nanoseconds at which each became live, sorted; 0 for those who are not. */
    long[] liveAt() {
        long[] at = new long[people.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = people[i].liveAt;
        }
        java.util.Arrays.sort(at);
        return at;
    }

    int live() {
        int live = 0;
        for (Person person : people) {
            live += person.liveAt == 0 ? 0 : 1;
        }
        return live;
    }

    /** All come, so many at once, until all are there. */
    void enter(int atOnce) throws InterruptedException {
        for (int from = 0; from < people.length; from += atOnce) {
            int to = Math.min(people.length, from + atOnce);
            int begin = from;
            run(() -> comeIn(begin, to));
            awaitLive(to, 120);
        }
    }

    /** Everybody's connection breaks in this moment, and they come back at once. @return when, in nanoseconds */
    long storm() throws InterruptedException {
        for (Person person : people) {
            person.liveAt = 0;
        }
        run(() -> {
            for (Person person : people) {
                shut(person);
            }
        });
        long began = System.nanoTime();
        run(() -> comeIn(0, people.length));
        return began;
    }

    /** What each was given to come back with. */
    String[] tickets() {
        return java.util.Arrays.stream(people).map(person -> person.ticket).toArray(String[]::new);
    }

    /** All connections break, and nobody comes back. */
    void leave() {
        for (Person person : people) {
            person.liveAt = 0;
        }
        run(() -> {
            for (Person person : people) {
                shut(person);
            }
        });
    }

    void comeBack() {
        run(() -> comeIn(0, people.length));
    }

    boolean awaitLive(int count, int seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (live() < count && System.nanoTime() < deadline) {
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return live() >= count;
    }

    /** Everybody says that they are there, as the sessions want it now and then. */
    void ping() throws InterruptedException {
        long before = frames;
        run(() -> {
            for (Person person : people) {
                try {
                    person.channel.write(ByteBuffer.wrap(PING));
                } catch (IOException gone) {
                    failure = gone.toString();
                }
            }
        });
        for (int tries = 0; frames - before < people.length && tries < 500; tries++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void run(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    private void comeIn(int from, int to) {
        for (int i = from; i < to; i++) {
            connect(people[i]);
        }
    }

    private void connect(Person person) {
        try {
            shut(person);
            person.upgraded = false;
            person.bytes.clear();
            person.channel = SocketChannel.open();
            person.channel.configureBlocking(false);
            person.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean there = person.channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            person.channel.register(selector, there ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, person);
            if (there) {
                ask(person);
            }
        } catch (IOException refusedAtOnce) {
            later(person);
        }
    }

    private void later(Person person) {
        later(person, RETRY_MILLIS / 2 + chance.nextInt((int) RETRY_MILLIS));
    }

    private void later(Person person, long millis) {
        shut(person);
        retries.add(new Retry(System.nanoTime() + millis * 1_000_000, person));
    }

    private void shut(Person person) {
        if (person.channel != null) {
            try {
                person.channel.close();
            } catch (IOException gone) {
                person.channel = null;
            }
        }
    }

    private void ask(Person person) throws IOException {
        String shown = person.ticket == null ? authorization.apply(person.number) : "Bearer " + person.ticket;
        String request = "GET /agents/session HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAccept-Language: ru\r\n"
                + (shown == null ? "" : "Authorization: " + shown + "\r\n") + "\r\n";
        person.channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void work() {
        while (!closed) {
            try {
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                while (!retries.isEmpty() && retries.peek().due() <= System.nanoTime()) {
                    connect(retries.poll().who());
                }
                selector.select(20);
                List<SelectionKey> ready = new ArrayList<>(selector.selectedKeys());
                selector.selectedKeys().clear();
                ready.forEach(this::serve);
            } catch (IOException | RuntimeException broken) {
                failure = broken.toString();
            }
        }
    }

    private void serve(SelectionKey key) {
        var person = (Person) key.attachment();
        if (!key.isValid() || key.channel() != person.channel) {
            return;
        }
        try {
            if (key.isConnectable()) {
                person.channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                ask(person);
            } else {
                read(person);
            }
        } catch (IOException gone) {
            if (!person.upgraded) {
                later(person);
            }
        }
    }

    private void read(Person person) throws IOException {
        in.clear();
        int count = person.channel.read(in);
        if (count < 0) {
            throw new IOException("closed");
        }
        in.flip();
        if (person.bytes.remaining() < in.remaining()) {
            ByteBuffer larger = ByteBuffer.allocate(person.bytes.position() + in.remaining() + 2048);
            larger.put(person.bytes.flip());
            person.bytes = larger;
        }
        person.bytes.put(in);
        person.bytes.flip();
        boolean goesOn = person.upgraded || answered(person);
        while (goesOn && frame(person)) {
            // one after the other
        }
        person.bytes.compact();
    }

    /** @return whether it is a session by now */
    private boolean answered(Person person) {
        String head =
                StandardCharsets.ISO_8859_1.decode(person.bytes.duplicate()).toString();
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        person.bytes.position(person.bytes.position() + end + 4);
        if (head.startsWith("HTTP/1.1 101")) {
            person.upgraded = true;
            return true;
        }
        if (head.startsWith("HTTP/1.1 503") || head.startsWith("HTTP/1.1 429")) {
            refused++;
            Matcher named = RETRY_AFTER.matcher(head);
            if (head.startsWith("HTTP/1.1 503") && named.find()) {
                later(person, 1_000 * Integer.parseInt(named.group(1)) + 100 + chance.nextInt(900));
            } else {
                later(person);
            }
        } else if (head.startsWith("HTTP/1.1 401") && person.ticket != null) {
            person.ticket = null;
            refused++;
            later(person);
        } else {
            failure = head.substring(0, Math.min(head.length(), 300));
        }
        return false;
    }

    /** @return whether there was a whole one */
    private boolean frame(Person person) {
        ByteBuffer bytes = person.bytes;
        if (bytes.remaining() < 2) {
            return false;
        }
        bytes.mark();
        int opcode = bytes.get() & 0x0f;
        int length = bytes.get() & 0x7f;
        if (length == 126) {
            if (bytes.remaining() < 2) {
                bytes.reset();
                return false;
            }
            length = bytes.getShort() & 0xffff;
        }
        if (bytes.remaining() < length) {
            bytes.reset();
            return false;
        }
        if (opcode == 1) {
            frames++;
            lastFrameAt = System.nanoTime();
            if (person.liveAt == 0) {
                String text = StandardCharsets.UTF_8
                        .decode(bytes.duplicate().limit(bytes.position() + length))
                        .toString();
                begins(person, text);
            }
        }
        bytes.position(bytes.position() + length);
        return true;
    }

    private static byte[] masked(String text) {
        return ByteBuffer.allocate(6 + text.length())
                .put((byte) 0x81)
                .put((byte) (0x80 | text.length()))
                .putInt(0)
                .put(text.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static void begins(Person person, String text) {
        if (text.contains("\"type\":\"ringing-now\"")) {
            person.liveAt = System.nanoTime();
        } else if (text.contains("\"type\":\"welcome\"")) {
            Matcher resume = RESUME.matcher(text);
            if (resume.find()) {
                person.ticket = resume.group(1);
            }
        }
    }

    @Override
    public void close() throws IOException {
        leave();
        closed = true;
        selector.wakeup();
        try {
            thread.join(5_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        for (Person person : people) {
            shut(person);
        }
        selector.close();
    }
}
