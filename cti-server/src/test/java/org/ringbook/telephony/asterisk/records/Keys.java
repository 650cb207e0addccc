package org.ringbook.telephony.asterisk.records;

import java.io.IOException;
import java.nio.file.Path;

/** A certificate of the tests' own. */
final class Keys {

    private Keys() {}

    /** A key store with one key, made by the JDK's own tool. */
    static Path store(Path folder, String password) throws IOException, InterruptedException {
        Path store = folder.resolve("keys.p12");
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "ftp",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes());
        if (made.waitFor() != 0) {
            throw new IOException(said);
        }
        return store;
    }
}
