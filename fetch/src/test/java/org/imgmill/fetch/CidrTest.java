package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.0/23, 10.1.3.255, true",
        "10.1.2.0/23, 10.1.4.0, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "::/0, ::1, true",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "2001:db8::/33, 2001:db8:7fff::, true",
        "2001:db8::/33, 2001:db8:8000::, false"
    })
    void containsItsAddresses(String range, String address, boolean inside) {
        assertThat(Cidr.of(range).contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
    }

    @Test
    void isWrittenAsItIsRead() {
        assertThat(Cidr.of(" 10.0.0.0/8 ")).hasToString("10.0.0.0/8");
        assertThat(Cidr.of("10.1.2.3")).hasToString("10.1.2.3/32");
    }
}
