package org.ringbook.database;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the database. Spring Boot makes the pool from it, and Flyway the tables. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    @Bean
    JdbcConnectionDetails database(DatabaseSettings settings, ObjectProvider<EarlyPostgres> own) {
        DatabaseSettings.Outside outside = settings.database();
        return outside.isSet() ? new OutsidePostgres(outside) : own.getObject().started();
    }

    /** What changes the tables of years may take its time: it goes past the pool, whose connections give up after a minute. */
    @Bean
    FlywayConfigurationCustomizer migrations(JdbcConnectionDetails database) {
        return flyway -> flyway.dataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword());
    }

    private record OutsidePostgres(DatabaseSettings.Outside settings) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return settings.url();
        }

        @Override
        public String getUsername() {
            return settings.user();
        }

        @Override
        public String getPassword() {
            return settings.password();
        }
    }
}
