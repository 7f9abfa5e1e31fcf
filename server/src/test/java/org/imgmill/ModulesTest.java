package org.imgmill;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    @Test
    void everyPackageUsesOnlyThePackagesItIsAllowedToUse() {
        ApplicationModules.of(Imgmill.class).verify();
    }
}
