package org.ringbook.faults;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ringbook.database.OutsidePostgres;
import org.ringbook.lab.AsteriskLab;
import org.ringbook.lab.AsteriskVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A real PBX, a network, the server and a PostgreSQL, each of which can be made to fail. */
final class House implements AutoCloseable {

    final AsteriskLab asterisk;
    final FaultProxy network;
    final OutsidePostgres postgres;
    final FaultProxy networkOfPostgres;
    final RingbookProcess server;

    /** @param folder for all that the programs write; made */
    House(AsteriskVersion version, Path folder) {
        asterisk = AsteriskLab.start(version, "faults");
        network = new FaultProxy(asterisk.amiHost(), asterisk.amiPort());
        postgres = new OutsidePostgres(folder.resolve("postgres"));
        networkOfPostgres = new FaultProxy(
                "127.0.0.1",
                URI.create(postgres.url().substring("jdbc:".length())).getPort());
        server = new RingbookProcess(folder.resolve("server"), settings());
        server.start();
    }

    private List<String> settings() {
        String pbx = "ringbook.asterisk.office.";
        var settings = new ArrayList<>(List.of(
                "ringbook.http.port=0",
                "ringbook.http.address=127.0.0.1",
                "ringbook.database.url=" + postgres.url().replaceFirst(":\\d+/", ":" + networkOfPostgres.port() + "/"),
                "ringbook.database.user=" + postgres.user(),
                "ringbook.database.password=" + postgres.password(),
                pbx + "host=127.0.0.1",
                pbx + "port=" + network.port(),
                pbx + "user=" + AsteriskLab.LISTENING_ACCOUNT,
                pbx + "secret=" + asterisk.secret(),
                pbx + "command-user=" + AsteriskLab.COMMAND_ACCOUNT,
                pbx + "command-secret=" + asterisk.secret(),
                pbx + "trunks=PJSIP/carrier,PJSIP/busycarrier",
                pbx + secondSource()));
        Stream.of(System.getProperty("faults.settings", "").split(" "))
                .filter(setting -> !setting.isBlank())
                .forEach(settings::add);
        return settings;
    }

    /** CEL, or CDR alone, which knows less. */
    private String secondSource() {
        return "cdr".equals(System.getProperty("faults.records"))
                ? "records.cdr=" + asterisk.cdrFile()
                : "records.cel=" + asterisk.celFile();
    }

    JdbcClient database() {
        return JdbcClient.create(new DriverManagerDataSource(postgres.url(), postgres.user(), postgres.password()));
    }

    @Override
    public void close() {
        server.close();
        network.close();
        networkOfPostgres.close();
        postgres.close();
        asterisk.close();
    }
}
