package org.imgmill.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.imgmill.fetch.AddressGuard;
import org.imgmill.fetch.Cidr;
import org.imgmill.fetch.Downloads;
import org.imgmill.fetch.FetchSettings;
import org.imgmill.fetch.NameResolver;
import org.imgmill.fetch.NameServer;
import org.imgmill.fetch.Post;
import org.imgmill.fetch.Rate;
import org.imgmill.fetch.WebUrl;
import org.imgmill.node.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Import;

class OutboundSettingsTest {

    @Test
    void theDefaultsAreThoseOfTheManual() {
        FetchSettings settings = settings(Map.of());

        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.idleTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.maxBytes()).isEqualTo(50 << 20);
        assertThat(settings.maxRedirects()).isEqualTo(5);
        assertThat(settings.userAgent()).isEqualTo("imgmill/1.0");
        assertThat(settings.accept())
                .isEqualTo("image/jpeg,image/png,image/gif,image/*;q=0.8,*/*;q=0.5");
        assertThat(settings.memory()).isEqualTo(Runtime.getRuntime().maxMemory() / 4);
        assertThat(settings.allow()).isEmpty();
        assertThat(settings.hosts()).isEmpty();
    }

    @Test
    void everythingCanBeSet() {
        FetchSettings settings =
                settings(
                        Map.of(
                                "imgmill.outbound.allow",
                                "127.0.0.0/8, fd00::/8",
                                "imgmill.outbound.memory",
                                "64MB",
                                "imgmill.outbound.resolver",
                                "system",
                                "imgmill.outbound.name-servers",
                                "10.0.0.2, [fd00::2]:5353",
                                "imgmill.outbound.hosts[cdn.example.com].connections",
                                "4",
                                "imgmill.outbound.hosts[cdn.example.com].rate",
                                "90/min",
                                "imgmill.outbound.hosts[cdn.example.com].headers.User-Agent",
                                "shop/2"));

        assertThat(settings.allow()).isEqualTo(Set.of(Cidr.of("127.0.0.0/8"), Cidr.of("fd00::/8")));
        assertThat(settings.memory()).isEqualTo(64 << 20);
        assertThat(settings.resolver()).isEqualTo(NameResolver.SYSTEM);
        assertThat(settings.nameServers())
                .containsExactly(
                        NameServer.of("10.0.0.2:53").address(),
                        NameServer.of("[fd00::2]:5353").address());
        assertThat(settings.hosts())
                .isEqualTo(
                        Map.of(
                                "cdn.example.com",
                                new FetchSettings.Host(
                                        4,
                                        new Rate(90, Duration.ofMinutes(1)),
                                        Map.of("User-Agent", "shop/2"),
                                        false)));
    }

    @ParameterizedTest
    @CsvSource({
        "timeout, 0s, imgmill.outbound.timeout is more than 0s",
        "connect-timeout, -1s, imgmill.outbound.connect-timeout is more than 0s",
        "idle-timeout, 25h, imgmill.outbound.idle-timeout is more than 0s",
        "max-bytes, 0B, imgmill.outbound.max-bytes is 1B to 1GB",
        "max-bytes, 2GB, imgmill.outbound.max-bytes is 1B to 1GB",
        "max-redirects, 21, imgmill.outbound.max-redirects is 0 to 20",
        "memory, 1KB, imgmill.outbound.memory is 1MB or more",
        "user-agent, 'a\u00e4', imgmill.outbound.user-agent is a header value in ASCII",
        "hosts[a.example].connections, 0, imgmill.outbound.hosts[..].connections is 1 or more",
        "hosts[a.example].rate, 5, a rate is written as 10/s",
        "hosts[a.example].headers.X, 'a\nb', imgmill.outbound.hosts[..].headers.X is an HTTP",
        "name-servers, dns.example, dns.example is not a name server",
        "name-servers, 10.0.0.2:99999, 10.0.0.2:99999 is not a name server",
        "resolver, magic, magic",
        "allow, localhost, localhost",
        "allow, 10.0.0.1/8, has bits set behind its prefix",
        "allow, 10.0.0.0/33, /33 is not a prefix length",
        "allow, 10.0.0.0/x, 10.0.0.0/x is not an address range"
    })
    void whatCannotBeIsRefusedByName(String name, String value, String message) {
        assertThatThrownBy(() -> settings(Map.of("imgmill.outbound." + name, value)))
                .rootCause()
                .hasMessageContaining(message);
    }

    @Test
    void theApplicationGetsItsDoorFromTheSettings(@TempDir Path dataDir) throws Exception {
        Path leftover = dataDir.resolve("tmp/left-by-a-crash.download");
        Files.createDirectories(leftover.getParent());
        Files.createFile(leftover);
        new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withPropertyValues(
                        "imgmill.data-dir=" + dataDir, "imgmill.outbound.allow=10.0.0.0/8")
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(context).hasSingleBean(Downloads.class);
                            assertThat(context).hasSingleBean(Post.class);
                            var guard = context.getBean(AddressGuard.class);
                            assertThat(guard.refuses(url("http://10.0.0.1/"))).isFalse();
                            assertThat(guard.refuses(url("http://127.0.0.1/"))).isTrue();
                        });
        assertThat(leftover).doesNotExist();
    }

    private static FetchSettings settings(Map<String, Object> properties) {
        var binder = new Binder(new MapConfigurationPropertySource(properties));
        return binder.bindOrCreate("imgmill.outbound", OutboundSettings.class).forFetch();
    }

    private static WebUrl url(String text) {
        return (WebUrl) WebUrl.parse(text);
    }

    @EnableConfigurationProperties({OutboundSettings.class, Folders.class})
    @Import(OutboundConfiguration.class)
    static class Application {}
}
