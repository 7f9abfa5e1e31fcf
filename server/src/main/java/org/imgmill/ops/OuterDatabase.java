package org.imgmill.ops;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.imgmill.node.StartRefused;
import org.springframework.core.env.Environment;

/// The database that the settings name, asked once before the connection pool begins to complain.
final class OuterDatabase {

    private static final int OLDEST_MAJOR = 15;
    private static final String SECONDS_TO_CONNECT = "10";

    private OuterDatabase() {}

    /// @throws StartRefused when it cannot be used
    static void check(Environment environment) {
        var url = environment.getProperty("spring.datasource.url", "");
        if (url.isEmpty() || url.equals(OpenDataDirectory.EMBEDDED)) {
            return;
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new StartRefused(
                    "spring.datasource.url=%s is no PostgreSQL.".formatted(withoutSecrets(url)),
                    "It is of the form jdbc:postgresql://HOST/DATABASE; left out, imgmill brings a PostgreSQL of its own.");
        }
        try (var connection = DriverManager.getConnection(url, properties(environment))) {
            var database = connection.getMetaData();
            if (database.getDatabaseMajorVersion() < OLDEST_MAJOR) {
                throw new StartRefused(
                        "The database of spring.datasource.url=%s is a PostgreSQL %s."
                                .formatted(
                                        withoutSecrets(url), database.getDatabaseProductVersion()),
                        "imgmill needs PostgreSQL %d or newer.".formatted(OLDEST_MAJOR));
            }
        } catch (SQLException e) {
            throw refused(url, e);
        }
    }

    private static Properties properties(Environment environment) {
        var properties = new Properties();
        properties.setProperty("loginTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("connectTimeout", SECONDS_TO_CONNECT);
        var user = environment.getProperty("spring.datasource.username");
        if (user != null) {
            properties.setProperty("user", user);
        }
        var password = environment.getProperty("spring.datasource.password");
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    static StartRefused refused(String url, SQLException e) {
        var why = String.valueOf(e.getMessage()).strip();
        return new StartRefused(
                "The database of spring.datasource.url=%s cannot be used: %s"
                        .formatted(withoutSecrets(url), why.endsWith(".") ? why : why + "."),
                "Check spring.datasource.url, spring.datasource.username and spring.datasource.password, or leave out the url: imgmill then brings a PostgreSQL of its own.",
                e);
    }

    private static String withoutSecrets(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
    }
}
