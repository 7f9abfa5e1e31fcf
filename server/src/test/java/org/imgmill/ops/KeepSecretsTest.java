package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.core.env.SimpleCommandLinePropertySource;

class KeepSecretsTest {

    @Test
    void secretsOfACommandLineAreFoundByTheirNames() {
        var given =
                new SimpleCommandLinePropertySource(
                        "--spring.datasource.password=x",
                        "--imgmill.webhook.secret=x",
                        "--imgmill.auth.admin-key=x",
                        "--imgmill.outbound.hosts[cdn.example.com].headers.authorization=x",
                        "--imgmill.tracing.headers.api-key=x");

        assertThat(KeepSecrets.secrets(given)).hasSize(5);
    }

    @Test
    void whatIsNoSecretIsNotWarnedOf() {
        var given =
                new SimpleCommandLinePropertySource(
                        "--server.port=9000",
                        "--imgmill.auth.admin-key=generate",
                        "--imgmill.webhook.secret=",
                        "--imgmill.auth=keys",
                        "--imgmill.storage=s3://secret/password");

        assertThat(KeepSecrets.secrets(given)).isEmpty();
    }
}
