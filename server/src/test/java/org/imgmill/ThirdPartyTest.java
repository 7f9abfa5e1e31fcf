package org.imgmill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ThirdPartyTest {

    private static final Path LIST = Path.of("../THIRD-PARTY.md");

    @Test
    void allThatIsShippedIsListedWithItsLicence() throws Exception {
        var list = new ThirdParty().markdown();
        if (System.getProperty("third-party.write") != null) {
            Files.writeString(LIST, list);
        }

        assertThat(LIST).hasContent(list);
        assertThat(ThirdPartyTest.class.getResource("/META-INF/THIRD-PARTY.md")).isNotNull();
    }
}
