package org.imgmill.api.intake;

import org.imgmill.limits.LargestBodies;
import org.imgmill.processing.Preview;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/// Says how large what arrives may be.
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    LargestBodies largestBodies(UploadSettings files, JsonSettings lists, Preview preview) {
        return new LargestBodies(
                files.maxBytes(), lists.maxBytes(), DataSize.ofBytes(preview.mostBytes()));
    }
}
