package org.ringbook.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Asterisk with our company's PBX on it, ready to take calls. Each one has folders, addresses and secrets of its
 * own and leaves nothing behind. The PBX itself is in the {@code lab/*.conf} resources.
 */
public final class AsteriskLab implements AutoCloseable {

    /** Account that may only listen: the product's. */
    public static final String LISTENING_ACCOUNT = "ringbook";
    /** Account that may do what the product needs to do, and hardly listen. */
    public static final String COMMAND_ACCOUNT = "ringbook-cmd";
    /** Account that may everything; the product must warn of it. */
    public static final String TOO_MUCH = "toomuch";
    /** Account that misses rights; the product must say which. */
    public static final String TOO_LITTLE = "toolittle";

    /** Accounts that captures are taken with: as the product listens, with the dialplan's events too, with all. */
    public static final String CAPTURE = "capture";

    public static final String CAPTURE_WITH_DIALPLAN = "capture-dialplan";
    public static final String CAPTURE_ALL = "capture-all";

    private static final int AMI_PORT = 5038;
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final List<String> CONFIGURATION = List.of(
            "agents.conf",
            "asterisk.conf",
            "cdr.conf",
            "cdr_manager.conf",
            "cel.conf",
            "cel_custom.conf",
            "confbridge.conf",
            "extensions.conf",
            "features.conf",
            "logger.conf",
            "manager.conf",
            "modules.conf",
            "musiconhold.conf",
            "pjsip.conf",
            "queues.conf",
            "res_parking.conf",
            "rtp.conf",
            "voicemail.conf");

    private static final Map<AsteriskVersion, AsteriskLab> SHARED = new EnumMap<>(AsteriskVersion.class);

    private final AsteriskVersion version;
    private final String more;
    private final Map<String, String> values;
    private final Network network;
    private final Path tree;
    private final Path folder;
    private final String secret;
    /** A test run that is broken off cleans up too. */
    private final Thread atExit = new Thread(this::stop, "lab-exit");

    private Child asterisk;

    /** Starts the PBX and returns when it is fully up. */
    public static AsteriskLab start(AsteriskVersion version) {
        return start(version, null);
    }

    /** @param more folder below the resources {@code /lab}, whose files are added to those of the same names; or null */
    public static AsteriskLab start(AsteriskVersion version, String more) {
        return start(version, more, Map.of());
    }

    /** @param values what stands in the files for words of them, such as the address of another lab for {@code @CARRIER@} */
    public static AsteriskLab start(AsteriskVersion version, String more, Map<String, String> values) {
        LabParts.missing().ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        AsteriskLab lab = new AsteriskLab(version, more, values);
        try {
            lab.boot();
            return lab;
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    /** One for all tests of a run, started when first asked for; it stops with the JVM. Leave it at rest. */
    public static synchronized AsteriskLab shared(AsteriskVersion version) {
        return SHARED.computeIfAbsent(version, AsteriskLab::start);
    }

    private AsteriskLab(AsteriskVersion version, String more, Map<String, String> values) {
        this.version = version;
        this.more = more;
        this.values = values;
        this.network = Network.reserve();
        this.tree = LabParts.tree(version);
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        this.secret = HexFormat.of().formatHex(random);
        this.folder = tree.resolve("var/lib/ringbook-lab/" + network.prefix());
    }

    private void boot() {
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            nameHosts();
            delete(folder);
            for (String part : List.of("etc", "run", "log/cdr-csv", "log/cel-custom", "spool", "db", "lib/agi")) {
                Files.createDirectories(folder.resolve(part));
            }
            for (String name : CONFIGURATION) {
                Files.writeString(folder.resolve("etc").resolve(name), configuration(name));
            }
            if (more != null) {
                certificates();
            }
            // As root Asterisk would give up the right to write into its own folders: it runs as its own user.
            run("chroot", tree.toString(), "chown", "-R", "asterisk:asterisk", inside().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        startAsterisk();
    }

    /** One that proves who it is, and one of somebody else. */
    private void certificates() throws IOException {
        LabCertificate.make(folder.resolve("etc"), "pbx", "ip:" + network.asterisk());
        LabCertificate.make(folder.resolve("etc"), "other", "dns:other.example.org");
        Files.writeString(
                authorities(),
                Files.readString(folder.resolve("etc/pbx.pem")) + Files.readString(folder.resolve("etc/other.pem")));
    }

    /** Who vouches for the certificates of a lab with more than usual (PEM). */
    public Path authorities() {
        return folder.resolve("etc/authorities.pem");
    }

    private void startAsterisk() {
        asterisk = Child.start(
                version.toString(),
                folder.resolve("log/console.log"),
                List.of(
                        "chroot",
                        "--userspec=asterisk:asterisk",
                        tree.toString(),
                        "/usr/sbin/asterisk",
                        "-f",
                        "-C",
                        inside().resolve("etc/asterisk.conf").toString()));
        awaitFullyBooted();
    }

    /** Asterisk 22 looks up its host and a root server for every leg; without an answer at hand each one waits. */
    private void nameHosts() throws IOException {
        String hosts = "127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName() + " A.ROOT-SERVERS.NET\n";
        Path file = tree.resolve("etc/hosts");
        if (!Files.exists(file) || !Files.readString(file).equals(hosts)) {
            Path fresh = Files.createTempFile(tree.resolve("etc"), "hosts", null);
            Files.writeString(fresh, hosts);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private String configuration(String name) throws IOException {
        try (InputStream in = AsteriskLab.class.getResourceAsStream("/lab/" + name);
                InputStream also = AsteriskLab.class.getResourceAsStream("/lab/" + more + "/" + name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (also != null) {
                text += new String(also.readAllBytes(), StandardCharsets.UTF_8);
            }
            for (Map.Entry<String, String> value : Map.of(
                            "@RUN@", inside().toString(),
                            "@MODULES@", modules(),
                            "@SYSTEM@", version.systemName(),
                            "@NET@", network.prefix(),
                            "@HOST@", network.asterisk(),
                            "@AMI_PORT@", String.valueOf(AMI_PORT),
                            "@SECRET@", secret,
                            "@MOBILE@", Cast.VERAS_MOBILE.national())
                    .entrySet()) {
                text = text.replace(value.getKey(), value.getValue());
            }
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace(value.getKey(), value.getValue());
            }
            return text;
        }
    }

    /** The modules' folder differs between the releases of Debian. */
    private String modules() throws IOException {
        for (String candidate : List.of("usr/lib/asterisk/modules", "usr/lib/x86_64-linux-gnu/asterisk/modules")) {
            if (Files.exists(tree.resolve(candidate).resolve("chan_pjsip.so"))) {
                return "/" + candidate;
            }
        }
        try (Stream<Path> files = Files.find(tree.resolve("usr/lib"), 4, (p, a) -> p.endsWith("chan_pjsip.so"))) {
            return "/" + tree.relativize(files.findFirst().orElseThrow().getParent());
        }
    }

    private void awaitFullyBooted() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                new Socket(network.asterisk(), AMI_PORT).close();
                break;
            } catch (ConnectException notYet) {
                if (!asterisk.runs() || System.nanoTime() > deadline) {
                    throw new IllegalStateException(version + " did not start:\n" + log());
                }
                pause(20);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try (AmiClient ami = listen(CAPTURE)) {
            ami.await("FullyBooted", START_LIMIT, m -> "FullyBooted".equals(m.get("Event")));
        }
    }

    public AsteriskVersion version() {
        return version;
    }

    public String amiHost() {
        return network.asterisk();
    }

    public int amiPort() {
        return AMI_PORT;
    }

    /** The one secret of all accounts, made anew for each lab. */
    public String secret() {
        return secret;
    }

    /** A new line to the AMI with one of the accounts. */
    public AmiClient listen(String account) {
        return AmiClient.connect(amiHost(), amiPort(), account, secret);
    }

    /** Folder with Asterisk's spool; recordings are in {@code monitor} below it. */
    public Path spool() {
        return folder.resolve("spool");
    }

    /** The same folder, as Asterisk names it. */
    public Path spoolInside() {
        return inside().resolve("spool");
    }

    /** Where Asterisk itself writes what it knows of each call, in its own words; for a second opinion. */
    public Path cdrFile() {
        return folder.resolve("log/cdr-csv/Master.csv");
    }

    /** Asterisk's own record of each thing that happened to a channel. */
    public Path celFile() {
        return folder.resolve("log/cel-custom/Master.csv");
    }

    Network network() {
        return network;
    }

    /** Ends whatever calls a broken story has left. */
    void hangUpAll() {
        try (AmiClient ami = listen(TOO_MUCH)) {
            ami.send("Hangup", "Channel", "/^.*$/", "Cause", "16");
        }
    }

    /** Ends Asterisk as a power cut would: no word to anybody. */
    public void kill() {
        asterisk.kill();
    }

    /** Starts it again after {@link #kill()}, with the same addresses and accounts. */
    public void restart() {
        startAsterisk();
    }

    /** What Asterisk wrote about itself, for a test that failed. */
    public String log() {
        try {
            StringBuilder text = new StringBuilder();
            for (String name : List.of("messages", "messages.log")) {
                Path file = folder.resolve("log").resolve(name);
                if (Files.exists(file)) {
                    List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
                    lines.subList(Math.max(0, lines.size() - 80), lines.size())
                            .forEach(line -> text.append(line).append('\n'));
                }
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
    }

    private void stop() {
        if (asterisk != null) {
            asterisk.close();
        }
        delete(folder);
        network.close();
    }

    /** The lab's folder as Asterisk sees it from inside its tree. */
    private Path inside() {
        return Path.of("/").resolve(tree.relativize(folder));
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
