package org.imgmill;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.client.RestClient;

/// Only the package fetch dials what strangers named. Three others dial what the operator
/// configured: storage through the S3 client, tracing through OpenTelemetry's exporter, and the
/// command line, which calls its own server.
class OutgoingConnectionsTest {

    private static final String FETCH = "org.imgmill.fetch..";
    private static final String COMMAND_LINE = "org.imgmill.cli..";
    private static final String STORAGE = "org.imgmill.storage..";
    private static final String TRACING = "org.imgmill.tracing..";

    /// Reads native libraries out of our own jar, by the URL of a resource.
    private static final String JAR_READER = "org.imgmill.transcode.pool.Unpacked";

    /// Tomcat hands it the sockets of clients; it makes none.
    private static final String TAKES_CONNECTIONS =
            "org.imgmill.limits.connections.WatchedEndpoint";

    private static final List<String> CLIENTS =
            List.of(
                    "java.net.http.",
                    "org.apache.hc.",
                    "org.apache.http.",
                    "okhttp3.",
                    "org.springframework.http.client.",
                    "org.springframework.web.client.",
                    "org.springframework.web.reactive.function.client.");

    private static final Set<String> DOORS =
            Set.of(
                    "java.net.DatagramSocket",
                    "java.net.HttpURLConnection",
                    "java.net.JarURLConnection",
                    "java.net.Socket",
                    "java.net.URLConnection",
                    "java.nio.channels.AsynchronousSocketChannel",
                    "java.nio.channels.DatagramChannel",
                    "java.nio.channels.SocketChannel",
                    "javax.net.SocketFactory",
                    "javax.net.ssl.HttpsURLConnection",
                    "javax.net.ssl.SSLSocketFactory");

    private static final Set<String> DIALLING_METHODS =
            Set.of("openConnection", "openStream", "getContent", "getByName", "getAllByName");

    private static final ArchRule ONLY_FETCH_DIALS =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(FETCH, COMMAND_LINE)
                    .and()
                    .doNotHaveFullyQualifiedName(JAR_READER)
                    .and()
                    .doNotHaveFullyQualifiedName(TAKES_CONNECTIONS)
                    .should()
                    .dependOnClassesThat(
                            named(
                                    "open connections",
                                    name -> DOORS.contains(name) || isClient(name)))
                    .orShould()
                    .accessTargetWhere(
                            describe("the target dials", OutgoingConnectionsTest::dials));

    private static final ArchRule ONLY_STORAGE_USES_S3 =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(STORAGE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("software.amazon.awssdk..")
                    .allowEmptyShould(true);

    private static final ArchRule ONLY_TRACING_SENDS_SPANS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(TRACING)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.opentelemetry..");

    @Test
    void onlyFetchDialsStrangers() {
        var application =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(location -> !location.contains("imgmill-testing"))
                        .withImportOption(location -> !location.contains("/testing/target/"))
                        .importPackages("org.imgmill");

        ONLY_FETCH_DIALS.check(application);
        ONLY_STORAGE_USES_S3.check(application);
        ONLY_TRACING_SENDS_SPANS.check(application);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Dials.ByUrl.class,
                Dials.ByConnection.class,
                Dials.BySocket.class,
                Dials.ByChannel.class,
                Dials.ByClient.class,
                Dials.ByRestClient.class,
                Dials.ByName.class
            })
    void theRuleSeesEveryWayToDial(Class<?> dialling) {
        var one = new ClassFileImporter().importClasses(dialling);

        assertThat(ONLY_FETCH_DIALS.evaluate(one).hasViolation()).isTrue();
    }

    private static boolean isClient(String name) {
        return CLIENTS.stream().anyMatch(name::startsWith);
    }

    private static boolean dials(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return (owner.equals("java.net.URL") || owner.equals("java.net.InetAddress"))
                && DIALLING_METHODS.contains(access.getTarget().getName());
    }

    private static DescribedPredicate<JavaClass> named(String what, Predicate<String> names) {
        return describe(what, type -> names.test(type.getName()));
    }

    /// What the rule is there to catch.
    interface Dials {

        Object dial() throws IOException;

        record ByUrl(URL url) implements Dials {
            @Override
            public Object dial() throws IOException {
                return url.openStream();
            }
        }

        record ByConnection(URLConnection connection) implements Dials {
            @Override
            public Object dial() throws IOException {
                return connection.getContent();
            }
        }

        record BySocket(InetAddress address) implements Dials {
            @Override
            public Object dial() throws IOException {
                return new Socket(address, 80);
            }
        }

        record ByChannel(int port) implements Dials {
            @Override
            public Object dial() throws IOException {
                return SocketChannel.open();
            }
        }

        record ByClient(int port) implements Dials {
            @Override
            public Object dial() {
                return HttpClient.newHttpClient();
            }
        }

        record ByRestClient(String url) implements Dials {
            @Override
            public Object dial() {
                return RestClient.create(url);
            }
        }

        record ByName(String name) implements Dials {
            @Override
            public Object dial() throws IOException {
                return InetAddress.getByName(name);
            }
        }
    }
}
