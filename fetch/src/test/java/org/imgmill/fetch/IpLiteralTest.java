package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "127.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "1::",
                "2001:db8::8a2e:370:7334",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7::",
                "::2:3:4:5:6:7:8",
                "FE80::AbCd",
                "64:ff9b::192.0.2.33",
                "::ffff:127.0.0.1",
                "1:2:3:4:5:6:192.0.2.33"
            })
    void anAddressIsReadAsTheJdkReadsIt(String text) {
        assertThat(IpLiteral.read(text)).isEqualTo(InetAddress.ofLiteral(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ":",
                ":::",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                "256.0.0.1",
                "01.2.3.4",
                "0x7f.0.0.1",
                "1.2.3.-4",
                "+1.2.3.4",
                "\u0661.2.3.4",
                "localhost",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "1:2:3:4::5:6:7:8",
                ":1::2",
                "1:2:3:4:5:6:7:8:",
                "12345::",
                "g::",
                "::1%eth0",
                "[::1]",
                "::1.2.3",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4"
            })
    void whatIsNoAddressIsNotLookedUp(String text) {
        assertThat(IpLiteral.read(text)).isNull();
    }
}
