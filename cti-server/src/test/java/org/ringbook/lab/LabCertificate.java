package org.ringbook.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate of the lab's own, made with the JDK's keytool, as Asterisk reads it: {@code NAME.pem} and {@code NAME.key}. */
final class LabCertificate {

    private static final String PASSWORD = "only-for-the-lab";

    private LabCertificate() {}

    /** @param subject as keytool's option san has it: {@code ip:127.0.0.1}, {@code dns:pbx.example.org} */
    static void make(Path folder, String name, String subject) throws IOException {
        Path store = folder.resolve(name + ".p12");
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "lab",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=Ringbook lab " + name,
                "-ext",
                "san=" + subject,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            Files.writeString(
                    folder.resolve(name + ".pem"),
                    pem("CERTIFICATE", keys.getCertificate("lab").getEncoded()));
            Files.writeString(
                    folder.resolve(name + ".key"),
                    pem(
                            "PRIVATE KEY",
                            keys.getKey("lab", PASSWORD.toCharArray()).getEncoded()));
        } catch (GeneralSecurityException unreadable) {
            throw new IOException(unreadable);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
