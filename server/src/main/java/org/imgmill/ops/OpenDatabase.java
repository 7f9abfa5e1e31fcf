package org.imgmill.ops;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.imgmill.node.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How the database is opened: its tables are made those of this imgmill, or the start is refused;
/// requests do not wait long for it.
@Configuration(proxyBeanMethods = false)
class OpenDatabase {

    private static final Logger log = LoggerFactory.getLogger(OpenDatabase.class);

    @Bean
    static BeanPostProcessor promptDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource pool && !(bean instanceof PromptDataSource)
                        ? new PromptDataSource(pool)
                        : bean;
            }
        };
    }

    @Bean
    FlywayMigrationStrategy migrate(DatabaseSettings settings) {
        return flyway -> migrate(flyway, settings.newerSchema());
    }

    /// Tables of a newer imgmill may mean something else, and what an older one writes there may be
    /// wrong without anybody noticing.
    private static void migrate(Flyway flyway, DatabaseSettings.NewerSchema newer) {
        var info = flyway.info();
        if (isNewer(info)) {
            var what =
                    "The database has tables of version %s, of a newer imgmill; this one knows version %s."
                            .formatted(latest(info.applied()), latest(known(info)));
            switch (newer) {
                case REFUSE ->
                        throw new StartRefused(
                                what,
                                "Start the newer imgmill. While nodes are replaced one by one, older ones may be started with"
                                        + " --imgmill.database.newer-schema=allow.");
                case ALLOW ->
                        log.warn(
                                "{} It works on, as imgmill.database.newer-schema=allow says: for as long as it takes to replace the nodes.",
                                what);
            }
        }
        flyway.migrate();
    }

    private static boolean isNewer(MigrationInfoService info) {
        return Arrays.stream(info.applied()).anyMatch(OpenDatabase::isOfTheFuture);
    }

    private static boolean isOfTheFuture(MigrationInfo migration) {
        return migration.getState() == MigrationState.FUTURE_SUCCESS
                || migration.getState() == MigrationState.FUTURE_FAILED;
    }

    private static MigrationInfo[] known(MigrationInfoService info) {
        return Arrays.stream(info.all())
                .filter(migration -> !isOfTheFuture(migration))
                .toArray(MigrationInfo[]::new);
    }

    private static String latest(MigrationInfo[] migrations) {
        return Arrays.stream(migrations)
                .map(MigrationInfo::getVersion)
                .filter(version -> version != null)
                .reduce((_, last) -> last)
                .map(version -> version.getVersion())
                .orElse("0");
    }
}
