package org.imgmill.samples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.imgmill.links.OwnAddress;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Hands out the sample catalogue with the address this server really has.
@RestController
class SampleCatalogue {

    private static final String WRITTEN_FOR = "http://localhost:8080/samples/";

    private final OwnAddress address;

    SampleCatalogue(OwnAddress address) {
        this.address = address;
    }

    @GetMapping("/samples/products.csv")
    ResponseEntity<String> products() throws IOException {
        var csv =
                new ClassPathResource("samples/products.csv")
                        .getContentAsString(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(csv.replace(WRITTEN_FOR, address.of("/samples/")));
    }
}
