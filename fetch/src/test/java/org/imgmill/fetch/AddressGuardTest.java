package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.imgmill.fetch.WebUrlTest.url;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private final AddressGuard guard = new AddressGuard(Set.of());

    @ParameterizedTest
    @CsvFileSource(resources = "/fetch/addresses.tsv", delimiter = '\t', numLinesToSkip = 1)
    void onlyPublicAddressesAreDialled(String address, String verdict) {
        List<InetAddress> resolved = addresses(address);

        assertThat(guard.permitted("cdn.example.com", resolved))
                .isEqualTo(verdict.equals("public") ? resolved : List.of());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/fetch/addresses.tsv", delimiter = '\t', numLinesToSkip = 1)
    void anAddressInAUrlIsJudgedWithoutANameServer(String address, String verdict) {
        String host = address.contains(":") ? "[" + address + "]" : address;

        assertThat(guard.refuses(url("http://" + host + "/"))).isEqualTo(verdict.equals("private"));
    }

    @Test
    void ofAMixedHostOnlyThePublicAddressesAreDialled() {
        assertThat(guard.permitted("cdn.example.com", addresses("10.0.0.1", "8.8.8.8", "::1")))
                .isEqualTo(addresses("8.8.8.8"));
    }

    @Test
    void whatTheOperatorOpensMayBeDialled() {
        var opened = new AddressGuard(Set.of(Cidr.of("10.1.0.0/16"), Cidr.of("fd00::/8")));

        assertThat(
                        opened.permitted(
                                "cdn.example.com",
                                addresses("10.1.2.3", "10.2.0.1", "fd12::1", "fe80::1")))
                .isEqualTo(addresses("10.1.2.3", "fd12::1"));
        assertThat(opened.refuses(url("http://10.1.2.3/"))).isFalse();
        assertThat(opened.refuses(url("http://10.2.0.1/"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "postgres",
                "a.localhost",
                "localhost.localdomain",
                "printer.local",
                "db.internal",
                "nas.lan",
                "router.home.arpa"
            })
    void aPrivateNameLeadsOnlyToWhatTheOperatorOpened(String name) {
        var opened = new AddressGuard(Set.of(Cidr.of("10.0.0.0/8")));

        assertThat(opened.permitted(name, addresses("8.8.8.8", "10.0.0.1")))
                .isEqualTo(addresses("10.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 25, 6379, 5432, 2375, 9200, 11211})
    void portsOfOtherServicesAreRefused(int port) {
        var opened = new AddressGuard(Set.of(Cidr.of("10.0.0.0/8")));

        assertThat(opened.refuses(url("http://cdn.example.com:" + port + "/"))).isTrue();
        assertThat(opened.refuses(url("http://10.0.0.1:" + port + "/"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 443, 3000, 8000, 8080, 8443, 9000, 65535})
    void portsOfWebServersAreNot(int port) {
        assertThat(guard.refuses(url("http://cdn.example.com:" + port + "/"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/samples/mug.jpg, true",
        "http://localhost:8080/samples/, false",
        "http://localhost:8080/samples, false",
        "http://localhost:8080/, false",
        "http://localhost:8080/v1/batches, false",
        "http://localhost:8080/samples/../v1/batches, false",
        "http://localhost:8080/samples/%2e%2e/v1, false",
        "http://localhost:8080/samples/..%2fv1, false",
        "http://localhost:8080/samples/a/b.jpg, false",
        "http://localhost:8080/samples/.hidden, false",
        "http://localhost:8080/samples/mug.jpg?x=1, false",
        "http://localhost:8081/samples/mug.jpg, false",
        "https://localhost:8080/samples/mug.jpg, false",
        "http://127.0.0.1:8080/samples/mug.jpg, false"
    })
    void ofThisServerOnlyTheSamplesAreOpen(String text, boolean own) {
        guard.openSamples(url("http://localhost:8080/samples/"));

        assertThat(guard.isOwnSample(url(text))).isEqualTo(own);
    }

    @Test
    void nothingButASampleFolderCanBeOpened() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> guard.openSamples(url("http://localhost:8080/")));
    }

    static List<InetAddress> addresses(String... literals) {
        return Stream.of(literals).map(InetAddress::ofLiteral).toList();
    }
}
