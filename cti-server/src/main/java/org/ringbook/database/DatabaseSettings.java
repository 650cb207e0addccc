package org.ringbook.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the data is.
 *
 * @param home folder of the server's own data, made when missing
 * @param database a PostgreSQL outside; without a url the server starts one of its own in {@code home}
 */
@ConfigurationProperties("ringbook")
record DatabaseSettings(
        @DefaultValue("ringbook-data") Path home,
        @DefaultValue Outside database) {

    record Outside(String url, String user, String password) {

        boolean isSet() {
            return url != null && !url.isBlank();
        }

        @Override
        public String toString() {
            return "Outside[url=" + (url == null ? null : url.replaceAll("\\?.*", "")) + ", user=" + user + "]";
        }
    }
}
