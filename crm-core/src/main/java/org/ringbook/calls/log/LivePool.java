package org.ringbook.calls.log;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Beside the pool of the server a small one for whoever writes what happens now ({@link WriteLimits}). When the host of the database
 * vanishes, each connection that is in use then is held until its wait is over; pages and searches wait for a minute, and would hold
 * all of them for so long.
 */
@Component
final class LivePool implements BeanPostProcessor, DisposableBean {

    private static final int CONNECTIONS = 4;

    private HikariDataSource live;

    /** The pool of the server, from which those who write now get connections of the small one. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource usual ? new TwoPools(usual) : bean;
    }

    private synchronized DataSource live(HikariDataSource usual) {
        if (live == null) {
            var settings = new HikariConfig();
            usual.copyStateTo(settings);
            var properties = new Properties();
            properties.putAll(usual.getDataSourceProperties());
            properties.put("socketTimeout", Long.toString(WriteLimits.SOON.toSeconds()));
            settings.setDataSourceProperties(properties);
            settings.setPoolName(usual.getPoolName() + "-live");
            settings.setMaximumPoolSize(CONNECTIONS);
            settings.setMinimumIdle(1);
            settings.setConnectionTimeout(WriteLimits.SOON.toMillis());
            settings.setConnectionInitSql("set statement_timeout = " + WriteLimits.statementMillis(WriteLimits.SOON)
                    // Whose client has vanished holds no lock for longer.
                    + "; set idle_in_transaction_session_timeout = " + WriteLimits.SOON.toMillis());
            live = new HikariDataSource(settings);
        }
        return live;
    }

    @Override
    public synchronized void destroy() {
        if (live != null) {
            live.close();
        }
    }

    private final class TwoPools extends DelegatingDataSource {

        private final HikariDataSource usual;

        TwoPools(HikariDataSource usual) {
            super(usual);
            this.usual = usual;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return WriteLimits.isSoon() ? live(usual).getConnection() : usual.getConnection();
        }
    }
}
