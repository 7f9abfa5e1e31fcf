package org.imgmill.cli;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.core.env.Environment;

/// The database of the settings; the embedded one is checked by the rehearsal.
final class DatabaseCheck {

    private static final int OLDEST_MAJOR = 15;

    private DatabaseCheck() {}

    static Finding of(Environment settings) {
        var url = settings.getProperty("spring.datasource.url");
        if (url == null) {
            return new Finding.Good("database: the embedded PostgreSQL (no spring.datasource.url)");
        }
        try (var connection =
                DriverManager.getConnection(
                        url,
                        settings.getProperty("spring.datasource.username"),
                        settings.getProperty("spring.datasource.password"))) {
            var database = connection.getMetaData();
            var what = "database: PostgreSQL " + database.getDatabaseProductVersion();
            return database.getDatabaseMajorVersion() < OLDEST_MAJOR
                    ? new Finding.Bad(what, "imgmill needs PostgreSQL 15 or newer.")
                    : new Finding.Good(what);
        } catch (SQLException e) {
            return new Finding.Bad(
                    "database: " + e.getMessage(),
                    "Check spring.datasource.url, .username and .password; leave out the url for an embedded PostgreSQL.");
        }
    }
}
